"""Desk pages that change a KIM as a whole: merging two, moving one to another village."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from kimportal.private import private_page
from komunitas import changes, merging
from komunitas.kelola.access import Allowed, attempt, posted
from komunitas.meja.forms import GabungForm, PindahForm
from komunitas.meja.frame import desk_form
from komunitas.models import Kim
from komunitas.permissions import can_merge_kim, can_move_kim, officer_codes
from komunitas.scope import kim_visible_to, within

PAGE = "admin:komunitas_kim_change"


def _get_kim(request: HttpRequest, pk: int, allowed: Allowed) -> Kim:
    rows = kim_visible_to(request.user).filter(within(officer_codes(request.user)))
    kim = get_object_or_404(rows.exclude(status="draft").select_related("wilayah"), pk=pk)
    if not allowed(request.user, kim):
        raise PermissionDenied
    return kim


@private_page
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which KIM is kept, say what will move, and merge."""
    kim = _get_kim(request, pk, can_merge_kim)
    form = GabungForm(
        posted(request),
        kim=kim,
        pengguna=request.user,
        initial={"nomor": request.GET.get("ke", "")},
    )
    akan: list[str] = []
    if form.is_valid():
        into, alasan = form.cleaned_data["nomor"], form.cleaned_data["alasan"]
        if form.cleaned_data["pasti"]:
            if attempt(
                request,
                form,
                lambda: merging.merge_kim(kim, into=into, by=request.user, reason=alasan),
            ):
                messages.success(request, f"{kim.nama} digabung ke {into.nama}.")
                return redirect(PAGE, into.pk)
        else:
            form = GabungForm(_sure(request), kim=kim, pengguna=request.user)
            akan = _sentences(kim, into)
    return desk_form(
        request,
        f"Gabung {kim.nama}",
        form=form,
        tombol="Ya, gabungkan" if akan else "Lihat yang akan terjadi",
        lead="KIM yang tercatat dua kali dijadikan satu. Ini tidak dapat dibatalkan.",
        akan=akan,
        berbahaya=bool(akan),
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(kim),
    )


def _sure(request: HttpRequest) -> dict[str, str]:
    """Return what was typed, with the mark that what will happen has been shown."""
    return {name: request.POST.get(name, "") for name in ("nomor", "alasan")} | {"pasti": "on"}


def _sentences(kim: Kim, into: Kim) -> list[str]:
    moved = ", ".join(f"{count} {name}" for name, count in merging.what_moves(kim))
    return [
        f"Yang tetap: {into.nama}, nomor {into.nomor}, {into.wilayah.nama_lengkap}.",
        f"Yang pindah ke sana: {moved or 'tidak ada isi'}.",
        f"Nomor {kim.nomor or '–'} dan alamat halaman {kim.nama} menuju ke {into.nama}.",
        f"Ketua {into.nama} tetap; ketua {kim.nama} menjadi anggota kalau kursinya terisi.",
        "Undangan dan permohonan yang masih terbuka pada KIM yang digabung berakhir.",
    ]


@private_page
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a KIM to another village; its number stays."""
    kim = _get_kim(request, pk, can_move_kim)
    form = PindahForm(posted(request), pengguna=request.user)
    if attempt(
        request,
        form,
        lambda: changes.move_kim(
            kim,
            by=request.user,
            wilayah=form.cleaned_data["wilayah"],
            reason=form.cleaned_data["alasan"],
        ),
    ):
        messages.success(request, f"{kim.nama} dipindah. Nomornya tetap {kim.nomor or 'kosong'}.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        f"Pindahkan {kim.nama}",
        form=form,
        tombol="Pindahkan",
        lead=f"Sekarang di {kim.wilayah.nama_lengkap}. Nomor dan alamat halamannya tetap.",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(kim),
    )


def _crumbs(kim: Kim) -> list[tuple[str, str]]:
    return [
        ("KIM", reverse("admin:komunitas_kim_changelist")),
        (kim.nama, reverse(PAGE, args=[kim.pk])),
    ]
