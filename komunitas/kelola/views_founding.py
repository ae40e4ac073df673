"""The steps in which a KIM is founded. The draft holds what was said; each step has an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kimportal.private import private_page
from komunitas import founding, verification
from komunitas.completeness import LANGKAH, filled_steps, missing_parts
from komunitas.kelola.access import attempt, crumbs, files, get_kim, posted
from komunitas.kelola.forms import (
    BaseOrangFormSet,
    BidangForm,
    DiriForm,
    KosongForm,
    NamaForm,
    OrangFormSet,
    SkForm,
    TitikForm,
    kim_initial,
)
from komunitas.models import Jabatan, JenisKim, Kim, StatusKim
from komunitas.officers import has_pengurus_account
from komunitas.permissions import can_edit_kim, is_pengurus
from komunitas.rules import aturan_for

URUTAN = [nama for nama, _ in LANGKAH]
HALAMAN = {
    "nama": "komunitas/kelola/langkah_nama.html",
    "bidang": "komunitas/kelola/langkah_bidang.html",
    "pengurus": "komunitas/kelola/langkah_pengurus.html",
    "sk": "komunitas/kelola/langkah_sk.html",
    "titik": "komunitas/kelola/langkah_titik.html",
    "kirim": "komunitas/kelola/langkah_kirim.html",
}
# Offices suggested in the empty rows of step 3.
BARIS_AWAL = (Jabatan.SEKRETARIS, Jabatan.BENDAHARA, Jabatan.ANGGOTA)


@private_page
def create(request: HttpRequest) -> HttpResponse:
    """Step 1 of a new KIM: with name and village the draft begins."""
    initial = {"wilayah": request.GET.get("wilayah"), "jenis": JenisKim.DESA}
    form = NamaForm(posted(request), initial=initial)
    form.fields["wilayah"].widget.kembali = request.path
    if request.method == "POST" and form.is_valid():
        kim = attempt(
            request, form, lambda: founding.start_kim(by=request.user, **form.cleaned_data)
        )
        if kim:
            return redirect("kelola_kim:step", kim.pk, "bidang")
    return _render(request, None, "nama", {"form": form})


@private_page
def step(request: HttpRequest, pk: int, langkah: str) -> HttpResponse:
    """One step of a KIM that is on its way."""
    if langkah not in STEPS:
        raise Http404
    kim = get_kim(request, pk, is_pengurus)
    if kim.status == StatusKim.VERIFIED:
        return redirect("kelola_kim:profile", pk)
    if not can_edit_kim(request.user, kim):
        # Whoever goes back after sending, or sends twice, finds where the KIM stands.
        return redirect("kelola_kim:detail", pk)
    return STEPS[langkah](request, kim)


def _next(kim: Kim, langkah: str) -> HttpResponse:
    return redirect("kelola_kim:step", kim.pk, URUTAN[URUTAN.index(langkah) + 1])


def _render(
    request: HttpRequest, kim: Kim | None, langkah: str, context: dict[str, Any]
) -> HttpResponse:
    place = URUTAN.index(langkah)
    context |= {
        "kim": kim,
        "langkah": langkah,
        "nomor": place + 1,
        "nama_langkah": LANGKAH[place][1],
        "daftar_langkah": _progress(kim, place),
        "sebelumnya": _address(kim, place - 1) if kim and place else "",
        "remah": crumbs(kim, LANGKAH[place][1]),
    }
    return render(request, HALAMAN[langkah], context)


def _progress(kim: Kim | None, place: int) -> list[dict[str, Any]]:
    filled = filled_steps(kim) if kim else set()
    return [
        {
            "nama": nama,
            "url": _address(kim, index) if kim else "",
            "kini": index == place,
            "terisi": kode in filled,
        }
        for index, (kode, nama) in enumerate(LANGKAH)
    ]


def _address(kim: Kim, index: int) -> str:
    return reverse("kelola_kim:step", args=[kim.pk, URUTAN[index]])


def _name(request: HttpRequest, kim: Kim) -> HttpResponse:
    initial = kim_initial(kim)
    if kode := request.GET.get("wilayah"):
        initial["wilayah"] = kode
    form = NamaForm(posted(request), initial=initial)
    form.fields["wilayah"].widget.kembali = request.path
    if attempt(
        request, form, lambda: founding.save_step(kim, by=request.user, **form.cleaned_data)
    ):
        return _next(kim, "nama")
    return _render(request, kim, "nama", {"form": form})


def _fields(request: HttpRequest, kim: Kim) -> HttpResponse:
    form = BidangForm(posted(request), initial={"bidang": kim.bidang.all()})
    if attempt(
        request, form, lambda: founding.save_step(kim, by=request.user, **form.cleaned_data)
    ):
        return _next(kim, "bidang")
    return _render(request, kim, "bidang", {"form": form})


def _people(request: HttpRequest, kim: Kim) -> HttpResponse:
    if request.method == "POST":
        return _keep_people(request, kim)
    listed = kim.daftar_keanggotaan.current()
    own = listed.get(pengguna=request.user)
    diri = DiriForm(initial={"nama_sendiri": own.nama, "jabatan_sendiri": own.jabatan})
    return _render_people(request, kim, diri, OrangFormSet(initial=_rows(kim)))


def _rows(kim: Kim) -> list[dict[str, Any]]:
    """Return the rows of step 3: everybody listed, then a few empty ones."""
    others = kim.daftar_keanggotaan.current().filter(pengguna=None)
    rows = list(others.values("pk", "nama", "jabatan"))
    taken = {row["jabatan"] for row in rows}
    wanted = [j for j in BARIS_AWAL if j == Jabatan.ANGGOTA or j not in taken]
    return [*rows, *({"jabatan": jabatan} for jabatan in wanted)]


def _keep_people(request: HttpRequest, kim: Kim) -> HttpResponse:
    diri, orang = DiriForm(request.POST), cast("BaseOrangFormSet", OrangFormSet(request.POST))
    orang.jabatan_sendiri = request.POST.get("jabatan_sendiri", "")
    # Both are asked, so that all errors show at once.
    if not all([diri.is_valid(), orang.is_valid()]):
        return _render_people(request, kim, diri, orang)
    isi = diri.cleaned_data
    kept = attempt(
        request,
        diri,
        lambda: founding.save_people(
            kim,
            by=request.user,
            nama=isi["nama_sendiri"],
            jabatan=isi["jabatan_sendiri"],
            orang=orang.orang,
        ),
    )
    if not kept:
        return _render_people(request, kim, diri, orang)
    if "lagi" in request.POST:
        return redirect(f"{_address(kim, URUTAN.index('pengurus'))}#baris-baru")
    return _next(kim, "pengurus")


def _render_people(
    request: HttpRequest, kim: Kim, diri: DiriForm, orang: BaseFormSet[Any]
) -> HttpResponse:
    context = {"diri": diri, "orang": orang, "aturan": aturan_for(kim.wilayah_id)}
    return _render(request, kim, "pengurus", context)


def _decree(request: HttpRequest, kim: Kim) -> HttpResponse:
    aturan, sk = aturan_for(kim.wilayah_id), kim.daftar_sk.first()
    names = ("nomor", "perihal", "penerbit", "tanggal", "berlaku_sampai")
    initial = {name: getattr(sk, name) for name in names} if sk else {}
    form = SkForm(posted(request), files(request), initial=initial, aturan=aturan)
    if attempt(request, form, lambda: founding.save_sk(kim, by=request.user, **form.cleaned_data)):
        return _next(kim, "sk")
    return _render(request, kim, "sk", {"form": form, "sk": sk, "aturan": aturan})


def _point(request: HttpRequest, kim: Kim) -> HttpResponse:
    initial = {"lat": kim.lat, "lon": kim.lon}
    form = TitikForm(posted(request), initial=initial, wilayah=kim.wilayah)
    if request.method == "POST" and form.is_valid():
        titik = {name: form.cleaned_data[name] for name in ("lat", "lon")}
        if attempt(request, form, lambda: founding.save_step(kim, by=request.user, **titik)):
            return _next(kim, "titik")
    return _render(request, kim, "titik", {"form": form})


def _send(request: HttpRequest, kim: Kim) -> HttpResponse:
    """Step 6: first what may be the same KIM, then everything once more, then off it goes."""
    doubles = list(founding.likely_doubles(kim))
    checked = "lanjut" in request.GET or "lanjut" in request.POST
    missing = missing_parts(kim)
    form = KosongForm(posted(request) if checked or not doubles else None)
    if form.is_bound and attempt(
        request, form, lambda: verification.submit_kim(kim, by=request.user)
    ):
        messages.success(
            request, "Sudah terkirim ke Admin Diskominfo. Tunggu kabar di kotak masuk."
        )
        return redirect("kelola_kim:detail", kim.pk)
    context = {
        "form": form,
        "kekurangan": missing,
        "daftar_kembar": [] if checked else [(k, has_pengurus_account(k)) for k in doubles],
        "ada_kembar": bool(doubles),
        "orang": kim.daftar_keanggotaan.current(),
        "sk": kim.daftar_sk.first(),
    }
    return _render(request, kim, "kirim", context)


STEPS: dict[str, Callable[[HttpRequest, Kim], HttpResponse]] = {
    "nama": _name,
    "bidang": _fields,
    "pengurus": _people,
    "sk": _decree,
    "titik": _point,
    "kirim": _send,
}
