"""The site-wide search: KIM, Kabar KIM and regions under one address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from kimportal.listing import PAGE_PARAMETER, PER_PAGE
from kimportal.pages.hits import CAP, DAFTAR_JENIS, Jenis, Pencarian
from kimportal.pages.suggestions import suggest
from kimportal.public import public_page
from kimportal.search import clean_query, is_searchable
from komunitas.models import Bidang
from wilayah.forms import WilayahField

TOP = 5
# ts_rank gives this much to a row that does not match.
NO_RANK = 1e-9
CONTOH = ["pelatihan", "stunting", "UMKM", "posyandu", "Kota Makassar"]


class CariForm(forms.Form):
    """The region to which a search may be limited; any words are welcome, so `q` needs none."""

    wilayah = WilayahField(required=False, help_text="Kosongkan untuk seluruh Indonesia.")


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show the best hits of every kind, or all hits of the one kind that `jenis` names."""
    form = CariForm(request.GET)
    form.fields["wilayah"].widget.kembali = request.get_full_path()
    wilayah = form.cleaned_data.get("wilayah") if form.is_valid() else None
    pencarian = Pencarian(clean_query(request.GET.get("q", "")), wilayah)
    konteks: dict[str, Any] = {
        "form": form,
        "q": pencarian.q,
        "wilayah": pencarian.wilayah,
        "daftar_tab": _tabs(request, pencarian),
        "chips": _chips(request, pencarian),
        "remah": [{"nama": "Cari"}],
    }
    if not is_searchable(pencarian.q):
        konteks |= {"contoh": CONTOH, "daftar_bidang": Bidang.objects.all()}
        return render(request, "pages/cari.html", konteks)
    jenis = next((j for j in DAFTAR_JENIS if j.slug == request.GET.get("jenis")), None)
    if jenis:
        number = request.GET.get(PAGE_PARAMETER)
        konteks |= _hits(jenis, pencarian, PER_PAGE, number)
    else:
        konteks |= _overview(pencarian)
    if not konteks.pop("ada_yang_tepat") and not form.errors:
        konteks["saran"] = _suggestion(pencarian)
    return render(request, "pages/cari.html", konteks)


def _overview(p: Pencarian) -> dict[str, Any]:
    """Return the first hits of every kind; regions first when the query names one."""
    kelompok = [_hits(jenis, p, TOP, "1") for jenis in DAFTAR_JENIS]
    if p.places:
        kelompok.insert(0, kelompok.pop())
    for group in kelompok:
        group["lainnya"] = _address(p, group["jenis"].slug) if group["jumlah"] > TOP else ""
    return {
        "kelompok": [group for group in kelompok if group["jumlah"]],
        "ada_yang_tepat": any(group["ada_yang_tepat"] for group in kelompok),
    }


def _hits(jenis: Jenis, p: Pencarian, per_page: int, number: str | None) -> dict[str, Any]:
    """Return one page of the hits of one kind."""
    page = Paginator(list(jenis.find(p)), per_page).get_page(number)
    rows = jenis.load(list(page), p) if page.paginator.count else []
    return {
        "jenis": jenis,
        "halaman": page,
        "hits": [jenis.show(row, p) for row in rows],
        "jumlah": page.paginator.count,
        "is_terpotong": page.paginator.count > CAP,
        "ada_yang_tepat": bool(p.places) or any(_is_exact(row) for row in rows),
    }


def _suggestion(p: Pencarian) -> dict[str, str] | None:
    better = suggest(p.q)
    return {"q": better, "url": "?" + urlencode({"q": better})} if better else None


def _is_exact(row: Any) -> bool:
    """Tell whether a hit holds the very words (of regions, `places` knows)."""
    return getattr(row, "rank", 0) > NO_RANK or getattr(row, "mirip", 0) == 1


def _address(p: Pencarian, jenis: str = "", *, wilayah: bool = True) -> str:
    """Return the address of this search for another kind, or without its region."""
    kode = p.wilayah.kode if p.wilayah and wilayah else ""
    parameters = {"q": p.q, "jenis": jenis, "wilayah": kode}
    return "?" + urlencode({key: value for key, value in parameters.items() if value})


def _tabs(request: HttpRequest, p: Pencarian) -> list[dict[str, Any]]:
    chosen = request.GET.get("jenis", "")
    tabs = [("", "Semua"), *((jenis.slug, jenis.nama) for jenis in DAFTAR_JENIS)]
    return [
        {"nama": nama, "url": _address(p, slug), "is_aktif": slug == chosen} for slug, nama in tabs
    ]


def _chips(request: HttpRequest, p: Pencarian) -> list[dict[str, str]]:
    if p.wilayah is None:
        return []
    url = _address(p, request.GET.get("jenis", ""), wilayah=False)
    return [{"label": p.wilayah.sebutan, "url": url}]
