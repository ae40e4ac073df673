"""The pages of the desk on which a register is handed in, read, answered and entered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kimportal.transitions import TransitionError
from komunitas.models import BerkasRegister, HasilBaris, StatusRegister
from komunitas.permissions import admin_codes
from komunitas.register import handling, progress
from komunitas.register.columns import LABEL
from komunitas.register.forms import UnggahForm
from komunitas.scope import registers_usable_by
from komunitas.tasks import check_register_task, enter_register_task
from wilayah.models import Wilayah

LIST = "admin:komunitas_berkasregister_changelist"
REPORT = "admin:komunitas_berkasregister_change"
SEHALAMAN = 50


def get_register(request: HttpRequest, pk: int) -> BerkasRegister:
    """Return a register that this admin may work with; others' do not exist for them."""
    rows = registers_usable_by(request.user).exclude(status=StatusRegister.CANCELLED)
    return get_object_or_404(rows.select_related("wilayah", "pengguna"), pk=pk)


def page(request: HttpRequest, template: str, judul: str, **context: Any) -> HttpResponse:
    """Show a page inside the desk's frame."""
    # Here, since the admin's discovery imports this module.
    from django.contrib import admin

    frame = admin.site.each_context(request) | {"title": judul}
    return render(request, template, frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def list_registers(request: HttpRequest) -> HttpResponse:
    """Show the registers of the own region; take a new one."""
    if not admin_codes(request.user):
        raise PermissionDenied
    is_post = request.method == "POST"
    form = UnggahForm(*((request.POST, request.FILES) if is_post else ()), pengguna=request.user)
    if is_post and form.is_valid():
        berkas = handling.receive_register(
            data=form.data_berkas,
            nama_berkas=form.cleaned_data["berkas"].name,
            tabel=form.tabel,
            wilayah=form.cleaned_data["wilayah"],
            by=request.user,
        )
        if berkas.status == StatusRegister.CHECKING:
            check_register_task.delay(berkas.pk)
        else:
            messages.info(request, "Berkas yang sama sudah menunggu di sini.")
        return redirect(REPORT, berkas.pk)
    rows = registers_usable_by(request.user).exclude(status=StatusRegister.CANCELLED)
    return page(
        request,
        "komunitas/register/daftar.html",
        "Register KIM",
        form=form,
        halaman=Paginator(rows.select_related("wilayah", "pengguna"), 20).get_page(
            request.GET.get("p")
        ),
        judul_kolom=list(LABEL.values()),
    )


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what every row comes to, those that wait for an answer first."""
    berkas = get_register(request, pk)
    if berkas.status in (StatusRegister.CHECKING, StatusRegister.APPLYING):
        return page(
            request,
            "komunitas/register/proses.html",
            berkas.nama_berkas,
            berkas=berkas,
            kemajuan=progress.read(pk),
        )
    hasil = request.GET.get("hasil", "")
    if hasil not in HasilBaris.values and hasil != "semua":
        hasil = next((h for h in handling.BELUM_BERES if berkas.count(h)), "semua")
    rows = berkas.daftar_baris.select_related("wilayah", "kim")
    if hasil != "semua":
        rows = rows.filter(hasil=hasil)
    halaman = Paginator(rows, SEHALAMAN).get_page(request.GET.get("p"))
    return page(
        request,
        "komunitas/register/laporan.html",
        berkas.nama_berkas,
        berkas=berkas,
        hasil=hasil,
        saringan=_filters(berkas, hasil),
        halaman=halaman,
        daftar_baris=_with_choices(halaman),
        dikenal=[LABEL[name] for name in berkas.kolom_dikenal],
        belum=berkas.count(*handling.BELUM_BERES),
        berubah=berkas.count(*handling.BERUBAH),
        baru=berkas.count(HasilBaris.NEW),
        dilengkapi=berkas.count(HasilBaris.FILL),
        salah=berkas.count(HasilBaris.FAULTY),
        tanya=berkas.count(HasilBaris.ASK),
        terbuka=berkas.status == StatusRegister.PLANNED,
    )


def _filters(berkas: BerkasRegister, chosen: str) -> list[dict[str, Any]]:
    semua = [{"nilai": "semua", "label": "Semua", "jumlah": berkas.total}]
    semua += [{"nilai": h.value, "label": h.label, "jumlah": berkas.count(h)} for h in HasilBaris]
    return [s | {"dipilih": s["nilai"] == chosen} for s in semua if s["jumlah"]]


def _with_choices(halaman: Any) -> list[dict[str, Any]]:
    """Return the rows of a page, with the villages that each offers."""
    codes = {kode for row in halaman for kode in row.pilihan}
    villages = Wilayah.objects.select_related("induk").in_bulk(list(codes))
    return [
        {
            "baris": row,
            "pilihan": [
                (kode, f"{v.sebutan}, Kec. {v.induk.nama}")
                for kode in row.pilihan
                if (v := villages.get(kode)) and v.induk
            ],
        }
        for row in halaman
    ]


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answers of one page of the report, and check again."""
    berkas = get_register(request, pk)
    dipilih: dict[int, str] = {}
    lewati: dict[int, bool] = {}
    for name in request.POST:
        value = request.POST.get(name, "")
        kind, _, key = name.partition("-")
        if not key.isdecimal() or len(key) > 18:
            continue
        if kind == "ada":
            lewati.setdefault(int(key), f"lewati-{key}" in request.POST)
        elif kind == "desa" and value == "lewati":
            lewati[int(key)] = True
        elif kind == "desa" and value:
            dipilih[int(key)] = value
    return _act(
        request,
        pk,
        lambda: handling.answer_rows(berkas, by=request.user, dipilih=dipilih, lewati=lewati),
        "Jawaban disimpan dan register diperiksa lagi.",
    )


@require_POST
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out every faulty row."""
    berkas = get_register(request, pk)
    return _act(
        request,
        pk,
        lambda: handling.skip_faulty(berkas, by=request.user),
        "Baris yang salah dilewati.",
    )


@require_POST
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Check again; also sets going what seems to have stopped on the way."""
    berkas = get_register(request, pk)
    if berkas.status == StatusRegister.PLANNED:
        return _act(
            request, pk, lambda: handling.recheck_register(berkas, by=request.user), "Diperiksa."
        )
    _start(berkas)
    return redirect(REPORT, pk)


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the register: all of it, or nothing."""
    berkas = get_register(request, pk)
    return _act(request, pk, lambda: handling.apply_register(berkas, by=request.user), "")


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the register up."""
    berkas = get_register(request, pk)
    try:
        handling.cancel_register(berkas, by=request.user)
    except TransitionError as error:
        messages.error(request, str(error))
        return redirect(REPORT, pk)
    messages.success(request, f"Register {berkas.nama_berkas} dibatalkan dan berkasnya dihapus.")
    return redirect(LIST)


def _act(request: HttpRequest, pk: int, step: Any, said: str) -> HttpResponse:
    """Take a step through its door, start what follows, and come back to the report."""
    try:
        _start(step())
        if said:
            messages.success(request, said)
    except TransitionError as error:
        messages.error(request, str(error))
    return redirect(REPORT, pk)


def _start(berkas: BerkasRegister) -> None:
    if berkas.status == StatusRegister.CHECKING:
        check_register_task.delay(berkas.pk)
    elif berkas.status == StatusRegister.APPLYING:
        enter_register_task.delay(berkas.pk)
