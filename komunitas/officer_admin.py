"""What every admin page of officers shares: scope from Penugasan, no editing, decisions.

Officers hold no Django model permissions: what they see follows from their assignments, in
the QuerySet, and what they do goes through the one door of the status.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from kimportal.transitions import TransitionError
from komunitas.permissions import officer_codes


@dataclass(frozen=True)
class Keputusan:
    """One decision an officer may take: its label, its door, from which states."""

    verb: str
    label: str
    run: Callable[..., Any]
    dari: tuple[str, ...]
    perlu_alasan: bool = False
    berbahaya: bool = False


class OfficerAdmin(admin.ModelAdmin):
    """Read-only list and page of scoped rows, with a panel of decisions."""

    change_form_template = "admin/keputusan/change_form.html"
    daftar_keputusan: tuple[Keputusan, ...] = ()

    def visible_rows(self, user: Any) -> QuerySet[Any]:
        """Return the rows `user` may see here; each admin names its scoped QuerySet."""
        raise NotImplementedError

    def may_decide(self, user: Any, obj: Any) -> bool:
        """Tell whether `user` may decide on `obj`; each admin names its predicate."""
        raise NotImplementedError

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(officer_codes(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(officer_codes(request.user))

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.visible_rows(request.user)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_decide"
        decide = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/putuskan/", decide, name=name), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        extra = {"daftar_keputusan": self._possible(request, obj) if obj else []}
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one decision (POST `keputusan`, `alasan`) and return to the row."""
        obj = self.get_queryset(request).filter(pk=pk).first()
        if obj is None:
            raise Http404
        if request.method != "POST" or not self.may_decide(request.user, obj):
            raise PermissionDenied
        verb = request.POST.get("keputusan", "")
        keputusan = next((k for k in self.daftar_keputusan if k.verb == verb), None)
        if keputusan is None:
            raise Http404
        self._take(request, keputusan, obj)
        opts = self.opts
        return HttpResponseRedirect(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
        )

    def _take(self, request: HttpRequest, keputusan: Keputusan, obj: Any) -> bool:
        alasan = {"reason": request.POST.get("alasan", "")} if keputusan.perlu_alasan else {}
        try:
            keputusan.run(obj, by=request.user, **alasan)
        except TransitionError as error:
            self.message_user(request, str(error), messages.ERROR)
            return False
        self.message_user(request, f"{keputusan.label}: {obj}.", messages.SUCCESS)
        return True

    def _possible(self, request: HttpRequest, obj: Any) -> list[Keputusan]:
        if not self.may_decide(request.user, obj):
            return []
        return [k for k in self.daftar_keputusan if obj.status in k.dari]

    def decide_many(self, request: HttpRequest, rows: QuerySet[Any], verb: str) -> None:
        """Take one decision without reason on each row; those that fail are named."""
        keputusan = next(k for k in self.daftar_keputusan if k.verb == verb)
        for obj in rows:
            if self.may_decide(request.user, obj):
                self._take(request, keputusan, obj)
            else:
                self.message_user(
                    request, f"Anda tidak berwenang memutuskan {obj}.", messages.WARNING
                )
