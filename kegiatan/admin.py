"""Review of posts in the admin: list, preview, decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kegiatan import moderation
from kegiatan.models import Naskah
from kegiatan.moderation import LANGKAH
from kegiatan.permissions import can_moderate_naskah
from kegiatan.scope import KIM_WILAYAH, naskah_visible_to
from komunitas.officer_admin import Keputusan, OfficerAdmin
from komunitas.permissions import officer_codes
from komunitas.scope import within


def _keputusan(verb: str, label: str, **options: bool) -> Keputusan:
    return Keputusan(verb, label, getattr(moderation, verb), LANGKAH[verb][0], **options)


@admin.register(Naskah)
class NaskahAdmin(OfficerAdmin):
    """Versions of posts that were handed in, newest first."""

    list_display = ["judul", "kim", "jenis", "wilayah", "status", "submitted_at"]
    list_filter = ["status", "jenis", "bidang"]
    search_fields = ["judul", "kegiatan__kim__nama_cari"]
    list_select_related = ["kegiatan__kim", "wilayah"]
    ordering = ["-submitted_at"]
    fields = ("pratinjau", "status", "catatan", "submitted_at", "reviewed_at", "published_at")
    readonly_fields = fields
    actions = ["approve_selected"]
    daftar_keputusan = (
        _keputusan("approve_kegiatan", "Setujui dan terbitkan"),
        _keputusan("return_kegiatan", "Minta perbaikan", perlu_alasan=True),
        _keputusan("reject_kegiatan", "Tolak", perlu_alasan=True, berbahaya=True),
        _keputusan("take_down_kegiatan", "Turunkan", perlu_alasan=True, berbahaya=True),
    )

    def visible_rows(self, user: Any) -> QuerySet[Naskah]:
        return naskah_visible_to(user).filter(
            within(officer_codes(user), KIM_WILAYAH), submitted_at__isnull=False
        )

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_moderate_naskah(user, obj)

    @admin.display(description="KIM")
    def kim(self, naskah: Naskah) -> str:
        return naskah.kegiatan.kim.nama

    @admin.display(description="Pratinjau")
    def pratinjau(self, naskah: Naskah) -> SafeString:
        """Show the version as the public will see it, photos from the private store."""
        konteks = {"naskah": naskah, "daftar_foto": naskah.daftar_foto.select_related("foto")}
        return mark_safe(render_to_string("kegiatan/_pratinjau.html", konteks))  # noqa: S308

    @admin.action(description="Setujui dan terbitkan yang dipilih")
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.decide_many(request, queryset, "approve_kegiatan")
