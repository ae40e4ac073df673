"""KIM and officers in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.db.models import QuerySet
from django.http import HttpRequest

from komunitas import verification
from komunitas.models import Bidang, Keanggotaan, Kim, Penugasan, SuratKeputusan
from komunitas.officer_admin import Keputusan, OfficerAdmin
from komunitas.permissions import can_verify_kim, officer_codes
from komunitas.scope import kim_visible_to, within
from komunitas.verification import LANGKAH


def _keputusan(verb: str, label: str, **options: bool) -> Keputusan:
    return Keputusan(verb, label, getattr(verification, verb), LANGKAH[verb][0], **options)


class BacaSaja(admin.TabularInline):
    """Rows shown below a page, not edited there."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KeanggotaanInline(BacaSaja):
    model = Keanggotaan
    fields = ["nama", "jabatan", "mulai", "selesai", "tampil_publik"]


class SuratKeputusanInline(BacaSaja):
    model = SuratKeputusan
    # The file itself is served only by an authorised view, never by a storage address.
    fields = ["nomor", "perihal", "penerbit", "tanggal", "berlaku_sampai"]


@admin.register(Kim)
class KimAdmin(OfficerAdmin):
    """Verification of KIM, first form."""

    list_display = ["nama", "nomor", "wilayah", "jenis", "status", "submitted_at"]
    list_filter = ["status", "jenis", "bidang"]
    search_fields = ["nama_cari", "nomor", "wilayah__nama"]
    list_select_related = ["wilayah"]
    fields = [
        "nama",
        "status",
        "catatan",
        "nomor",
        "jenis",
        "wilayah",
        "alamat",
        ("lat", "lon"),
        "bidang",
        "tahun_berdiri",
        "visi",
        "potensi",
        "prestasi",
        ("whatsapp", "email", "situs"),
        ("nomor_kimid", "alamat_kimid"),
        ("submitted_at", "verified_at", "last_activity_at"),
    ]
    readonly_fields = [*flatten(fields)]
    inlines = [KeanggotaanInline, SuratKeputusanInline]
    actions = ["verify_selected"]
    daftar_keputusan = (
        _keputusan("verify_kim", "Verifikasi"),
        _keputusan("return_kim", "Minta perbaikan", perlu_alasan=True),
        _keputusan("reject_kim", "Tolak", perlu_alasan=True, berbahaya=True),
        _keputusan("suspend_kim", "Bekukan", perlu_alasan=True, berbahaya=True),
        _keputusan("reactivate_kim", "Aktifkan kembali"),
    )

    def visible_rows(self, user: Any) -> QuerySet[Kim]:
        return kim_visible_to(user).filter(within(officer_codes(user)))

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_verify_kim(user, obj)

    @admin.action(description="Verifikasi KIM yang dipilih")
    def verify_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self.decide_many(request, queryset, "verify_kim")


@admin.register(Bidang)
class BidangAdmin(admin.ModelAdmin):
    list_display = ["nama", "slug", "urutan"]
    prepopulated_fields = {"slug": ["nama"]}


@admin.register(Penugasan)
class PenugasanAdmin(admin.ModelAdmin):
    """Assignments; until admins hand them out inside their region, superusers do."""

    list_display = ["pengguna", "peran", "wilayah", "mulai", "selesai"]
    list_filter = ["peran"]
    search_fields = ["pengguna__nama", "pengguna__email", "wilayah__nama_lengkap"]
    autocomplete_fields = ["pengguna", "wilayah"]
    list_select_related = ["pengguna", "wilayah"]
