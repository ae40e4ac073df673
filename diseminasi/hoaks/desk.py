"""Desk pages around one rumour: showing it, deciding, correcting, merging, spreading."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diseminasi.hoaks.following import spread_verdict
from diseminasi.hoaks.forms import PeriksaForm, PutusanForm, RalatForm
from diseminasi.hoaks.permissions import can_check_isu
from diseminasi.hoaks.scope import isu_mergeable_into_by, isu_on_desk_of
from diseminasi.hoaks.similar import similar_rumours
from diseminasi.hoaks.verdicts import (
    ISU,
    LANGKAH,
    VONIS,
    correct_isu,
    decide_isu,
    merge_isu,
    start_check,
)
from diseminasi.models import Isu, KirimanIsu
from kimportal.images.models import Foto
from kimportal.images.storage import open_private
from kimportal.keys import read_key
from kimportal.private import private_page
from komunitas.kelola.access import attempt, attempt_with_message, posted
from komunitas.kelola.forms import KosongForm
from komunitas.meja.frame import desk_form, desk_page

LIST = "admin:diseminasi_isu_changelist"
PAGE = "admin:diseminasi_isu_change"
INFO = "admin:diseminasi_infopemerintah_change"


def _isu(request: HttpRequest, pk: int, verb: str = "") -> Isu:
    """Return the rumour if it lies in this officer's region and the step can be taken."""
    rows = isu_on_desk_of(request.user).select_related("wilayah").defer("cari")
    isu = get_object_or_404(rows, pk=pk)
    if not can_check_isu(request.user, isu) or (verb and isu.status not in LANGKAH[verb][0]):
        raise PermissionDenied
    return isu


def _crumbs(isu: Isu) -> list[tuple[str, str]]:
    return [("Cek Hoaks", reverse(LIST)), (str(isu), reverse(PAGE, args=[isu.pk]))]


def _said(isu: Isu, *names: str) -> dict[str, str]:
    return {name: getattr(isu, name) for name in names}


@private_page
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everyone read that a rumour is being checked."""
    isu = _isu(request, pk, "start_check")
    form = PeriksaForm(posted(request), initial=_said(isu, *ISU))
    if attempt(request, form, lambda: start_check(isu, by=request.user, **form.cleaned_data)):
        messages.success(request, "Sekarang tampil sebagai “sedang diperiksa”.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        "Tampilkan sebagai “sedang diperiksa”",
        form=form,
        tombol="Tampilkan",
        lead="Semua orang membaca ini. Tulis isunya tanpa menyebut orang.",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(isu),
    )


@private_page
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the verdict."""
    isu = _isu(request, pk, "decide_isu")
    form = PutusanForm(posted(request), initial=_said(isu, *VONIS))
    if attempt(request, form, lambda: decide_isu(isu, by=request.user, **form.cleaned_data)):
        messages.success(request, "Putusan terbit.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        "Putuskan",
        form=form,
        tombol="Terbitkan putusan",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(isu),
    )


@private_page
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a verdict and say what was wrong."""
    isu = _isu(request, pk, "correct_isu")
    form = RalatForm(posted(request), initial=_said(isu, *VONIS))

    def call() -> Isu:
        vonis = dict(form.cleaned_data)
        reason = vonis.pop("alasan")
        return correct_isu(isu, by=request.user, reason=reason, **vonis)

    if attempt(request, form, call):
        messages.success(request, "Putusan diralat.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        "Ralat putusan",
        form=form,
        tombol="Terbitkan ralat",
        lead="Perbaiki putusannya dan jelaskan apa yang keliru. Isi yang lama tetap tersimpan. "
        "Kalau putusan ini disebarkan lewat KIM, infonya ikut diralat.",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(isu),
    )


@private_page
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose rumours that this one may be the same as (POST `ke`: it is)."""
    isu = _isu(request, pk, "merge_isu")
    among = isu_mergeable_into_by(request.user).exclude(pk=pk)
    if request.method == "POST":
        ke = get_object_or_404(among, pk=read_key(request.POST.get("ke", "")))
        if attempt_with_message(request, lambda: merge_isu(isu, by=request.user, ke=ke)):
            messages.success(request, f"Digabung ke “{ke}”.")
        return redirect(PAGE, pk)
    return desk_page(
        request,
        "diseminasi/hoaks/mirip.html",
        "Isu yang mirip",
        isu=isu,
        daftar=similar_rumours(isu.teks_banding, among),
        remah=_crumbs(isu),
    )


@private_page
def spread(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an Info Pemerintah of the verdict, a draft that goes its usual way."""
    isu = _isu(request, pk, "correct_isu")
    form = KosongForm(posted(request))
    if info := attempt(request, form, lambda: spread_verdict(isu, by=request.user)):
        messages.success(request, "Drafnya siap. Pilih sasarannya, lalu kirim.")
        return redirect(INFO, info.pk)
    return desk_form(
        request,
        "Sebarkan putusan lewat KIM",
        form=form,
        tombol="Buat draf Info Pemerintah",
        akan=[
            "Putusan ini menjadi draf Info Pemerintah. Anda memilih sasarannya, lalu mengirimnya.",
            "Kalau putusannya kelak diralat atau ditarik, infonya ikut, dan semua KIM yang sudah "
            "menyebarkannya diminta menyebarkan ralatnya.",
        ],
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(isu),
    )


@require_safe
@never_cache
def photo(request: HttpRequest, pk: int, kiriman: int) -> HttpResponse:
    """Send a picture of a rumour from the private store to officers of its region."""
    isu: Any = get_object_or_404(isu_on_desk_of(request.user), pk=pk)
    rows = KirimanIsu.objects.filter(isu=isu, pk=kiriman).exclude(foto=None)
    shown = get_object_or_404(Foto, pk__in=rows.values("foto"))
    with open_private(shown, 640) as file:
        return HttpResponse(file.read(), content_type="image/webp")
