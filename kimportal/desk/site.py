"""The officers' admin site."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

# Rights follow from Penugasan, not from groups; e-mail addresses stand on the account.
UNUSED = ("auth", "account")


class DeskSite(AdminSite):
    """Django's admin under our name; sign-in happens at the portal's own address."""

    site_header = "Meja kerja Diskominfo"
    site_title = "Portal KIM"
    index_title = "Beranda admin"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff; what they see there is decided by their Penugasan."""
        return request.user.is_active and request.user.is_staff

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Leave out what the libraries register and this portal does not use."""
        daftar = super().get_app_list(request, app_label)
        return [app for app in daftar if app["app_label"] not in UNUSED]

    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the portal's own sign-in; whoever is signed in already has no business here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        destination = request.GET.get("next", reverse("admin:index"))
        return redirect_to_login(destination, reverse("account_login"))

    def logout(  # type: ignore[override]  # redirects, so that no page of its own is needed
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return never_cache(LogoutView.as_view(next_page="/"))(request)
