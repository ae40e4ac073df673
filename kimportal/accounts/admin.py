"""Accounts in the admin, for superusers."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.http import HttpRequest

from kimportal.accounts.models import Pengguna


@admin.register(Pengguna)
class PenggunaAdmin(admin.ModelAdmin):
    list_display = ["nama", "email", "telepon", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["nama", "email", "telepon"]
    fields = ["nama", "email", "telepon", "is_staff", "is_active", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]

    def save_model(self, request: HttpRequest, obj: Pengguna, form: Any, change: bool) -> None:
        """Save; an address that was replaced is no way in any more."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).exclude(email=obj.email or "").delete()

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Accounts are emptied, not deleted: posts and audit rows point to them."""
        return False
