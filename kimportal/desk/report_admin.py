"""Reports of content and the take-down register in the admin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kegiatan.admin import preview
from kegiatan.models import Naskah
from kimportal.audit.models import Penurunan
from kimportal.audit.takedowns import Dasar
from kimportal.desk import reports
from kimportal.desk.models import LaporanKonten, StatusLaporan
from kimportal.desk.permissions import can_decide_laporan
from kimportal.desk.scope import laporan_visible_to, penurunan_visible_to
from kimportal.desk.telling import name_of
from kimportal.tables import csv_response
from kimportal.template_tags import alamat_lengkap, waktu
from kimportal.whatsapp import whatsapp_url
from kimportal.working_days import age_in_working_days
from komunitas.models import Kim
from komunitas.officer_admin import Keputusan, OfficerAdmin, overdue
from wilayah.models import Wilayah


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
    run, dari = getattr(reports, verb), reports.LANGKAH[verb][0]
    return Keputusan(verb, label, run, dari, perlu_alasan=True, **options)


class TenggatFilter(admin.SimpleListFilter):
    """What should have been decided already."""

    title = "tenggat"
    parameter_name = "tenggat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("lewat", "Lewat tenggat"), ("belum", "Belum lewat")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        late = Q(status=StatusLaporan.OPEN, due_at__lt=timezone.now())
        if self.value() == "lewat":
            return rows.filter(late)
        return rows.exclude(late) if self.value() == "belum" else rows


@admin.register(LaporanKonten)
class LaporanKontenAdmin(OfficerAdmin):
    """Reports of the region: open ones first, the one due first on top."""

    list_display = ["nomor", "tenggat", "alasan", "sasaran", "kim_dilaporkan", "umur", "status"]
    list_display_links = ["nomor"]
    list_filter = [TenggatFilter, "status", "alasan"]
    list_select_related = [
        "kim__wilayah",
        "kegiatan__kim__wilayah",
        "kegiatan__naskah_terbit",
    ]
    search_fields = ["kim__nama_cari", "kegiatan__kim__nama_cari", "=pk"]
    fields = (
        ("nomor", "alasan"),
        ("tenggat", "umur"),
        "catatan",
        "sasaran",
        "kim_dilaporkan",
        "laporan_lain",
        "pratinjau",
        "kontak_pelapor",
        ("status", "tindakan"),
        "jawaban",
        "pemutus",
    )
    readonly_fields = [
        *("nomor", "alasan", "tenggat", "umur", "catatan", "sasaran", "kim_dilaporkan"),
        *("laporan_lain", "pratinjau", "kontak_pelapor", "status", "tindakan", "jawaban"),
        "pemutus",
    ]
    daftar_keputusan = (
        _keputusan("uphold_with_take_down", "Turunkan kabar", perlu_dasar=True, berbahaya=True),
        _keputusan("uphold_with_suspension", "Bekukan KIM", perlu_dasar=True, berbahaya=True),
        _keputusan("uphold_with_correction", "Minta perbaikan"),
        _keputusan("dismiss_report", "Tidak terbukti"),
    )
    label_alasan = "Jawaban"
    bantuan_alasan = "Wajib. Dibaca pelapor dan pengurus KIM, jadi jangan sebut siapa yang melapor."

    def get_queryset(self, request: HttpRequest) -> QuerySet[LaporanKonten]:
        is_done = Case(When(status=StatusLaporan.OPEN, then=0), default=1)
        return super().get_queryset(request).order_by(is_done, "due_at", "pk")

    def visible_rows(self, user: Any) -> QuerySet[LaporanKonten]:
        return laporan_visible_to(user)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_decide_laporan(user, obj)

    def possible(self, request: HttpRequest, obj: Any) -> list[Keputusan]:
        other = "uphold_with_suspension" if obj.kegiatan_id else "uphold_with_take_down"
        return [k for k in super().possible(request, obj) if k.verb != other]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the reporter's contact from those who do not decide."""
        if obj is None or can_decide_laporan(request.user, obj):
            return self.fields
        return [name for name in self.fields if name != "kontak_pelapor"]

    @admin.display(description="Nomor", ordering="pk")
    def nomor(self, laporan: LaporanKonten) -> str:
        return laporan.nomor

    @admin.display(description="Yang dilaporkan")
    def sasaran(self, laporan: LaporanKonten) -> SafeString | str:
        """Name the page, with a link while it is public."""
        kegiatan = laporan.kegiatan
        if kegiatan is None:
            kim = laporan.kim_sasaran
            return _link(kim.get_absolute_url(), kim.nama) if kim.is_public else kim.nama
        if kegiatan.naskah_terbit is not None and kegiatan.kim.is_public:
            return _link(kegiatan.get_absolute_url(), str(kegiatan.naskah_terbit))
        return f"{name_of(laporan)} (tidak tampil)"

    @admin.display(description="KIM")
    def kim_dilaporkan(self, laporan: LaporanKonten) -> str:
        kim = laporan.kim_sasaran
        return f"{kim.nama}, {kim.wilayah.nama}"

    @admin.display(description="Putuskan paling lambat", ordering="due_at")
    def tenggat(self, laporan: LaporanKonten) -> SafeString | str:
        text = waktu(laporan.due_at, laporan.zona)
        return overdue(text) if laporan.is_lewat else text

    @admin.display(description="Umur (hari kerja)")
    def umur(self, laporan: LaporanKonten) -> int:
        return age_in_working_days(laporan.created_at, zona=laporan.zona, now=laporan.decided_at)

    @admin.display(description="Laporan lain atas halaman ini")
    def laporan_lain(self, laporan: LaporanKonten) -> int:
        same = LaporanKonten.objects.filter(kim=laporan.kim_id, kegiatan=laporan.kegiatan_id)
        return same.exclude(pk=laporan.pk).count()

    @admin.display(description="Kabar yang dilaporkan")
    def pratinjau(self, laporan: LaporanKonten) -> SafeString | str:
        if laporan.kegiatan is None:
            return "–"
        shown = laporan.kegiatan.naskah_terbit
        rows = Naskah.objects.filter(kegiatan=laporan.kegiatan, published_at__isnull=False)
        naskah = shown or rows.order_by("-pk").first()
        return preview(naskah) if naskah else "–"

    @admin.display(description="Diputuskan oleh")
    def pemutus(self, laporan: LaporanKonten) -> str:
        if laporan.decided_by is None:
            return "–"
        return f"{laporan.decided_by}, {waktu(laporan.decided_at, laporan.zona)}"

    @admin.display(description="Kontak pelapor")
    def kontak_pelapor(self, laporan: LaporanKonten) -> SafeString | str:
        """Show the contact; for a telephone number with a WhatsApp message ready to send."""
        if not laporan.kontak or "@" in laporan.kontak:
            return laporan.kontak or "–"
        hasil = laporan.get_status_display().lower()
        pesan = (
            f"Laporan Anda {laporan.nomor} di {settings.KIM_NAMA_SITUS}: {hasil}. "
            f"Baca di {alamat_lengkap(laporan.alamat_tiket)}"
        )
        link = _link(whatsapp_url(laporan.kontak, pesan), "Kirim lewat WhatsApp")
        return format_html("{} – {}", laporan.kontak, link)


