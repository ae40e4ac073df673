"""Pages of the officers' queue: the list, opening, going on, asking the province, counts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from kimportal.desk.queue import Antrean, Baris
from kimportal.desk.queue_choice import take_choice
from kimportal.desk.queue_filter import Saringan, SaringanForm, read_filter
from kimportal.desk.queue_holding import ask_province, hold, let_go
from kimportal.desk.queue_kinds import DAFTAR_JENIS, MENURUT_KODE
from kimportal.paging import PAGE_PARAMETER
from kimportal.transitions import TransitionError
from komunitas.permissions import NASIONAL, admin_codes, officer_codes, remember_assignments
from wilayah.models import Wilayah
from wilayah.querysets import ancestor_codes

MAX_ALASAN = 2000
# What KIM ask about a message of the nation lies in no province.
PUSAT = "Pusat (info nasional)"
CEPAT = {
    "mendesak": "Mendesak",
    "lewat": "Lewat tenggat",
    "diminta": "Diminta ke provinsi",
}


def item_address(row: Baris, saringan: Saringan) -> str:
    """Return the address of an item's page as reached from the queue in this state."""
    return f"{row.url}?{urlencode({'antrean': saringan.query or '1'})}"


def page_context(request: HttpRequest, judul: str, **extra: Any) -> dict[str, Any]:
    """Return what every page of the admin needs, and its title."""
    return admin.site.each_context(request) | {"title": judul} | extra


def require_officer(user: Any) -> list[str]:
    """Return the user's region codes; whoever has none has no queue."""
    if not (codes := officer_codes(user)):
        raise PermissionDenied
    return codes


def _posted_row(request: HttpRequest) -> Baris:
    """Return the item a form names, if the officer sees it waiting."""
    require_officer(request.user)
    row = Antrean(request.user).find(request.POST.get("baris", "") or request.GET.get("baris", ""))
    if row is None:
        raise Http404
    return row


