"""The register's place in the officers' admin: pages of its own at the usual addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from komunitas.models import BerkasRegister
from komunitas.permissions import admin_codes
from komunitas.register import views, views_after


@admin.register(BerkasRegister)
class RegisterAdmin(admin.ModelAdmin):
    """Shows nothing of Django's own pages: a register is read, answered and entered."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(admin_codes(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(admin_codes(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("", views.list_registers, "changelist"),
            ("templat.<slug:bentuk>", views_after.template_file, "template"),
            ("<int:pk>/", views.report, "change"),
            ("<int:pk>/jawab/", views.answer, "answer"),
            ("<int:pk>/lewati/", views.skip, "skip"),
            ("<int:pk>/periksa/", views.recheck, "recheck"),
            ("<int:pk>/masukkan/", views.enter, "enter"),
            ("<int:pk>/batal/", views.cancel, "cancel"),
            ("<int:pk>/laporan.xlsx", views_after.report_file, "report_file"),
            ("<int:pk>/rekonsiliasi/", views_after.reconcile, "reconcile"),
            ("<int:pk>/rekonsiliasi.xlsx", views_after.reconcile_file, "reconcile_file"),
            ("<int:pk>/kode/", views_after.activation, "activation"),
        ]
        return [
            path(route, self.admin_site.admin_view(view), name=f"komunitas_berkasregister_{name}")
            for route, view, name in pages
        ]
