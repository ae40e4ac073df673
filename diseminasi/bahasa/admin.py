"""Versions in languages of the place, in the officers' admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, F, QuerySet, When
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from diseminasi.bahasa import versions
from diseminasi.bahasa.permissions import can_review_version
from diseminasi.bahasa.scope import versions_on_desk_of
from diseminasi.models import StatusVersi, VersiBahasa
from kimportal.template_tags import waktu
from komunitas.officer_admin import Keputusan, OfficerAdmin


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
    return Keputusan(verb, label, getattr(versions, verb), versions.LANGKAH[verb], **options)


@admin.register(VersiBahasa)
class VersiBahasaAdmin(OfficerAdmin):
    """Versions by KIM of the own region: those that wait on top, the oldest first."""

    change_form_template = "admin/diseminasi/versibahasa/change_form.html"
    list_display = ["judul_info", "bahasa", "nama_kim", "desa", "status", "diajukan"]
    list_filter = ["status", "bahasa"]
    search_fields = ["judul", "info__judul", "kim__nama"]
    list_select_related = ["info", "kim__wilayah"]
    fields = (
        ("bahasa", "status", "diajukan"),
        ("nama_kim", "desa", "penulis"),
        "banding",
        "catatan",
    )
    readonly_fields = [
        *("bahasa", "status", "diajukan", "nama_kim", "desa", "penulis", "banding", "catatan"),
    ]
    daftar_keputusan = (
        _keputusan("publish_version", "Terbitkan"),
        _keputusan("return_version", "Kembalikan untuk diperbaiki", perlu_alasan=True),
        _keputusan("withdraw_version", "Turunkan", perlu_alasan=True, berbahaya=True),
    )
    bantuan_alasan = "Wajib untuk mengembalikan dan menurunkan. KIM membacanya."

    def get_queryset(self, request: HttpRequest) -> QuerySet[VersiBahasa]:
        is_waiting = When(status=StatusVersi.SUBMITTED, then=0)
        since = Case(When(status=StatusVersi.SUBMITTED, then=F("submitted_at")))
        rows = super().get_queryset(request)
        return rows.annotate(giliran=Case(is_waiting, default=1), sejak=since)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["giliran", "sejak", "-submitted_at", "-pk"]

    def visible_rows(self, user: Any) -> QuerySet[VersiBahasa]:
        return versions_on_desk_of(user)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_review_version(user, obj)

    @admin.display(description="Info", ordering="info__judul")
    def judul_info(self, versi: VersiBahasa) -> str:
        return versi.info.judul

    @admin.display(description="KIM", ordering="kim__nama")
    def nama_kim(self, versi: VersiBahasa) -> str:
        return versi.kim.nama

    @admin.display(description="Desa/kelurahan", ordering="kim__wilayah")
    def desa(self, versi: VersiBahasa) -> str:
        return versi.kim.wilayah.nama_singkat

    @admin.display(description="Diajukan", ordering="submitted_at")
    def diajukan(self, versi: VersiBahasa) -> str:
        return waktu(versi.submitted_at, versi.kim.wilayah.zona)

    @admin.display(description="Pesan dan versinya")
    def banding(self, versi: VersiBahasa) -> SafeString:
        """Show the message and the version, one after the other in their parts."""
        konteks = {"versi": versi, "nomor_ralat": versions.last_correction(versi.info)}
        teks = render_to_string("diseminasi/bahasa/_banding.html", konteks)
        return mark_safe(teks)  # noqa: S308