def _link(url: str, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)


def _of(kind: str) -> Q:
    return Q(catatan__object_type=kind)


@admin.register(Penurunan)
class PenurunanAdmin(OfficerAdmin):
    """The take-down register: what, when, by whom, on which ground, after which report."""

    change_list_template = "admin/penurunan/change_list.html"
    list_display = ["judul", "jenis", "waktu", "oleh", "dasar_hukum", "nomor_laporan", "keadaan"]
    list_filter = ["dasar", "sementara"]
    list_select_related = ["catatan__actor", "akhir"]
    search_fields = ["nomor_laporan", "catatan__object_id"]
    fields = (
        ("judul", "jenis"),
        ("waktu", "oleh"),
        "dasar_hukum",
        "nomor_laporan",
        "alasan",
        "wilayah",
        "keadaan",
    )
    readonly_fields = [
        *("judul", "jenis", "waktu", "oleh", "dasar_hukum", "nomor_laporan", "alasan"),
        *("wilayah", "keadaan"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Penurunan]:
        """Add the titles, and the region whose clock counts."""
        key = Cast(OuterRef("catatan__object_id"), BigIntegerField())
        judul = Naskah.objects.filter(pk=key).values("judul")
        nama = Kim.objects.filter(pk=key).values("nama")
        region = Wilayah.objects.filter(pk=OuterRef("catatan__wilayah_kode"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                judul_objek=Case(
                    When(_of("naskah"), then=Subquery(judul)),
                    When(_of("kim"), then=Subquery(nama)),
                ),
                zona=Coalesce(Subquery(region.values("zona")), 7),
                nama_wilayah=Subquery(region.values("nama_lengkap")),
            )
        )

    def visible_rows(self, user: Any) -> QuerySet[Penurunan]:
        return penurunan_visible_to(user)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export_view)
        return [path("daftar.csv", export, name="audit_penurunan_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Give the list as it is filtered as a CSV file."""
        rows = self.get_changelist_instance(request).get_queryset(request)
        header = ["Judul", "Jenis", "Wilayah", "Waktu", "Oleh", "Dasar hukum", "Nomor laporan"]
        return csv_response(
            f"daftar-penurunan-{timezone.localdate():%Y%m%d}.csv",
            [*header, "Alasan", "Keadaan"],
            (
                [
                    *(self.judul(row), self.jenis(row), row.nama_wilayah, self.waktu(row)),
                    *(self.oleh(row), self.dasar_hukum(row), row.nomor_laporan),
                    *(row.catatan.reason, self.keadaan(row)),
                ]
                for row in rows
            ),
        )

    @admin.display(description="Judul")
    def judul(self, row: Any) -> str:
        return row.judul_objek or "–"

    @admin.display(description="Jenis")
    def jenis(self, row: Any) -> str:
        return "KIM" if row.catatan.object_type == "kim" else "Kabar"

    @admin.display(description="Waktu", ordering=F("catatan__created_at"))
    def waktu(self, row: Any) -> str:
        return waktu(row.catatan.created_at, row.zona)

    @admin.display(description="Oleh")
    def oleh(self, row: Any) -> str:
        return str(row.catatan.actor or "Portal")

    @admin.display(description="Dasar hukum", ordering="dasar")
    def dasar_hukum(self, row: Any) -> str:
        return Dasar(row.dasar, row.keterangan).teks

    @admin.display(description="Alasan")
    def alasan(self, row: Any) -> str:
        return row.catatan.reason

    @admin.display(description="Wilayah")
    def wilayah(self, row: Any) -> str:
        return row.nama_wilayah or row.catatan.wilayah_kode

    @admin.display(description="Keadaan")
    def keadaan(self, row: Any) -> str:
        if row.akhir is None:
            return "Disembunyikan sementara" if row.sementara else "Berlaku"
        if row.akhir.verb in ("restore_kegiatan", "reactivate_kim"):
            return f"Ditampilkan lagi {waktu(row.akhir.created_at, row.zona)}"
        return "Dilanjutkan dengan keputusan"
