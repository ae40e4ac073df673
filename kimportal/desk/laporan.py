"""The reports of the desk: on the screen, as files, and the monthly page with letterhead."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kimportal.desk import figures
from kimportal.desk.figures_periods import Periode
from kimportal.desk.figures_region import Statistik, statistics_of
from kimportal.desk.letterheads import KopForm, letterhead_of, office_of, save_letterhead
from kimportal.desk.models import BentukEkspor, KopSurat
from kimportal.desk.permissions import can_edit_kop
from kimportal.desk.report_choice import (
    INDONESIA,
    LaporanForm,
    chosen_month,
    chosen_region,
    month_choices,
    region_choices,
)
from kimportal.desk.report_content import (
    KOLOM,
    charts_of,
    comparison_of,
    table_of,
    whatsapp_text,
)
from kimportal.images.storage import open_private
from kimportal.rekap.models import SEPI
from kimportal.table_files import XLSX, write_csv, write_xlsx
from kimportal.template_tags import alamat_lengkap, tanggal
from kimportal.whatsapp import whatsapp_url
from komunitas.models import Jabatan, Keanggotaan
from komunitas.permissions import admin_codes, covers, officer_codes
from komunitas.register.views import page
from wilayah.models import Wilayah

LOGO_WIDTH = 320
SEHALAMAN = 50


def _figures(kode: str, periode: Periode) -> Statistik:
    found = statistics_of(kode, periode)
    if found is None:
        raise Http404
    return found


def _query(kode: str, periode: Periode) -> str:
    return urlencode({"wilayah": kode or INDONESIA, "periode": periode.kunci})


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show the report of a region and period."""
    kode = chosen_region(request)
    form = LaporanForm(request.GET, user=request.user, kode=kode)
    context: dict[str, Any] = {"form": form, "kode": kode or INDONESIA}
    if form.is_valid() and form.rentang:
        s = _figures(kode, form.rentang)
        context |= {
            "s": s,
            "grafik": charts_of(s),
            "banding": comparison_of(s),
            "query": _query(kode, form.rentang),
        }
    return page(request, "desk/laporan/laporan.html", "Laporan", **context)


@require_safe
def report_file(request: HttpRequest, bentuk: str) -> HttpResponse:
    """Hand out the same figures as a spreadsheet."""
    kode = chosen_region(request)
    form = LaporanForm(request.GET, user=request.user, kode=kode)
    if bentuk not in BentukEkspor.values or not form.is_valid() or form.rentang is None:
        raise Http404
    s, file = _figures(kode, form.rentang), BytesIO()
    if bentuk == "csv":
        write_csv(file, KOLOM, table_of(s))
    else:
        write_xlsx(file, "Laporan KIM", KOLOM, table_of(s))
    name = f"laporan-kim-{kode or INDONESIA}-{s.periode.dari:%Y%m%d}-{s.periode.sampai:%Y%m%d}"
    return attachment(file.getvalue(), f"{name}.{bentuk}")


