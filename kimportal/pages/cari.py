"""The site-wide search: KIM, Kabar KIM, messages, rumours and regions under one address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from kimportal.pages.hits import CAP, Jenis, Pencarian, finds_anything
from kimportal.pages.hits import DAFTAR_JENIS as DASAR
from kimportal.pages.hits_diseminasi import INFO, ISU, finds_messages
from kimportal.pages.suggestions import suggest
from kimportal.paging import PAGE_PARAMETER, PER_PAGE
from kimportal.public import public_page
from kimportal.search import clean_query, is_searchable
from komunitas.models import Bidang
from wilayah.forms import WilayahField

# Regions come last: they are shown first where the query names one.
DAFTAR_JENIS = [*DASAR[:-1], INFO, ISU, DASAR[-1]]
TOP = 5
# ts_rank gives this much to a row that does not match.
NO_RANK = 1e-9
CONTOH = ["pelatihan", "bank sampah", "UMKM", "posyandu", "Kota Makassar"]


class CariForm(forms.Form):
    """The region to which a search may be limited; any words are welcome, so `q` needs none."""

    wilayah = WilayahField(required=False, help_text="Kosongkan untuk seluruh Indonesia.")


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show the best hits of every kind, or all hits of the one kind that `jenis` names."""
    form = CariForm(request.GET)
    form.fields["wilayah"].widget.kembali = request.get_full_path()
    wilayah = form.cleaned_data.get("wilayah") if form.is_valid() else None
    p = Pencarian(clean_query(request.GET.get("q", "")), wilayah)
    konteks: dict[str, Any] = {
        "form": form,
        "q": p.q,
        "asal": clean_query(request.GET.get("asal", "")),
        "wilayah": wilayah,
        "daftar_tab": _tabs(request, p),
        "chips": _chips(request, p),
        "remah": [{"nama": "Cari"}],
    }
    if not is_searchable(p.q):
        konteks |= {"contoh": CONTOH, "daftar_bidang": Bidang.objects.all()}
        return render(request, "pages/cari.html", konteks)
    jenis = _chosen(request)
    if jenis:
        konteks |= _hits(jenis, p, PER_PAGE, request.GET.get(PAGE_PARAMETER))
    else:
        konteks |= _overview(p)
    better = None if konteks["ada_yang_tepat"] or form.errors else suggest(p.q)
    if better and not konteks["jumlah"]:
        # Nothing found: go on with the likeliest spelling (once), if that finds something.
        spelt = Pencarian(better, wilayah)
        if "asal" not in request.GET and (finds_anything(spelt) or finds_messages(spelt)):
            return redirect(request.path + _address(spelt, jenis, asal=p.q))
        better = None
    if better:
        konteks["saran"] = {"q": better, "url": _address(Pencarian(better))}
    return render(request, "pages/cari.html", konteks)


def _overview(p: Pencarian) -> dict[str, Any]:
    """Return the first hits of every kind; regions first when the query names one."""
    kelompok = [_hits(jenis, p, TOP, "1") for jenis in DAFTAR_JENIS]
    if p.places:
        kelompok.insert(0, kelompok.pop())
    for group in kelompok:
        group["lainnya"] = _address(p, group["jenis"]) if group["jumlah"] > TOP else ""
    return {
        "kelompok": [group for group in kelompok if group["jumlah"]],
        "jumlah": sum(group["jumlah"] for group in kelompok),
        "ada_yang_tepat": any(group["ada_yang_tepat"] for group in kelompok),
    }


def _hits(jenis: Jenis, p: Pencarian, per_page: int, number: str | None) -> dict[str, Any]:
    """Return one page of the hits of one kind."""
    found: Any = jenis.find(p)
    page = Paginator(found, per_page).get_page(number)
    rows = jenis.load(list(page), p.q) if page.paginator.count else []
    return {
        "jenis": jenis,
        "halaman": page,
        "hits": [jenis.show(row, p) for row in rows],
        "jumlah": page.paginator.count,
        "is_terpotong": page.paginator.count > CAP,
        "ada_yang_tepat": any(_is_exact(row) for row in rows) or bool(p.places),
    }


def _is_exact(row: Any) -> bool:
    """Tell whether a hit holds the very words (of regions, `places` knows)."""
    return getattr(row, "rank", 0) > NO_RANK or getattr(row, "mirip", 0) == 1


def _address(p: Pencarian, jenis: Jenis | None = None, **others: str) -> str:
    """Return the address of a search for one kind, or for all."""
    kode = p.wilayah.kode if p.wilayah else ""
    parameters = {"q": p.q, "jenis": jenis.slug if jenis else "", "wilayah": kode} | others
    return "?" + urlencode({key: value for key, value in parameters.items() if value})


def _chosen(request: HttpRequest) -> Jenis | None:
    return next((j for j in DAFTAR_JENIS if j.slug == request.GET.get("jenis")), None)


def _tabs(request: HttpRequest, p: Pencarian) -> list[dict[str, Any]]:
    chosen = _chosen(request)
    return [
        {
            "nama": jenis.nama if jenis else "Semua",
            "url": _address(p, jenis),
            "is_aktif": jenis is chosen,
        }
        for jenis in [None, *DAFTAR_JENIS]
    ]


def _chips(request: HttpRequest, p: Pencarian) -> list[dict[str, str]]:
    if p.wilayah is None:
        return []
    url = _address(Pencarian(p.q), _chosen(request))
    return [{"label": p.wilayah.sebutan, "url": url}]
