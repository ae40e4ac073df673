"""The list of members, kept by the pengurus; the chair and its hand-over; members' accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kimportal.private import private_page
from komunitas import member_accounts, places
from komunitas.invitations import invite
from komunitas.kelola.access import attempt, crumbs, form_page, get_kim, posted
from komunitas.kelola.forms import KosongForm
from komunitas.kelola.forms_kim import AnggotaForm, NomorForm, SerahTerimaForm
from komunitas.models import Jabatan, Keanggotaan, Kim
from komunitas.permissions import (
    can_create_account,
    can_hand_over,
    can_manage_members,
    can_recover_account,
)
from komunitas.rules import aturan_for, size_warning
from komunitas.scope import kim_visible_to, members_recoverable_by

URUTAN = {jabatan: place for place, jabatan in enumerate(Jabatan.values)}
FIELDS = ("nama", "jabatan", "telepon", "mulai", "selesai", "tampil_publik")


@private_page
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """List who is in the KIM, in the order of the offices, and who was."""
    kim = get_kim(request, pk, can_manage_members)
    aturan = aturan_for(kim.wilayah_id)
    current = kim.daftar_keanggotaan.current().select_related("pengguna")
    former = kim.daftar_keanggotaan.exclude(pk__in=current.values("pk"))
    context = {
        "kim": kim,
        "daftar": sorted(current, key=lambda place: (URUTAN[place.jabatan], place.pk)),
        "daftar_mantan": former.order_by("-selesai", "-pk")[:20],
        "bisa_pulih": set(
            members_recoverable_by(request.user).filter(kim=kim).values_list("pk", flat=True)
        ),
        "aturan": aturan,
        "peringatan": size_warning(kim, aturan),
        "boleh_serah": can_hand_over(request.user, kim),
        "remah": crumbs(kim, "Anggota"),
    }
    return render(request, "komunitas/kelola/anggota.html", context)


@private_page
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """List one more member."""
    kim = get_kim(request, pk, can_manage_members)
    form = AnggotaForm(posted(request), initial={"mulai": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        place = attempt(
            request, form, lambda: places.add_member(kim, by=request.user, **form.cleaned_data)
        )
        if place:
            messages.success(request, f"{place.nama} ditambahkan.")
            return redirect("kelola_kim:members", pk)
    return form_page(
        request,
        judul="Tambah anggota",
        lead="Cukup namanya. Orangnya tidak perlu punya akun.",
        form=form,
        tombol="Tambah",
        batal=reverse("kelola_kim:members", args=[pk]),
        remah=crumbs(kim, "Tambah anggota"),
    )


@private_page
def edit_member(request: HttpRequest, pk: int, anggota: int) -> HttpResponse:
    """Change what is listed about a member."""
    kim = get_kim(request, pk, can_manage_members)
    place = _current(kim, anggota)
    initial = {name: getattr(place, name) for name in FIELDS}
    form = AnggotaForm(posted(request), initial=initial)
    if attempt(
        request, form, lambda: places.edit_member(place, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"Data {form.cleaned_data['nama']} disimpan.")
        return redirect("kelola_kim:members", pk)
    return form_page(
        request,
        judul=f"Ubah data {place.nama}",
        form=form,
        tombol="Simpan",
        batal=reverse("kelola_kim:members", args=[pk]),
        remah=crumbs(kim, "Ubah anggota"),
    )


@private_page
def end_member(request: HttpRequest, pk: int, anggota: int) -> HttpResponse:
    """End a member's place, after asking."""
    kim = get_kim(request, pk, can_manage_members)
    place = _current(kim, anggota)
    form = KosongForm(posted(request))
    if attempt(request, form, lambda: places.end_member(place, by=request.user)):
        messages.success(request, f"Keanggotaan {place.nama} berakhir hari ini.")
        return redirect("kelola_kim:members", pk)
    return form_page(
        request,
        judul=f"Akhiri keanggotaan {place.nama}?",
        lead="Kalau punya akun, sejak saat ini orangnya tidak bisa lagi membuka halaman KIM ini.",
        form=form,
        tombol="Ya, akhiri",
        berbahaya=True,
        batal=reverse("kelola_kim:members", args=[pk]),
        remah=crumbs(kim, "Akhiri keanggotaan"),
    )


