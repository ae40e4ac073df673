"""Regions in the admin: to look up and to choose from; they change by `muat_wilayah` only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from wilayah.models import Wilayah


@admin.register(Wilayah)
class WilayahAdmin(admin.ModelAdmin):
    list_display = ["kode", "nama", "jenis", "nama_induk", "berakhir_pada"]
    list_filter = ["jenis"]
    search_fields = ["kode__startswith", "nama_lengkap"]
    ordering = ["kode"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
