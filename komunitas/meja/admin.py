"""Assignments in the officers' admin, and the pages about people around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from komunitas import assignments
from komunitas.meja import views_people
from komunitas.models import Penugasan
from komunitas.officer_admin import Keputusan, OfficerAdmin
from komunitas.officer_permissions import can_end_penugasan
from komunitas.officer_scope import penugasan_visible_to
from komunitas.permissions import admin_codes


@admin.register(Penugasan)
class PenugasanAdmin(OfficerAdmin):
    """Who works in the own region; handing out and ending go through `komunitas.assignments`."""

    change_list_template = "admin/komunitas/penugasan/change_list.html"
    list_display = ["pengguna", "peran", "wilayah", "mulai", "selesai", "keadaan"]
    list_filter = ["peran"]
    search_fields = ["pengguna__nama", "pengguna__email", "wilayah__nama_lengkap"]
    list_select_related = ["pengguna", "wilayah"]
    fields = (
        "orang",
        ("peran", "wilayah"),
        ("mulai", "selesai", "keadaan"),
        ("surat", "tanggal_surat", "unduh"),
    )
    readonly_fields = [
        *("orang", "peran", "wilayah", "mulai", "selesai", "keadaan"),
        *("surat", "tanggal_surat", "unduh"),
    ]
    daftar_keputusan = (
        Keputusan(
            "end_penugasan",
            "Akhiri penugasan",
            assignments.end_penugasan,
            (),
            perlu_alasan=True,
            berbahaya=True,
        ),
    )
    kolom_keadaan = "ended_at"
    bantuan_alasan = "Wajib. Orangnya membacanya."

    def visible_rows(self, user: Any) -> QuerySet[Penugasan]:
        return penugasan_visible_to(user)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_end_penugasan(user, obj)

    def fits(self, keputusan: Keputusan, obj: Any) -> bool:
        return obj.ended_at is None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(admin_codes(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(admin_codes(request.user))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(admin_codes(request.user))

    def get_urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
            ("add/", views_people.assign, "add"),
            ("<int:pk>/surat/", views_people.letter, "letter"),
            ("orang/", views_people.list_people, "people"),
            ("orang/<int:pk>/", views_people.person, "person"),
            ("orang/<int:pk>/<slug:kunci>/", views_people.act, "act"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"komunitas_penugasan_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="Keadaan")
    def keadaan(self, penugasan: Penugasan) -> str:
        today = timezone.localdate()
        if penugasan.ended_at or (penugasan.selesai and penugasan.selesai < today):
            return "Berakhir"
        return "Belum mulai" if penugasan.mulai > today else "Bertugas"

    @admin.display(description="Nama")
    def orang(self, penugasan: Penugasan) -> SafeString:
        address = reverse(views_people.PERSON, args=[penugasan.pengguna_id])
        return format_html('<a href="{}">{}</a>', address, penugasan.pengguna)

    @admin.display(description="Berkas surat tugas")
    def unduh(self, penugasan: Penugasan) -> SafeString | str:
        if not penugasan.berkas_surat:
            return "–"
        address = reverse("admin:komunitas_penugasan_letter", args=[penugasan.pk])
        return format_html('<a href="{}">Unduh</a>', address)
