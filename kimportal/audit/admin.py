"""The audit trail in the admin: read only."""

from django.contrib import admin
from django.http import HttpRequest

from kimportal.audit.models import CatatanAudit


@admin.register(CatatanAudit)
class CatatanAuditAdmin(admin.ModelAdmin):
    list_display = ["created_at", "actor", "verb", "object_type", "object_id", "before", "after"]
    list_filter = ["verb"]
    search_fields = ["object_id", "wilayah_kode__startswith"]
    list_select_related = ["actor"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
