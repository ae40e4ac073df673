"""`/kelola/kim/`: my KIM, my requests, and one KIM's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kimportal.paging import page_of
from kimportal.private import private_page
from komunitas import places, verification
from komunitas.changes import open_change
from komunitas.completeness import missing_parts
from komunitas.founding import delete_draft
from komunitas.kelola.access import (
    attempt,
    attempt_with_message,
    crumbs,
    form_page,
    get_kim,
    posted,
)
from komunitas.kelola.forms import KosongForm, SearchForm
from komunitas.membership import cancel_permohonan
from komunitas.models import Kim, Permohonan, StatusKim
from komunitas.permissions import (
    can_delete_kim,
    can_edit_kim,
    can_hand_over,
    can_manage_members,
    is_member,
    is_pengurus,
    memberships_of,
)
from komunitas.rules import aturan_for
from komunitas.scope import kim_joinable_by
from komunitas.trust import trust_of


@private_page
def my_kim(request: HttpRequest) -> HttpResponse:
    """Show the KIM in which this person has a place, and what was asked of others."""
    places_held = memberships_of(request.user).select_related("kim__wilayah", "kim__logo")
    requests = Permohonan.objects.filter(pengguna=request.user.pk).select_related("kim__wilayah")
    context = {
        "daftar_tempat": places_held.order_by("-mulai", "-pk"),
        "daftar_permohonan": requests[:10],
        "remah": [{"nama": "Kelola KIM", "url": reverse("kelola:home")}, {"nama": "KIM saya"}],
    }
    return render(request, "komunitas/kelola/daftar_kim.html", context)


@private_page
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one KIM to its own people: where it stands and what to do next."""
    kim = get_kim(request, pk, is_member)
    user = request.user
    pengurus = is_pengurus(user, kim)
    context = {
        "kim": kim,
        "tempat": memberships_of(user).get(kim=kim),
        "pengurus": pengurus,
        "kekurangan": missing_parts(kim) if _is_in_steps(kim) else [],
        "dalam_langkah": _is_in_steps(kim),
        "perubahan": open_change(kim),
        "daftar_minta": _waiting(kim) if pengurus else [],
        "jumlah_anggota": kim.daftar_keanggotaan.current().count(),
        "daftar_sk": kim.daftar_sk.all(),
        "kepercayaan": trust_of(kim),
        "periksa_semua": aturan_for(kim.wilayah_id).periksa_semua,
        "boleh_ubah": can_edit_kim(user, kim),
        "boleh_anggota": can_manage_members(user, kim),
        "boleh_serah": can_hand_over(user, kim),
        "boleh_hapus": can_delete_kim(user, kim),
        "remah": [*crumbs(None), {"nama": kim.nama}],
    }
    return render(request, "komunitas/kelola/kim.html", context)


def _is_in_steps(kim: Kim) -> bool:
    return kim.status in (StatusKim.DRAFT, StatusKim.RETURNED)


def _waiting(kim: Kim) -> QuerySet[Permohonan]:
    rows = kim.daftar_permohonan.filter(status="submitted", jenis="gabung")
    return rows.select_related("pengguna")


@private_page
def find(request: HttpRequest) -> HttpResponse:
    """Look for a KIM to join, by name or by place."""
    form = SearchForm(request.GET or None)
    form.fields["wilayah"].widget.kembali = request.get_full_path()
    rows: QuerySet[Any] = kim_joinable_by(request.user).select_related("wilayah")
    asked = form.is_bound and form.is_valid() and any(form.cleaned_data.values())
    if asked:
        if wilayah := form.cleaned_data["wilayah"]:
            rows = rows.in_wilayah(wilayah.kode)  # type: ignore[attr-defined]
        if q := form.cleaned_data["q"]:
            rows = rows.search(q)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "dicari": asked,
        "halaman": page_of(request, rows.order_by("nama", "pk")) if asked else None,
        "remah": crumbs(None, "Gabung ke KIM"),
    }
    return render(request, "komunitas/kelola/cari.html", context)


@private_page
@require_POST
def cancel_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own request back."""
    permohonan = get_object_or_404(Permohonan, pk=pk, pengguna=request.user)
    if attempt_with_message(request, lambda: cancel_permohonan(permohonan, by=request.user)):
        messages.success(request, "Permohonan dibatalkan.")
    return redirect("kelola_kim:list")


@private_page
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a KIM that waits for its verification back, to mend it."""
    kim = get_kim(request, pk, is_pengurus)
    if attempt_with_message(request, lambda: verification.take_back_kim(kim, by=request.user)):
        messages.success(request, "KIM ditarik kembali. Perbaiki, lalu kirim lagi.")
    return redirect("kelola_kim:detail", pk)


@private_page
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, after asking."""
    kim = get_kim(request, pk, can_delete_kim)
    form = KosongForm(posted(request))
    if attempt(request, form, lambda: delete_draft(kim, by=request.user)):
        messages.success(request, f"Draf {kim.nama} dihapus.")
        return redirect("kelola_kim:list")
    return form_page(
        request,
        judul=f"Hapus draf {kim.nama}?",
        lead="Semua isian, nama pengurus, dan berkas SK-nya ikut terhapus untuk selamanya.",
        form=form,
        tombol="Ya, hapus draf",
        berbahaya=True,
        batal=reverse("kelola_kim:detail", args=[pk]),
        remah=crumbs(kim, "Hapus draf"),
    )


@private_page
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up the own place, after asking."""
    kim = get_kim(request, pk, is_member)
    form = KosongForm(posted(request))
    if attempt(request, form, lambda: places.leave_kim(kim, by=request.user)):
        messages.success(request, f"Anda sudah keluar dari {kim.nama}.")
        return redirect("kelola_kim:list")
    return form_page(
        request,
        judul=f"Keluar dari {kim.nama}?",
        lead="Anda tidak bisa lagi menulis atas nama KIM ini. Tulisan yang sudah terbit tetap ada.",
        form=form,
        tombol="Ya, keluar",
        berbahaya=True,
        batal=reverse("kelola_kim:detail", args=[pk]),
        remah=crumbs(kim, "Keluar"),
    )
