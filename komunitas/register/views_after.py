"""What a register leads to: downloads, the reconciliation, the sheet of activation codes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from kimportal.accounts.activation import Terbitan
from kimportal.keys import read_key
from kimportal.transitions import TransitionError
from komunitas.member_accounts import create_account
from komunitas.models import BerkasRegister, HasilBaris, Jabatan, Keanggotaan, StatusRegister
from komunitas.permissions import admin_codes
from komunitas.register import reconciling, sheets
from komunitas.register.forms import region_choices
from komunitas.register.views import SEHALAMAN, get_register, page
from komunitas.scope import members_recoverable_by, members_without_account_for
from wilayah.models import Wilayah

# Slips on one sheet: what is printed and handed over in one go.
SELEMBAR = 60
BAGIAN = {
    "belum": "Ada di daftar dinas, belum ada di portal",
    "lebih": "Ada di portal, tidak ada di daftar dinas",
    "beda": "Ada di keduanya, isinya berbeda",
}


def template_file(request: HttpRequest, bentuk: str) -> HttpResponse:
    """Hand out the empty register."""
    codes = admin_codes(request.user)
    if not codes:
        raise PermissionDenied
    if bentuk == "csv":
        return sheets.attachment(sheets.template_csv(), "templat-register-kim.csv")
    first = region_choices(codes)[0][0]
    wilayah = Wilayah.objects.filter(kode=first).first()
    return sheets.attachment(sheets.template_xlsx(wilayah), "templat-register-kim.xlsx")


def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the report as a spreadsheet, whole or one result."""
    berkas = get_register(request, pk)
    rows = berkas.daftar_baris.all()
    hasil = request.GET.get("hasil", "")
    if hasil in HasilBaris.values:
        rows = rows.filter(hasil=hasil)
    data = sheets.report_xlsx(rows.iterator(1000), berkas.kolom_dikenal)
    return sheets.attachment(data, f"laporan-register-{pk}.xlsx")


def reconcile(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where list and portal part, one side at a time."""
    berkas = get_register(request, pk)
    bagian = request.GET.get("bagian", "belum")
    if bagian not in BAGIAN:
        raise Http404
    rows = _side(berkas, bagian)
    return page(
        request,
        "komunitas/register/cocok.html",
        f"Rekonsiliasi {berkas.nama_berkas}",
        berkas=berkas,
        bagian=bagian,
        judul_bagian=BAGIAN[bagian],
        sisi=[
            {"nilai": k, "label": v, "jumlah": _side(berkas, k).count(), "dipilih": k == bagian}
            for k, v in BAGIAN.items()
        ],
        halaman=Paginator(rows, SEHALAMAN).get_page(request.GET.get("p")),
    )


def reconcile_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one side of the reconciliation as a spreadsheet."""
    berkas = get_register(request, pk)
    bagian = request.GET.get("bagian", "belum")
    if bagian not in BAGIAN:
        raise Http404
    name = slugify(BAGIAN[bagian])[:60]
    if bagian == "lebih":
        heads = ["Nama KIM", "Nomor KIM", "Desa/kelurahan", "Status"]
        lines: Any = (
            [k.nama, k.nomor or "", k.wilayah.nama_lengkap, k.get_status_display()]
            for k in reconciling.missing_there(berkas)
        )
        return sheets.attachment(sheets.table_xlsx("Rekonsiliasi", heads, lines), f"{name}.xlsx")
    data = sheets.report_xlsx(_side(berkas, bagian), berkas.kolom_dikenal)
    return sheets.attachment(data, f"{name}.xlsx")


def _side(berkas: BerkasRegister, bagian: str) -> QuerySet[Any]:
    sides = {
        "belum": reconciling.missing_here,
        "lebih": reconciling.missing_there,
        "beda": reconciling.different,
    }
    return sides[bagian](berkas)


@require_http_methods(["GET", "HEAD", "POST"])
def activation(request: HttpRequest, pk: int) -> HttpResponse:
    """List the ketua who could get an account; on request make their codes, on one sheet."""
    berkas = get_register(request, pk)
    if berkas.status != StatusRegister.APPLIED:
        raise Http404
    waiting = _of_register(members_without_account_for(request.user), berkas).exclude(telepon="")
    if request.method == "POST":
        wanted = [read_key(key) for key in request.POST.getlist("ketua")][:SELEMBAR]
        return _sheet(request, berkas, list(waiting.filter(pk__in=wanted)))
    made = _of_register(members_recoverable_by(request.user), berkas)
    return page(
        request,
        "komunitas/register/kode.html",
        "Kode aktivasi ketua",
        berkas=berkas,
        jumlah=waiting.count(),
        daftar_ketua=waiting[:SELEMBAR],
        selembar=SELEMBAR,
        tanpa_nomor=_of_register(members_without_account_for(request.user), berkas)
        .filter(telepon="")
        .count(),
        belum_masuk=made.filter(pengguna__last_login=None).select_related("pengguna")[:200],
    )


def _of_register(rows: QuerySet[Keanggotaan], berkas: BerkasRegister) -> QuerySet[Keanggotaan]:
    """Keep the ketua of the KIM that this register entered or completed."""
    touched = berkas.daftar_baris.filter(hasil__in=(HasilBaris.NEW, HasilBaris.FILL))
    rows = rows.filter(jabatan=Jabatan.KETUA, kim__in=touched.values("kim"))
    return rows.select_related("kim__wilayah").order_by("kim__wilayah_id", "pk")


def _sheet(request: HttpRequest, berkas: BerkasRegister, ketua: list[Keanggotaan]) -> HttpResponse:
    """Make the codes, each through its own door, and show them this once."""
    made: list[tuple[Keanggotaan, Terbitan]] = []
    failed: list[tuple[Keanggotaan, str]] = []
    for place in ketua:
        try:
            made.append((place, create_account(place, telepon=place.telepon, by=request.user)))
        except TransitionError as error:
            failed.append((place, str(error)))
    context = {"berkas": berkas, "daftar_kode": made, "gagal": failed}
    return render(request, "komunitas/register/lembar_kode.html", context)