def _back(request: HttpRequest, saringan: Saringan) -> HttpResponse:
    url = reverse("admin:antrean")
    return HttpResponseRedirect(f"{url}?{saringan.query}" if saringan.query else url)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for a decision and that the officer sees."""
    remember_assignments(request.user)
    codes = require_officer(request.user)
    saringan = read_filter(request.GET)
    antrean = Antrean(request.user, saringan)
    konteks = page_context(
        request,
        "Antrean",
        halaman=antrean.page(request.GET.get(PAGE_PARAMETER, "1")),
        saringan=saringan,
        form=SaringanForm(request.GET) if request.GET else SaringanForm(),
        cacah=_tallies(antrean),
        pilihan_wilayah=_regions(codes, saringan.wilayah),
        boleh_putus=bool(admin_codes(request.user)),
        lihat_provinsi=NASIONAL in codes,
        dari=saringan.query or "1",
        **take_choice(request),
    )
    return render(request, "admin/antrean/daftar.html", konteks)


def _tallies(antrean: Antrean) -> dict[str, Any]:
    """Return the numbers above the list: per kind, and what presses."""
    s, counts = antrean.saringan, antrean.per_jenis
    found = {row.kunci: row for row in counts}
    shown = [found[s.jenis]] if s.jenis in found else counts if not s.jenis else []
    return {
        "semua": sum(row.semua for row in counts),
        "semua_query": s.but(jenis=""),
        "jenis": [
            (jenis, found[jenis.kode], s.but(jenis=jenis.kode))
            for jenis in DAFTAR_JENIS
            if jenis.kode in found
        ],
        "cepat": [
            (name, label, sum(getattr(row, name) for row in shown), getattr(s, name))
            for name, label in CEPAT.items()
        ],
    }


def _regions(codes: list[str], kode: str) -> list[Wilayah]:
    """Return the regions to choose from: those above the chosen one, and the next below it."""
    inside = [code for code in codes if kode.startswith(code)]
    above = [c for c in ancestor_codes(kode) if len(c) > min(map(len, inside), default=99)]
    tops = [kode] if kode else codes
    rows = Wilayah.objects.current().filter(tingkat__lte=4)
    below = rows.filter(induk__in=[top for top in tops if top])
    if NASIONAL in tops:
        below = below | rows.filter(tingkat=1)
    chosen = rows.filter(pk__in=[*above, kode])
    return list((below | chosen).order_by("kode")[:600])


@require_POST
def open_item(request: HttpRequest) -> HttpResponse:
    """Open an item: note who has it, then lead to its page."""
    row, saringan = _posted_row(request), read_filter(request.POST.get("dari", ""))
    if row.is_bisa:
        pegangan = hold(row, by=request.user, anyway="tetap" in request.POST)
        if pegangan.pengguna_id != request.user.pk:
            row.pegangan = pegangan
            judul = "Sedang dibuka orang lain"
            konteks = page_context(request, judul, baris=row, dari=saringan.query or "1")
            konteks["saringan"] = saringan
            return render(request, "admin/antrean/dibuka.html", konteks, status=409)
    return HttpResponseRedirect(item_address(row, saringan))


@require_POST
def release_item(request: HttpRequest) -> HttpResponse:
    """Give an item up without deciding, and lead back to the list."""
    row, saringan = _posted_row(request), read_filter(request.POST.get("dari", ""))
    let_go(row, by=request.user)
    messages.info(request, f"Dilepas tanpa keputusan: {row.judul}.")
    return _back(request, saringan)


@require_POST
def next_item(request: HttpRequest) -> HttpResponse:
    """Leave an item undecided and open the next one of the same list."""
    require_officer(request.user)
    saringan = read_filter(request.POST.get("dari", ""))
    antrean = Antrean(request.user)
    row = antrean.find(request.POST.get("baris", ""))
    if row is not None:
        let_go(row, by=request.user)
    found = Antrean(request.user, saringan).after(row)
    if found is None:
        messages.info(request, "Tidak ada lagi yang menunggu keputusan Anda di antrean ini.")
        return _back(request, saringan)
    hold(found, by=request.user)
    return HttpResponseRedirect(item_address(found, saringan))


def ask(request: HttpRequest) -> HttpResponse:
    """Ask the province to decide an item (GET: the form; POST: do it)."""
    row = _posted_row(request)
    saringan = read_filter(request.POST.get("dari", "") or request.GET.get("dari", ""))
    alasan, galat = request.POST.get("alasan", "").replace("\0", "")[:MAX_ALASAN], ""
    if request.method == "POST":
        try:
            ask_province(row, by=request.user, reason=alasan)
        except TransitionError as error:
            galat = str(error)
        else:
            messages.success(request, f"Provinsi diminta memutuskan: {row.judul}.")
            return HttpResponseRedirect(item_address(row, saringan))
    konteks = page_context(
        request,
        "Minta provinsi memutuskan",
        baris=row,
        dari=saringan.query or "1",
        alasan=alasan,
        galat=galat,
        kembali=item_address(row, saringan),
    )
    return render(request, "admin/antrean/minta.html", konteks)


@require_safe
def provinces(request: HttpRequest) -> HttpResponse:
    """Show how many items wait in each province, to those who see the nation."""
    remember_assignments(request.user)
    if NASIONAL not in officer_codes(request.user):
        raise PermissionDenied
    counts = Antrean(request.user, Saringan(jenis=_kind(request))).per_provinsi()
    names = dict(Wilayah.objects.provinsi().values_list("kode", "nama"))
    rows = sorted(counts, key=lambda row: (-row.lewat, -row.semua))
    konteks = page_context(
        request,
        "Antrean per provinsi",
        baris=[(names.get(row.kunci, row.kunci or PUSAT), row) for row in rows],
    )
    return render(request, "admin/antrean/provinsi.html", konteks)


def _kind(request: HttpRequest) -> str:
    jenis = request.GET.get("jenis", "")
    return jenis if jenis in MENURUT_KODE else ""
