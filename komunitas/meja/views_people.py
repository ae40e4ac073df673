"""Desk pages about people: handing out assignments, and caring for accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from kimportal.accounts.models import Pengguna
from kimportal.accounts.phones import phone_or_none
from kimportal.private import private_file, private_page
from komunitas import account_care, assignments
from komunitas.kelola.access import attempt, files, posted
from komunitas.meja.forms import AlasanForm, PenugasanForm
from komunitas.meja.frame import desk_form, desk_page
from komunitas.models import Keanggotaan, Penugasan
from komunitas.models.decrees import document_name
from komunitas.officer_permissions import can_reset_second_factor, can_suspend_akun
from komunitas.officer_scope import akun_visible_to, penugasan_visible_to
from komunitas.permissions import admin_codes
from komunitas.scope import within

SEHALAMAN = 30
PERSON = "admin:komunitas_penugasan_person"


@private_page
def assign(request: HttpRequest) -> HttpResponse:
    """Hand out an assignment inside the own region."""
    if not admin_codes(request.user):
        raise PermissionDenied
    form = PenugasanForm(
        posted(request),
        files(request),
        pengguna=request.user,
        initial={"akun": request.GET.get("akun", "")},
    )

    def call() -> Penugasan:
        isi = dict(form.cleaned_data)
        return assignments.assign(by=request.user, pengguna=isi.pop("akun"), **isi)

    if penugasan := attempt(request, form, call):
        messages.success(request, f"{penugasan.pengguna}: {assignments.describe(penugasan)}.")
        return redirect("admin:komunitas_penugasan_change", penugasan.pk)
    return desk_form(
        request,
        "Tugaskan orang",
        form=form,
        tombol="Tugaskan",
        lead="Orangnya langsung diberi tahu. Setiap penugasan tercatat.",
        batal=reverse("admin:komunitas_penugasan_changelist"),
        remah=[("Penugasan", reverse("admin:komunitas_penugasan_changelist"))],
    )


@private_page
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out an appointment letter, to admins of its region only."""
    rows = penugasan_visible_to(request.user).exclude(berkas_surat="")
    penugasan = get_object_or_404(rows, pk=pk)
    nama = document_name("Surat-tugas", penugasan.surat, str(penugasan.berkas_surat.name))
    return private_file(penugasan.berkas_surat, nama)


@private_page
def list_people(request: HttpRequest) -> HttpResponse:
    """Find people who have a place or an assignment in the own region."""
    if not admin_codes(request.user):
        raise PermissionDenied
    q = request.GET.get("q", "").replace("\0", "").strip()
    rows = akun_visible_to(request.user).exclude(nama="", email=None, telepon=None)
    if q:
        rows = rows.filter(_matches(q))
    if request.GET.get("keadaan") == "dibekukan":
        rows = rows.exclude(suspended_at=None)
    halaman = Paginator(rows.order_by("nama", "pk"), SEHALAMAN)
    return desk_page(
        request,
        "komunitas/meja/daftar_orang.html",
        "Orang di wilayah Anda",
        q=q,
        keadaan=request.GET.get("keadaan", ""),
        halaman=halaman.get_page(request.GET.get("p")),
        awal=urlencode({"q": q, "keadaan": request.GET.get("keadaan", "")}) + "&",
        remah=[("Penugasan", reverse("admin:komunitas_penugasan_changelist"))],
    )


def _matches(q: str) -> Q:
    telepon = phone_or_none(q)
    by_phone = Q(telepon=telepon) if telepon else Q(pk__in=[])
    return Q(nama__icontains=q) | Q(email__iexact=q) | by_phone


@dataclass(frozen=True)
class Tindakan:
    """Something an admin may do with a person's account."""

    kunci: str
    label: str
    lead: str
    run: Callable[..., Pengguna]
    may: Callable[[Any, Pengguna], bool]
    berbahaya: bool = False


def _may_close(user: Any, akun: Pengguna) -> bool:
    return akun.suspended_at is None and can_suspend_akun(user, akun)


def _may_open(user: Any, akun: Pengguna) -> bool:
    return akun.suspended_at is not None and can_suspend_akun(user, akun)


TINDAKAN = (
    Tindakan(
        "bekukan",
        "Bekukan akun",
        "Orangnya langsung keluar dari semua perangkat dan tidak dapat masuk lagi sampai "
        "akunnya dipulihkan. Tulisannya tetap ada.",
        account_care.suspend_akun,
        _may_close,
        berbahaya=True,
    ),
    Tindakan(
        "pulihkan",
        "Pulihkan akun",
        "Orangnya dapat masuk lagi dan diberi tahu.",
        account_care.restore_akun,
        _may_open,
    ),
    Tindakan(
        "lepas-pengaman",
        "Lepas pengaman kedua",
        "Hanya kalau ponsel dan kode cadangannya hilang. Pastikan dulu lewat telepon kantor "
        "bahwa yang meminta memang orangnya. Ia keluar dari semua perangkat, diberi tahu, lalu "
        "memasang pengaman baru sebelum meja kerjanya terbuka.",
        account_care.reset_second_factor,
        can_reset_second_factor,
        berbahaya=True,
    ),
)


@private_page
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's places inside the own region, and what may be done."""
    akun = get_object_or_404(akun_visible_to(request.user), pk=pk)
    codes = admin_codes(request.user)
    places = Keanggotaan.objects.current().filter(pengguna=akun).select_related("kim__wilayah")
    posts = Penugasan.objects.running().filter(pengguna=akun).select_related("wilayah")
    own_places = places.filter(within(codes, "kim__wilayah_id"))
    own_posts = posts.filter(within(codes))
    return desk_page(
        request,
        "komunitas/meja/orang.html",
        str(akun),
        akun=akun,
        remah=[("Orang di wilayah Anda", reverse("admin:komunitas_penugasan_people"))],
        daftar_keanggotaan=own_places,
        daftar_penugasan=own_posts,
        ada_lain=places.count() + posts.count() > len(own_places) + len(own_posts),
        daftar_tindakan=[t for t in TINDAKAN if t.may(request.user, akun)],
    )


@private_page
def act(request: HttpRequest, pk: int, kunci: str) -> HttpResponse:
    """Ask for the reason of one act on an account, and do it."""
    akun = get_object_or_404(akun_visible_to(request.user), pk=pk)
    tindakan = next((t for t in TINDAKAN if t.kunci == kunci), None)
    if tindakan is None:
        raise Http404
    if not tindakan.may(request.user, akun):
        raise PermissionDenied
    form = AlasanForm(posted(request))
    chosen = tindakan

    def call() -> Pengguna:
        return chosen.run(akun, by=request.user, reason=form.cleaned_data["alasan"])

    if attempt(request, form, call):
        messages.success(request, f"{tindakan.label}: {akun}.")
        return redirect(PERSON, pk)
    return desk_form(
        request,
        f"{tindakan.label}: {akun}",
        form=form,
        tombol=tindakan.label,
        lead=tindakan.lead,
        berbahaya=tindakan.berbahaya,
        batal=reverse(PERSON, args=[pk]),
        remah=[
            ("Orang di wilayah Anda", reverse("admin:komunitas_penugasan_people")),
            (str(akun), reverse(PERSON, args=[pk])),
        ],
    )
