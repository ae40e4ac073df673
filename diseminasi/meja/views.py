"""Desk pages around one message: writing it, choosing its sasaran, sending, correcting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diseminasi.asking import ask_kim
from diseminasi.kelola.forms import CatatForm
from diseminasi.khusus.forms import KhususBaruForm, KhususForm, KhususRalatForm
from diseminasi.meja.forms import (
    BidangForm,
    InfoBaruForm,
    InfoForm,
    PenerbitForm,
    RalatForm,
    SasaranForm,
)
from diseminasi.meja.material import MATERIAL
from diseminasi.models import InfoPemerintah, LaporanPenyebaran, Penyebar
from diseminasi.permissions import can_correct_info, can_edit_info, can_target
from diseminasi.relay import record_relay
from diseminasi.release import BISA_DIRALAT, BISA_DIRALAT_KHUSUS, correct_info, submit_info
from diseminasi.scope import info_on_desk_of, info_visible_to
from diseminasi.targeting import add_sasaran, choose_bidang, reach_of, remove_sasaran
from diseminasi.texts import is_sms_cut
from diseminasi.unreached import unreached_villages, with_helpers
from diseminasi.writing import ISIAN, ISIAN_KHUSUS, edit_info, start_info
from kimportal.keys import read_key
from kimportal.private import private_page
from komunitas.kelola.access import attempt, attempt_with_message, posted
from komunitas.kelola.forms import KosongForm
from komunitas.meja.frame import desk_form, desk_page
from komunitas.models import Kim
from komunitas.permissions import admin_codes, officer_codes
from komunitas.scope import within
from wilayah.models import Wilayah
from wilayah.querysets import normalise_kode

LIST = "admin:diseminasi_infopemerintah_changelist"
PAGE = "admin:diseminasi_infopemerintah_change"
TARGETS = "admin:diseminasi_infopemerintah_targets"
DAFTAR = "Info Pemerintah"
SEHALAMAN = 30


def _info(
    request: HttpRequest, pk: int, allowed: Callable[[Any, InfoPemerintah], bool]
) -> InfoPemerintah:
    """Return the message if it is of this officer's region and `allowed` agrees."""
    rows = info_visible_to(request.user).filter(within(officer_codes(request.user)))
    info = get_object_or_404(rows.select_related("wilayah"), pk=pk)
    if not allowed(request.user, info):
        raise PermissionDenied
    return info


def _crumbs(info: InfoPemerintah | None = None) -> list[tuple[str, str]]:
    start = [(DAFTAR, reverse(LIST))]
    return [*start, (str(info), reverse(PAGE, args=[info.pk]))] if info else start


def _isi(info: InfoPemerintah, *names: str) -> dict[str, Any]:
    return {name: getattr(info, name) for name in names}


@private_page
def write(request: HttpRequest) -> HttpResponse:
    """Begin a message."""
    return _write(request, InfoBaruForm, "Tulis Info Pemerintah")


@private_page
def write_khusus(request: HttpRequest) -> HttpResponse:
    """Begin a message for KIM only."""
    return _write(request, KhususBaruForm, "Tulis undangan atau permintaan data")


def _write(request: HttpRequest, kind: type[PenerbitForm], judul: str) -> HttpResponse:
    if not admin_codes(request.user):
        raise PermissionDenied
    form = kind(posted(request), pengguna=request.user)

    def call() -> InfoPemerintah:
        isi = {"bidang": []} | form.cleaned_data
        return start_info(by=request.user, wilayah=isi.pop("penerbit"), **isi)

    if info := attempt(request, form, call):
        return redirect(TARGETS, info.pk)
    return desk_form(
        request,
        judul,
        form=form,
        tombol="Simpan, lalu pilih sasaran",
        batal=reverse(LIST),
        remah=_crumbs(),
    )


@private_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a draft."""
    info = _info(request, pk, can_edit_info)
    kind, names = (KhususForm, ISIAN_KHUSUS) if info.is_khusus else (InfoForm, ISIAN)
    bidang = {"bidang": list(info.bidang.all())}
    form = kind(posted(request), initial=_isi(info, *names) | bidang)
    call = lambda: edit_info(info, by=request.user, **bidang | form.cleaned_data)  # noqa: E731
    if attempt(request, form, call):
        messages.success(request, "Tersimpan.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        "Ubah isi",
        form=form,
        tombol="Simpan",
        lead=f"Catatan admin kedua: {info.catatan}" if info.catatan else "",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(info),
    )


@private_page
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the regions and the bidang, and see whom they reach."""
    info = _info(request, pk, can_edit_info)
    is_bidang = "pilih_bidang" in request.POST
    region = SasaranForm(None if is_bidang else posted(request), pengguna=request.user, info=info)
    bidang = BidangForm(
        posted(request) if is_bidang else None, initial={"bidang": info.sasaran_bidang.all()}
    )

    def add() -> Any:
        return add_sasaran(info, wilayah=region.cleaned_data["wilayah"], by=request.user)

    def choose() -> Any:
        return choose_bidang(info, bidang=bidang.cleaned_data["bidang"], by=request.user)

    form, call = (bidang, choose) if is_bidang else (region, add)
    if attempt(request, form, call):
        return redirect(TARGETS, pk)
    return desk_page(
        request,
        "diseminasi/meja/sasaran.html",
        "Sasaran",
        info=info,
        daftar_sasaran=info.daftar_sasaran.select_related("wilayah"),
        form=region,
        form_bidang=bidang,
        jangkauan=reach_of(info),
        boleh_nasional=info.wilayah_id is None and can_target(request.user, None),
        remah=_crumbs(info),
        status=422 if form.is_bound and form.errors else 200,
    )


