"""KIM in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from komunitas import admin_kelola, admin_trust, verification
from komunitas.admin_filters import KeaktifanFilter, SkBerakhirFilter
from komunitas.contact import contact_button, with_ketua
from komunitas.founding import likely_doubles
from komunitas.meja import admin as meja_admin
from komunitas.meja import views_kim
from komunitas.models import Bidang, Keanggotaan, Kim, StatusKim
from komunitas.officer_admin import Keputusan, OfficerAdmin, moment
from komunitas.permissions import (
    admin_codes,
    can_download_sk,
    can_merge_kim,
    can_move_kim,
    can_verify_kim,
    can_view_kim,
    is_current,
    is_recoverable,
)
from komunitas.register import admin as register_admin
from komunitas.scope import kim_on_desk_of
from komunitas.verification import LANGKAH

# The admin's discovery imports this module alone.
__all__ = ["admin_kelola", "admin_trust", "meja_admin", "register_admin"]


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
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
    fields = ["nama", "jabatan", "mulai", "selesai", "tampil_publik", "akun"]
    readonly_fields = ["akun"]

    @admin.display(description="Akun")
    def akun(self, place: Keanggotaan) -> SafeString | str:
        """Lead to making or recovering the account; those pages check who may."""
        if place.kim.status != StatusKim.VERIFIED or not is_current(place):
            return "–"
        name, label = (
            ("recover", "Kode pemulihan") if place.pengguna else ("account", "Buatkan akun")
        )
        if place.pengguna and not is_recoverable(place.pengguna):
            return "Punya akun"
        address = reverse(f"kelola_kim:{name}", args=[place.kim_id, place.pk])
        return format_html('<a href="{}">{}</a>', address, label)


@admin.register(Kim)
class KimAdmin(OfficerAdmin):
    """Verification of KIM: SK and likely doubles stand beside the data."""

    change_list_template = "admin/komunitas/kim/change_list.html"
    change_form_template = "admin/komunitas/kim/change_form.html"
    list_display = ["nama", "nomor", "wilayah", "jenis", "status", "diajukan", "hubungi"]
    list_filter = [KeaktifanFilter, SkBerakhirFilter, "status", "jenis", "bidang"]
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
        ("diajukan", "diverifikasi", "terakhir"),
    ]
    readonly_fields = [*flatten(fields)]
    inlines = [KeanggotaanInline]
    daftar_keputusan = (
        _keputusan("verify_kim", "Verifikasi"),
        _keputusan("return_kim", "Minta perbaikan", perlu_alasan=True),
        _keputusan(
            "reject_kim",
            "Tolak",
            perlu_alasan=True,
            berbahaya=True,
            tanya="Tolak pendaftaran {obj}? Pengurusnya akan membaca alasannya, dan keputusan ini "
            "tidak bisa dibatalkan.",
        ),
        _keputusan("suspend_kim", "Bekukan", perlu_alasan=True, perlu_dasar=True, berbahaya=True),
        _keputusan("reactivate_kim", "Aktifkan kembali"),
    )

    diajukan = moment("submitted_at", "Diajukan", "wilayah")
    diverifikasi = moment("verified_at", "Diverifikasi", "wilayah")
    terakhir = moment("last_activity_at", "Kegiatan terakhir", "wilayah")

    def visible_rows(self, user: Any) -> QuerySet[Kim]:
        return kim_on_desk_of(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Kim]:
        return with_ketua(super().get_queryset(request))

    @admin.display(description="Hubungi")
    def hubungi(self, kim: Kim) -> SafeString | str:
        return contact_button(kim) or "–"

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_verify_kim(user, obj)

    def view_on_site(self, kim: Kim) -> str | None:
        """Lead to the public page only where there is one."""
        return kim.get_absolute_url() if kim.is_public else None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        extra = {"boleh_register": bool(admin_codes(request.user))}
        return super().changelist_view(request, extra | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(f"<int:pk>/{route}/", self.admin_site.admin_view(view), name=f"komunitas_kim_{n}")
            for route, view, n in (
                ("gabung", views_kim.merge, "merge"),
                ("pindah", views_kim.move, "move"),
            )
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show SK and likely doubles beside the data."""
        kim = self.get_object(request, object_id)
        extra = _beside(request.user, kim) if kim else {}
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))


def _beside(user: Any, kim: Kim) -> dict[str, Any]:
    """Return what is compared with a KIM's data while deciding on it."""
    doubles = likely_doubles(kim, kode=kim.wilayah_id[:5])
    return {
        "daftar_sk": kim.daftar_sk.all(),
        "boleh_unduh": can_download_sk(user, kim),
        # A slice cannot be filtered further, so what the reader may not see is left out here.
        "daftar_mirip": [row for row in doubles if can_view_kim(user, row)],
        "boleh_gabung": can_merge_kim(user, kim),
        "hubungi": contact_button(kim),
        "boleh_pindah": can_move_kim(user, kim),
        "boleh_titip": kim.is_public and can_verify_kim(user, kim),
    }


@admin.register(Bidang)
class BidangAdmin(admin.ModelAdmin):
    list_display = ["nama", "slug", "urutan"]
    prepopulated_fields = {"slug": ["nama"]}
