"""The officers' admin site."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest


class DeskSite(AdminSite):
    """Django's admin under our name; sign-in happens at the portal's own address."""

    site_header = "Meja kerja Diskominfo"
    site_title = "Portal KIM"
    index_title = "Beranda admin"

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff; what they see there is decided by their Penugasan."""
        return request.user.is_active and request.user.is_staff
