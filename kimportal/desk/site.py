"""The officers' admin site."""

from functools import wraps
from typing import Any, cast
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

from kimportal.accounts.second_factor import lacks_second_factor, may_open_desk
from kimportal.desk.home import home_context
from kimportal.desk.hurtful import ask_if_hurtful
from kimportal.desk.queue_site import QueueSite
from komunitas.permissions import remember_assignments

# Rights follow from Penugasan, not from groups; what allauth keeps stands on the account.
UNUSED = ("auth", "account", "mfa", "socialaccount", "usersessions")


class DeskSite(QueueSite, AdminSite):
    """Django's admin under our name; sign-in happens at the portal's own address."""

    site_header = "Meja kerja Diskominfo"
    site_title = "Portal KIM"
    index_title = "Beranda admin"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff with a second factor; their Penugasan decides what they see."""
        return may_open_desk(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse a NUL in an address: the lists' filters would take it to the database.

        And ask for the second factor again where an act would hurt in wrong hands.
        """

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if "\0" in unquote(request.META["QUERY_STRING"]):
                raise BadRequest
            if answer := ask_if_hurtful(request):
                return answer
            return view(request, *args, **kwargs)

        return super().admin_view(guarded, cacheable)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add whether a second factor is waived, which the pages then say."""
        return super().each_context(request) | {"tanpa_faktor_kedua": settings.KIM_DEMO}

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Leave out what the libraries register and this portal does not use.

        Every page of the admin asks for the list, few show it: it is made when it is read.
        """
        found = super().get_app_list

        def make() -> list[dict[str, Any]]:
            daftar = found(request, app_label)
            return [app for app in daftar if app["app_label"] not in UNUSED]

        return cast("list[dict[str, Any]]", SimpleLazyObject(make))

    def get_urls(self) -> list[Any]:
        """Hold the way from a row to its page within what the officer may see.

        Django's own looks at no scope and would tell the address of whatever has one.
        """
        # Here, since the pages use models, which are not there yet when the site is made.
        from kimportal.desk.laporan_urls import report_pages

        return [
            *report_pages(self),
            path(
                "r/<int:content_type_id>/<str:object_id>/",
                self.admin_view(self.page_of_row),
                name="view_on_site",
            ),
            *self.queue_urls(),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits for the officer, before the list of what there is."""
        remember_assignments(request.user)
        return super().index(request, home_context(request.user) | (extra_context or {}))

    def page_of_row(
        self, request: HttpRequest, content_type_id: int, object_id: str
    ) -> HttpResponse:
        """Lead to the page of a row that the officer sees in a list, else 404."""
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        rows = self._registry.get(model) if model else None
        obj = rows.get_object(request, object_id) if rows else None
        if rows is None or obj is None or not rows.has_view_permission(request, obj):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the portal's own sign-in, or to what an officer still lacks."""
        user = request.user
        if user.is_authenticated and user.is_staff and lacks_second_factor(user):
            messages.warning(request, "Nyalakan pengaman kedua, lalu meja kerja terbuka.")
            return redirect("mfa_index")
        if user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        destination = request.GET.get("next", reverse("admin:index"))
        return redirect_to_login(destination, reverse("account_login"))

    def logout(  # type: ignore[override]  # redirects, so that no page of its own is needed
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return never_cache(LogoutView.as_view(next_page="/"))(request)
