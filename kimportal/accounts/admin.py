"""Accounts in the admin, for superusers."""

from django.contrib import admin

from kimportal.accounts.models import Pengguna


@admin.register(Pengguna)
class PenggunaAdmin(admin.ModelAdmin):
    list_display = ["nama", "email", "telepon", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["nama", "email", "telepon"]
    fields = ["nama", "email", "telepon", "is_staff", "is_active", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Accounts are emptied, not deleted: posts and audit rows point to them."""
        return False