def attachment(data: bytes, name: str) -> HttpResponse:
    """Return a download; nobody else's cache may keep it (the desk's pages never are)."""
    kind = XLSX if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def monthly(request: HttpRequest) -> HttpResponse:
    """Show the monthly report: one A4 page with letterhead, and a text to send on."""
    kode = chosen_region(request)
    periode = chosen_month(request.GET.get("bulan", ""))
    s = _figures(kode, periode)
    teks = whatsapp_text(s)
    kop = letterhead_of(kode)
    own_kop = kop or KopSurat(wilayah_id=office_of(kode) or None)
    context = {
        "s": s,
        "kop": kop,
        "boleh_kop": can_edit_kop(request.user, own_kop),
        "kode": kode or INDONESIA,
        "kode_kop": office_of(kode) or INDONESIA,
        "banding": comparison_of(s),
        "grafik": charts_of(s),
        "teks_wa": teks,
        "alamat_wa": f"https://wa.me/?text={quote(teks, safe='')}",
        "daftar_bulan": month_choices(),
        "daftar_wilayah": region_choices(request.user, kode),
    }
    return render(request, "desk/laporan/bulanan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: HttpRequest) -> HttpResponse:
    """Fill in the letterhead of the region's dinas."""
    kode = office_of(chosen_region(request))
    wilayah = Wilayah.objects.filter(kode=kode).first()
    kop = letterhead_of(kode) or KopSurat(wilayah=wilayah)
    if not can_edit_kop(request.user, kop):
        raise PermissionDenied
    is_post = request.method == "POST"
    form = KopForm(*((request.POST, request.FILES) if is_post else ()), instance=kop)
    if is_post and form.is_valid():
        save_letterhead(form, by=request.user)
        messages.success(request, "Kop surat disimpan.")
        return redirect(f"{reverse('admin:laporan_bulanan')}?wilayah={kode or INDONESIA}")
    nama = wilayah.sebutan if wilayah else "Indonesia"
    context = {"form": form, "kop": kop, "kode": kode or INDONESIA, "nama": nama}
    return page(request, "desk/laporan/kop.html", f"Kop surat {nama}", **context)


@require_safe
def letterhead_logo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a letterhead's logo to officers; it stands on what they print and send."""
    if not officer_codes(request.user):
        raise PermissionDenied
    kop = KopSurat.objects.select_related("logo").filter(pk=pk, logo__isnull=False).first()
    if kop is None or kop.logo is None:
        raise Http404
    return FileResponse(open_private(kop.logo, LOGO_WIDTH), content_type="image/webp")


@require_safe
def quiet(request: HttpRequest) -> HttpResponse:
    """List the KIM that have been quiet for some time, with a word to the ketua ready to send."""
    kode = chosen_region(request)
    written = request.GET.get("hari", "")
    days = int(written) if written in map(str, SEPI) else SEPI[1]
    rows: Any = figures.quiet_kim(kode, days).select_related("wilayah")
    halaman = Paginator(rows, SEHALAMAN).get_page(request.GET.get("p"))
    nama = Wilayah.objects.get(kode=kode).sebutan if kode else "Indonesia"
    context = {
        "halaman": halaman,
        "daftar": _with_nudges(list(halaman), admin_codes(request.user)),
        "hari": days,
        "pilihan_hari": SEPI,
        "kode": kode or INDONESIA,
        "awal": f"wilayah={kode or INDONESIA}&hari={days}&",
        "nama": nama,
        "daftar_wilayah": region_choices(request.user, kode),
    }
    return page(request, "desk/laporan/sepi.html", "KIM yang lama tidak mengirim kabar", **context)


def _with_nudges(kims: list[Any], codes: list[str]) -> list[tuple[Any, int, Any, str]]:
    """Return each KIM with its quiet days, its ketua, and the chat to open."""
    rows = Keanggotaan.objects.current().filter(kim__in=kims, jabatan=Jabatan.KETUA)
    chairs = {row.kim_id: row for row in rows}
    now = timezone.now()
    return [
        (kim, (now - kim.sejak).days, chairs.get(kim.pk), _nudge(kim, chairs.get(kim.pk), codes))
        for kim in kims
    ]


def _nudge(kim: Any, ketua: Any, codes: list[str]) -> str:
    if ketua is None or not ketua.telepon or not covers(codes, kim.wilayah_id):
        return ""
    last = (
        f"Kabar terakhir terbit {tanggal(kim.last_activity_at, kim.wilayah.zona)}."
        if kim.last_activity_at
        else "Belum ada kabar yang terbit."
    )
    return whatsapp_url(
        ketua.telepon,
        f"Halo {ketua.nama}, kami dari Diskominfo. {last} Apakah ada kegiatan {kim.nama} yang "
        f"bisa diceritakan? Tulis di {alamat_lengkap('/kelola/tulis/')}. Kalau ada kendala, "
        "balas pesan ini.",
    )