@private_page
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the chair to another member."""
    kim = get_kim(request, pk, can_hand_over)
    others = kim.daftar_keanggotaan.current().exclude(jabatan=Jabatan.KETUA)
    form = SerahTerimaForm(posted(request), anggota=others)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        ketua = attempt(
            request,
            form,
            lambda: places.hand_over(
                kim, to=isi["anggota"], leaves=isi["lanjut"] == "keluar", by=request.user
            ),
        )
        if ketua:
            messages.success(request, f"{ketua.nama} sekarang ketua {kim.nama}.")
            return _back(request, kim)
    return form_page(
        request,
        judul="Serah terima ketua",
        lead=f"{kim.nama} selalu punya satu ketua. Jabatannya berpindah saat itu juga.",
        form=form,
        tombol="Serahkan jabatan ketua",
        batal=reverse("kelola_kim:list"),
        remah=crumbs(kim, "Serah terima ketua"),
    )


@private_page
def create_account(request: HttpRequest, pk: int, anggota: int) -> HttpResponse:
    """Make an account for a member without e-mail, and show its code once."""
    place = _visible_place(request, pk, anggota)
    if not can_create_account(request.user, place):
        raise PermissionDenied
    form = NomorForm(posted(request), initial={"telepon": place.telepon})
    if request.method == "POST" and form.is_valid():
        terbitan = attempt(
            request,
            form,
            lambda: member_accounts.create_account(place, by=request.user, **form.cleaned_data),
        )
        if terbitan:
            return _show_code(request, place, terbitan, "Akun sudah dibuat")
    return form_page(
        request,
        judul=f"Buatkan akun untuk {place.nama}",
        lead="Untuk orang tanpa surel. Anda mendapat kode dan tautan untuk diserahkan kepadanya.",
        form=form,
        tombol="Buat akun",
        batal=_list_or_home(request, place.kim),
        remah=crumbs(place.kim, "Buatkan akun"),
    )


@private_page
def recover_account(request: HttpRequest, pk: int, anggota: int) -> HttpResponse:
    """Make a recovery code for a member who forgot the password, after asking."""
    place = _visible_place(request, pk, anggota)
    if not can_recover_account(request.user, place):
        raise PermissionDenied
    form = KosongForm(posted(request))
    if terbitan := attempt(
        request, form, lambda: member_accounts.recover_account(place, by=request.user)
    ):
        return _show_code(request, place, terbitan, "Kode pemulihan")
    return form_page(
        request,
        judul=f"Buat kode pemulihan untuk {place.nama}?",
        lead="Pakai hanya kalau orangnya sendiri meminta. Ia diberi tahu bahwa kode ini dibuat.",
        form=form,
        tombol="Buat kode",
        batal=_list_or_home(request, place.kim),
        remah=crumbs(place.kim, "Kode pemulihan"),
    )


@private_page
def invite_member(request: HttpRequest, pk: int, anggota: int) -> HttpResponse:
    """Invite one listed member by link, so that the account joins the listed name."""
    kim = get_kim(request, pk, can_manage_members)
    place = _current(kim, anggota)
    if place.pengguna_id is not None:
        raise PermissionDenied
    form = KosongForm(posted(request))
    if made := attempt(request, form, lambda: invite(kim, by=request.user, keanggotaan=place)):
        undangan, url = made
        context = {"kim": kim, "undangan": undangan, "url": url, "anggota": place}
        context["remah"] = crumbs(kim, "Undangan")
        return render(request, "komunitas/kelola/undangan_jadi.html", context)
    return form_page(
        request,
        judul=f"Undang {place.nama}",
        lead="Anda mendapat tautan sekali pakai yang menyambungkan akunnya ke namanya di daftar.",
        form=form,
        tombol="Buat tautan undangan",
        batal=reverse("kelola_kim:members", args=[pk]),
        remah=crumbs(kim, "Undang anggota"),
    )


def _show_code(request: HttpRequest, place: Keanggotaan, terbitan: Any, judul: str) -> HttpResponse:
    context = {
        "kim": place.kim,
        "anggota": place,
        "terbitan": terbitan,
        "judul": judul,
        "kembali": _list_or_home(request, place.kim),
        "remah": crumbs(place.kim, judul),
    }
    return render(request, "komunitas/kelola/kode.html", context)


def _current(kim: Kim, anggota: int) -> Keanggotaan:
    place = get_object_or_404(kim.daftar_keanggotaan.current(), pk=anggota)
    place.kim = kim
    return place


def _visible_place(request: HttpRequest, pk: int, anggota: int) -> Keanggotaan:
    """Return a current place of a KIM that this person sees; permission is asked after."""
    rows = kim_visible_to(request.user).select_related("wilayah").defer("cari")
    return _current(get_object_or_404(rows, pk=pk), anggota)


def _list_or_home(request: HttpRequest, kim: Kim) -> str:
    """Return where this person came from: pengurus the list, officers the admin's page."""
    if can_manage_members(request.user, kim):
        return reverse("kelola_kim:members", args=[kim.pk])
    return reverse("admin:komunitas_kim_change", args=[kim.pk])


def _back(request: HttpRequest, kim: Kim) -> HttpResponse:
    """Lead on after the hand-over: whoever left sees nothing of the KIM any more."""
    if kim_visible_to(request.user).filter(pk=kim.pk).exists() and can_manage_members(
        request.user, kim
    ):
        return redirect("kelola_kim:members", kim.pk)
    return redirect("kelola_kim:list")
