"""Info Pemerintah in the officers' admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from diseminasi import release
from diseminasi.bahasa.admin import VersiBahasaAdmin
from diseminasi.hoaks.admin import IsuAdmin
from diseminasi.khusus import desk as khusus
from diseminasi.meja import attachments, material, views
from diseminasi.models import InfoPemerintah, LaporanPenyebaran, StatusInfo
from diseminasi.permissions import (
    can_correct_info,
    can_edit_info,
    can_release_info,
    can_work_on_info,
    is_public,
)
from diseminasi.scope import info_on_desk_of, laporan_penyebaran_visible_to
from diseminasi.tanya.admin import PertanyaanInfoAdmin
from diseminasi.tanya.scope import questions_on_desk_of
from diseminasi.targeting import reach_of
from kimportal.template_tags import tanggal, waktu
from komunitas.officer_admin import Keputusan, OfficerAdmin
from komunitas.permissions import admin_codes, officer_codes
from komunitas.scope import within

__all__ = [
    "InfoPemerintahAdmin",
    "IsuAdmin",
    "LaporanPenyebaranAdmin",
    "PertanyaanInfoAdmin",
    "VersiBahasaAdmin",
]

ROUTES: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("add/", views.write, "add"),
    ("khusus/", views.write_khusus, "add_khusus"),
    ("<int:pk>/ubah/", views.edit, "edit"),
    ("<int:pk>/sasaran/", views.targets, "targets"),
    ("<int:pk>/sasaran/indonesia/", views.target_nation, "target_nation"),
    ("<int:pk>/sasaran/<int:sasaran>/hapus/", views.untarget, "untarget"),
    ("<int:pk>/lampiran/", attachments.attachments, "attachments"),
    ("<int:pk>/lampiran/<int:lampiran>/", attachments.attachment, "attachment"),
    ("<int:pk>/lampiran/<int:lampiran>/hapus/", attachments.remove_attachment, "remove_attachment"),
    ("<int:pk>/bahan/", material.material, "material"),
    ("<int:pk>/bahan/kartu.png", material.card, "card"),
    ("<int:pk>/bahan/papan/", material.notice, "notice"),
    ("<int:pk>/bahan/papan.pdf", material.notice_file, "notice_pdf"),
    ("<int:pk>/bahan/bahan.zip", material.download, "download"),
    ("<int:pk>/kirim/", views.send, "send"),
    ("<int:pk>/ralat/", views.correct, "correct"),
    ("<int:pk>/jawaban/", khusus.responses, "responses"),
    ("<int:pk>/jawaban.<slug:bentuk>", khusus.responses_file, "responses_file"),
    ("<int:pk>/ingatkan/", khusus.remind, "remind"),
    ("<int:pk>/belum/", views.list_unreached, "unreached"),
    ("<int:pk>/catat/", views.write_report, "report"),
]
# Who may take which decision; the doors ask again.
BOLEH = {
    "release_info": can_release_info,
    "return_info": can_release_info,
    "take_back_info": can_work_on_info,
    "withdraw_info": can_correct_info,
}


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
    return Keputusan(verb, label, getattr(release, verb), release.LANGKAH[verb][0], **options)


class UntukFilter(admin.SimpleListFilter):
    """Messages for everyone, and those for KIM only."""

    title = "untuk"
    parameter_name = "untuk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("umum", "Umum"), ("kim", "Khusus KIM")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "umum":
            return rows.filter(cara_jawab="")
        return rows.exclude(cara_jawab="") if self.value() == "kim" else rows


@admin.register(InfoPemerintah)
class InfoPemerintahAdmin(OfficerAdmin):
    """Messages of the own region; those that wait for a second admin stand on top."""

    change_list_template = "admin/diseminasi/infopemerintah/change_list.html"
    change_form_template = "admin/diseminasi/infopemerintah/change_form.html"
    list_display = ["judul", "penerbit", "untuk", "urgensi", "status", "masa", "terbit"]
    list_filter = ["status", "urgensi", UntukFilter]
    search_fields = ["judul", "program", "sumber"]
    list_select_related = ["wilayah"]
    fields = (
        "pratinjau",
        ("penerbit", "status", "urgensi"),
        ("masa", "program", "untuk"),
        "sasaran",
        "jangkauan",
        "orang",
        "catatan",
    )
    readonly_fields = [
        *("pratinjau", "penerbit", "status", "urgensi", "masa", "program", "untuk", "sasaran"),
        *("jangkauan", "orang", "catatan"),
    ]
    daftar_keputusan = (
        _keputusan("release_info", "Rilis"),
        _keputusan("return_info", "Kembalikan untuk diperbaiki", perlu_alasan=True),
        _keputusan("take_back_info", "Ambil kembali"),
        _keputusan("withdraw_info", "Tarik info", perlu_alasan=True, berbahaya=True),
    )
    bantuan_alasan = (
        "Wajib untuk mengembalikan (penulisnya membaca) dan menarik (tampil untuk semua orang)."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[InfoPemerintah]:
        is_done = Case(When(status=StatusInfo.SUBMITTED, then=0), default=1)
        return super().get_queryset(request).order_by(is_done, "-created_at", "-pk")

    def visible_rows(self, user: Any) -> QuerySet[InfoPemerintah]:
        return info_on_desk_of(user).defer("cari")

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_work_on_info(user, obj)

    def possible(self, request: HttpRequest, obj: Any) -> list[Keputusan]:
        known = super().possible(request, obj)
        return [k for k in known if BOLEH[k.verb](request.user, obj)]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(admin_codes(request.user))

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(route, self.admin_site.admin_view(view), name=f"diseminasi_infopemerintah_{name}")
            for route, view, name in ROUTES
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        info = self.get_object(request, object_id)
        extra = {
            "boleh_ubah": info is not None and can_edit_info(request.user, info),
            "boleh_catat": is_public(info) and bool(admin_codes(request.user)),
            "boleh_ralat": info is not None and can_correct_info(request.user, info),
            "jumlah_tanya": questions_on_desk_of(request.user).filter(info=info).count(),
        }
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    @admin.display(description="Penerbit", ordering="wilayah")
    def penerbit(self, info: InfoPemerintah) -> str:
        return info.nama_penerbit

    @admin.display(description="Untuk", ordering="cara_jawab")
    def untuk(self, info: InfoPemerintah) -> str:
        if not info.is_khusus:
            return "Umum"
        return f"Khusus KIM, {info.get_cara_jawab_display().lower()}"

    @admin.display(description="Berlaku")
    def masa(self, info: InfoPemerintah) -> str:
        if info.is_khusus:
            return f"dijawab sampai {tanggal(info.jawab_sampai)}"
        end = f"sampai {tanggal(info.berlaku_sampai)}" if info.berlaku_sampai else "seterusnya"
        return f"{tanggal(info.berlaku_mulai)} {end}"

    @admin.display(description="Terbit", ordering="released_at")
    def terbit(self, info: InfoPemerintah) -> str:
        return waktu(info.released_at, info.zona) or "–"

    @admin.display(description="Sasaran")
    def sasaran(self, info: InfoPemerintah) -> str:
        regions = [str(row) for row in info.daftar_sasaran.select_related("wilayah")]
        bidang = [str(row) for row in info.sasaran_bidang.all()]
        only = f" (hanya KIM berbidang {', '.join(bidang)})" if bidang else ""
        return f"{', '.join(regions) or 'Belum dipilih'}{only}"

    @admin.display(description="Jangkauan sekarang")
    def jangkauan(self, info: InfoPemerintah) -> str:
        return str(reach_of(info))

    @admin.display(description="Ditulis, diajukan, dirilis")
    def orang(self, info: InfoPemerintah) -> str:
        return ", ".join(str(one or "–") for one in (info.penulis, info.pengaju, info.perilis))

    @admin.display(description="Pesan")
    def pratinjau(self, info: InfoPemerintah) -> SafeString:
        konteks = {
            "info": info,
            "daftar_ralat": info.daftar_ralat.all(),
            "h": "h3",
            "rute": "admin:diseminasi_infopemerintah_attachment",
        }
        return mark_safe(render_to_string("diseminasi/_isi.html", konteks))  # noqa: S308


@admin.register(LaporanPenyebaran)
class LaporanPenyebaranAdmin(OfficerAdmin):
    """What was relayed in the own region; the rows stay as they came."""

    list_display = ["info", "oleh_siapa", "desa", "kanal", "perkiraan_orang", "tanggal", "titipan"]
    list_filter = ["kanal", "penyebar"]
    search_fields = ["info__judul", "kim__nama", "wilayah__nama_lengkap"]
    list_select_related = ["info", "kim", "wilayah", "ralat", "foto"]
    fields = (
        ("judul_info", "tentang"),
        ("oleh_siapa", "desa"),
        ("kanal", "tempat", "perkiraan_orang", "tanggal"),
        ("titipan", "pencatat"),
        "gambar",
    )
    readonly_fields = [
        *("judul_info", "tentang", "oleh_siapa", "desa", "kanal", "tempat", "perkiraan_orang"),
        *("tanggal", "titipan", "pencatat", "gambar"),
    ]

    def visible_rows(self, user: Any) -> QuerySet[LaporanPenyebaran]:
        return laporan_penyebaran_visible_to(user).filter(within(officer_codes(user)))

    def may_decide(self, user: Any, obj: Any) -> bool:
        return False

    @admin.display(description="Disebarkan oleh", ordering="kim__nama")
    def oleh_siapa(self, laporan: LaporanPenyebaran) -> str:
        return str(laporan.kim or laporan.get_penyebar_display())

    @admin.display(description="Desa/kelurahan", ordering="wilayah")
    def desa(self, laporan: LaporanPenyebaran) -> str:
        return laporan.wilayah.nama_singkat

    @admin.display(description="Info")
    def judul_info(self, laporan: LaporanPenyebaran) -> str:
        return str(laporan.info)

    @admin.display(description="Dicatat oleh")
    def pencatat(self, laporan: LaporanPenyebaran) -> str:
        return str(laporan.oleh or "–")

    @admin.display(description="Yang disebarkan")
    def tentang(self, laporan: LaporanPenyebaran) -> str:
        return str(laporan.ralat or "Info aslinya")

    @admin.display(description="Foto")
    def gambar(self, laporan: LaporanPenyebaran) -> SafeString | str:
        if laporan.foto is None:
            return "–"
        address = reverse("kelola_info:photo", args=[laporan.foto.kunci, 640])
        return format_html('<img src="{}" alt="Foto laporan" class="laporan-foto">', address)