@private_page
@require_POST
def target_nation(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the whole country the sasaran."""
    info = _info(request, pk, can_edit_info)
    attempt_with_message(request, lambda: add_sasaran(info, wilayah=None, by=request.user))
    return redirect(TARGETS, pk)


@private_page
@require_POST
def untarget(request: HttpRequest, pk: int, sasaran: int) -> HttpResponse:
    """Take one region out of the sasaran."""
    info = _info(request, pk, can_edit_info)
    attempt_with_message(request, lambda: remove_sasaran(info, sasaran=sasaran, by=request.user))
    return redirect(TARGETS, pk)


@private_page
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then release the message or hand it to a second admin."""
    info = _info(request, pk, can_edit_info)
    form = KosongForm(posted(request))
    if sent := attempt(request, form, lambda: submit_info(info, by=request.user)):
        words = "terbit" if sent.is_terbit else "menunggu dirilis admin kedua"
        messages.success(request, f"“{sent}” {words}.")
        return redirect(PAGE, pk)
    next_step = (
        "Sasarannya melampaui satu kabupaten/kota: admin lain yang merilisnya."
        if info.lintas_kabkota
        else "Langsung disampaikan ke KIM di sasaran, dan tidak tampil untuk umum."
        if info.is_khusus
        else "Langsung terbit dan disampaikan ke KIM di sasaran."
    )
    return desk_form(
        request,
        f"Kirim “{info}”",
        form=form,
        tombol="Ajukan ke admin kedua" if info.lintas_kabkota else "Terbitkan sekarang",
        akan=[str(reach_of(info)), next_step],
        awas=_sms_warning(info),
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(info),
    )


def _sms_warning(info: InfoPemerintah) -> dict[str, str]:
    """Return what to say about an SMS that breaks off, and where it is worded; else nothing."""
    if info.is_khusus or not is_sms_cut(info):
        return {}
    url = reverse(MATERIAL, args=[info.pk])
    return {"teks": "Teks SMS terpotong.", "url": url, "tautan": "Sunting dulu?"}


@private_page
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a released message and say what was wrong."""
    info = _info(request, pk, can_correct_info)
    kind, names = (
        (KhususRalatForm, BISA_DIRALAT_KHUSUS) if info.is_khusus else (RalatForm, BISA_DIRALAT)
    )
    form = kind(posted(request), initial=_isi(info, *names))

    def call() -> InfoPemerintah:
        isi = dict(form.cleaned_data)
        reason = isi.pop("penjelasan")
        return correct_info(info, by=request.user, reason=reason, changes=isi)

    if attempt(request, form, call):
        messages.success(request, f"“{info}” diralat.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        "Ralat info",
        form=form,
        tombol="Terbitkan ralat",
        lead="Perbaiki isinya dan jelaskan apa yang keliru. Isi yang lama tetap tersimpan.",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(info),
    )


@private_page
def write_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a KIM, or a village's officials, told the admin by other ways."""
    if not admin_codes(request.user):
        raise PermissionDenied
    info = get_object_or_404(info_visible_to(request.user).public(), pk=pk)
    desa = request.GET.get("desa", "")
    known = {"wilayah": desa, "penyebar": Penyebar.APARAT} if desa else {}
    form = CatatForm(posted(request), info=info, pengguna=request.user, initial=known)

    def call() -> LaporanPenyebaran:
        return record_relay(info, by=request.user, **form.cleaned_data)

    if laporan := attempt(request, form, call):
        messages.success(request, f"Tercatat: {laporan}.")
        return redirect("admin:diseminasi_laporanpenyebaran_changelist")
    return desk_form(
        request,
        f"Catat laporan untuk “{info}”",
        form=form,
        tombol="Catat",
        lead="Untuk KIM yang mengabarkannya lewat WhatsApp, kertas, atau telepon, dan untuk camat, "
        "kepala desa, atau lurah. Laporan aparat dihitung terpisah.",
        batal=info.get_absolute_url(),
        remah=_crumbs(),
    )


def _ask(request: HttpRequest, info: InfoPemerintah) -> HttpResponse:
    """Ask the KIM that a village's button names (POST `kim`, `desa`), and return to the list."""
    kim = get_object_or_404(Kim.objects.published(), pk=read_key(request.POST.get("kim", "")))
    desa = get_object_or_404(Wilayah, pk=normalise_kode(request.POST.get("desa", "")) or "")

    def call() -> None:
        ask_kim(info, by=request.user, kim=kim, desa=desa)

    if attempt_with_message(request, call):
        messages.success(request, f"{kim.nama} diminta menyebarkannya di {desa.nama}.")
    return redirect(request.get_full_path())


@private_page
def list_unreached(request: HttpRequest, pk: int) -> HttpResponse:
    """List the villages of the own region that a released message has yet to reach.

    POST asks a KIM to help in one of them.
    """
    codes = admin_codes(request.user)
    if not codes:
        raise PermissionDenied
    info = get_object_or_404(info_on_desk_of(request.user).released(), pk=pk)
    if request.method == "POST":
        return _ask(request, info)
    rows = Paginator(unreached_villages(info, codes), SEHALAMAN)
    halaman = rows.get_page(request.GET.get("halaman"))
    return desk_page(
        request,
        "diseminasi/meja/belum.html",
        "Desa yang belum terjangkau",
        info=info,
        halaman=halaman,
        daftar=with_helpers(info, halaman.object_list),
        remah=_crumbs(info),
    )
