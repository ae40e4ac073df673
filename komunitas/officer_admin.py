"""What every admin page of officers shares: scope from Penugasan, no editing, decisions.

Officers hold no Django model permissions: what they see follows from their assignments, in
the QuerySet, and what they do goes through the one door of the status.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kimportal.audit.models import DasarHukum
from kimportal.audit.takedowns import Dasar
from kimportal.paging import NumberedPaginator
from kimportal.template_tags import ikon, waktu
from kimportal.transitions import ReasonError, TransitionError
from komunitas.deciding import last_act, seen_state, take_decision, who_was_faster
from komunitas.permissions import officer_codes

MAX_ALASAN = 2000
# What the page that asks once more adds to the form it repeats.
LANGKAH_TANYA = ("keputusan", "pasti", "batal", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Keputusan:
    """One decision an officer may take: its label, its door, from which states.

    `tanya` is what is asked first, with `{obj}` in it; empty where one click is enough.
    """

    verb: str
    label: str
    run: Callable[..., Any]
    dari: tuple[str, ...]
    perlu_alasan: bool = False
    perlu_dasar: bool = False
    berbahaya: bool = False
    tanya: str = ""


class OfficerAdmin(admin.ModelAdmin):
    """Read-only list and page of scoped rows, with a panel of decisions.

    Lists decide nothing: what is decided on many at once goes through the queue, which asks.
    """

    change_form_template = "admin/keputusan/change_form.html"
    # Nobody counts a million rows to see the newest hundred.
    show_full_result_count = False
    daftar_keputusan: tuple[Keputusan, ...] = ()
    # What changes when a decision is taken.
    kolom_keadaan = "status"
    label_alasan = "Alasan"
    bantuan_alasan = (
        "Wajib untuk minta perbaikan, tolak, bekukan, dan turunkan. Pengirim membacanya."
    )

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

    def get_paginator(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> Paginator:
        return NumberedPaginator(queryset, per_page)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.visible_rows(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return a row that the officer sees; any other is not there, on every page of it."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            raise Http404
        return obj

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
        keputusan = self.possible(request, obj)
        antrean = request.GET.get("antrean") or request.POST.get("antrean", "")
        extra = {
            "dilihat": seen_state(obj),
            "antrean": antrean,
            "bilah_antrean": self._from_queue(request, obj, antrean) if antrean else None,
            "daftar_keputusan": keputusan,
            "daftar_dasar": DasarHukum.choices if any(k.perlu_dasar for k in keputusan) else [],
            "label_alasan": self.label_alasan,
            "bantuan_alasan": self.bantuan_alasan,
        }
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one decision (POST `keputusan`, `alasan`) and return to the row.

        What is for good is asked about first; `pasti` is the answer, `batal` leads back.
        """
        obj = self.get_queryset(request).filter(pk=pk).first()
        if obj is None:
            raise Http404
        if request.method != "POST" or not self.may_decide(request.user, obj):
            raise PermissionDenied
        verb = request.POST.get("keputusan", "")
        keputusan = next((k for k in self.daftar_keputusan if k.verb == verb), None)
        if keputusan is None:
            raise Http404
        if "batal" in request.POST:
            return self._ask_again(request, pk)
        if question := self._question(request, keputusan, obj):
            return self._ask_first(request, keputusan, obj, question)
        antrean = request.POST.get("antrean", "")
        item = self._from_queue(request, obj, antrean) if antrean else None
        try:
            self._take(request, keputusan, obj)
        except TransitionError as error:
            if not self._is_done(request, keputusan, obj):
                return self._refuse(request, keputusan, obj, error)
        if item is not None:
            return HttpResponseRedirect(item.go_on(request))
        opts = self.opts
        return HttpResponseRedirect(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
        )

    def _from_queue(self, request: HttpRequest, obj: Any, antrean: str) -> Any:
        """Return the row's place in the officers' common queue, which the site knows."""
        return self.admin_site.place_in_queue(request, obj, antrean)  # type: ignore[attr-defined]

    def _question(self, request: HttpRequest, keputusan: Keputusan, obj: Any) -> str:
        """Return the question that is still open; what is wrong with the form is said first."""
        if "pasti" in request.POST or not self.fits(keputusan, obj):
            return ""
        try:
            typed = self.typed(request, keputusan)
        except TransitionError:
            return ""
        return keputusan.tanya.format(obj=obj) if typed.get("reason") else ""

    def _ask_first(
        self, request: HttpRequest, keputusan: Keputusan, obj: Any, question: str
    ) -> HttpResponse:
        """Ask once more, with everything that was typed going along."""
        sent = request.POST.lists()
        konteks = self.admin_site.each_context(request) | {
            "title": f"{keputusan.label}: pastikan dulu",
            "opts": self.opts,
            "original": obj,
            "keputusan": keputusan,
            "pertanyaan": question,
            "alasan": self.typed(request, keputusan)["reason"],
            "isian": [(n, v) for n, values in sent if n not in LANGKAH_TANYA for v in values],
        }
        return TemplateResponse(request, "admin/keputusan/pastikan.html", konteks)

    def _ask_again(self, request: HttpRequest, pk: int, galat_alasan: str = "") -> HttpResponse:
        """Draw the row's page with what was typed, as a reader would get it."""
        reading = copy(request)
        reading.method = "GET"
        isian = {name: request.POST.get(name, "") for name in ("alasan", "dasar", "dasar_lain")}
        extra = {"isian": isian, "galat_alasan": galat_alasan}
        return self.change_view(reading, str(pk), extra_context=extra)

    def _take(self, request: HttpRequest, keputusan: Keputusan, obj: Any) -> None:
        dilihat = request.POST.get("dilihat", "")
        typed = self.typed(request, keputusan)
        take_decision(keputusan.run, obj, by=request.user, dilihat=dilihat, **typed)
        self.message_user(request, f"{keputusan.label}: {obj}.", messages.SUCCESS)

    def _refuse(
        self, request: HttpRequest, keputusan: Keputusan, obj: Any, error: TransitionError
    ) -> HttpResponse:
        """Say what is wrong: beside the reason where it is the reason, else on top."""
        why = self.why_not(keputusan, obj, error)
        if isinstance(error, ReasonError) and self.fits(keputusan, obj):
            return self._ask_again(request, obj.pk, why)
        self.message_user(request, why, messages.ERROR)
        return self._ask_again(request, obj.pk)

    def _is_done(self, request: HttpRequest, keputusan: Keputusan, obj: Any) -> bool:
        """Tell whether this very officer has just taken this decision: a button pressed twice.

        The answer to the first press was lost; the second one leads where it would have led.
        """
        act = last_act(obj)
        is_same = act is not None and act.verb == keputusan.verb and act.actor == request.user
        return is_same and not self.fits(keputusan, obj)

    def fits(self, keputusan: Keputusan, obj: Any) -> bool:
        """Tell whether the row is in a state from which the decision is taken."""
        return obj.status in keputusan.dari

    def typed(self, request: HttpRequest, keputusan: Keputusan) -> dict[str, Any]:
        """Return what the decision's door takes from the form."""
        return _typed(request, keputusan)

    def why_not(self, keputusan: Keputusan, obj: Any, error: TransitionError) -> str:
        """Say why a decision was not taken; if somebody was faster, who, when and what."""
        obj.refresh_from_db(fields=[self.kolom_keadaan])
        act = last_act(obj)
        if self.fits(keputusan, obj) and (act is None or act.verb != keputusan.verb):
            return str(error)
        labels = {k.verb: k.label for k in self.daftar_keputusan}
        return f"{error} {who_was_faster(obj, labels)}".strip()

    def possible(self, request: HttpRequest, obj: Any) -> list[Keputusan]:
        """Return the decisions that the reader may take on the row now."""
        if not self.may_decide(request.user, obj):
            return []
        return [k for k in self.daftar_keputusan if self.fits(k, obj)]


def moment(field: str, label: str, region: str) -> Callable[[Any, Any], str]:
    """Return a method of an admin: a moment as the portal writes it, on the row's region's clock.

    `region` is the path to the region: "kim.wilayah".
    """
    zone = attrgetter(f"{region}.zona")

    @admin.display(description=label, ordering=field)
    def shown(self: Any, obj: Any) -> str:
        return waktu(getattr(obj, field), zone(obj)) or "–"

    return shown


def overdue(text: str) -> SafeString:
    """Mark a due date that has passed, in a word and not by colour alone."""
    return format_html('<span class="lewat">{} {} (lewat)</span>', ikon("alert-triangle"), text)


def _typed(request: HttpRequest, keputusan: Keputusan) -> dict[str, Any]:
    """Return the reason and the legal ground that a decision asks for."""
    typed: dict[str, Any] = {}
    if keputusan.perlu_alasan:
        typed["reason"] = _text(request, "alasan")
        if len(typed["reason"]) > MAX_ALASAN:
            raise ReasonError(f"Paling panjang {MAX_ALASAN} huruf. Pendekkan sedikit.")
    if keputusan.perlu_dasar:
        typed["dasar"] = Dasar(_text(request, "dasar"), _text(request, "dasar_lain"))
    return typed


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()
