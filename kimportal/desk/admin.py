"""The record of data requests, to be read by superusers."""

from typing import Any

from django.contrib import admin

from kimportal.desk import audit_pages, report_admin
from kimportal.desk.models import PermintaanData

# The admin's discovery imports this module alone.
__all__ = ["PermintaanDataAdmin", "audit_pages", "report_admin"]


@admin.register(PermintaanData)
class PermintaanDataAdmin(admin.ModelAdmin):
    list_display = ["pk", "pengguna_id", "jenis", "requested_at", "done_at"]
    list_filter = ["jenis"]
    fields = ["pengguna_id", "jenis", "requested_at", "done_at"]
    readonly_fields = ["pengguna_id", "jenis", "requested_at", "done_at"]

    def has_add_permission(self, *args: Any) -> bool:
        """Only the person's own act makes a row."""
        return False

    def has_change_permission(self, *args: Any) -> bool:
        return False

    def has_delete_permission(self, *args: Any) -> bool:
        return False

    def has_view_permission(self, request: Any, obj: object = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)
