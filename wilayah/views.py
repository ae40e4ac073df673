"""Finding a region: suggestions while typing, a choice step by step, and "cari desa saya"."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kimportal.public import public_page
from wilayah.lookup import MAX_CHOICES, find_region
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import normalise_kode

# The list of regions changes once or twice a year.
SUGGESTIONS_CACHE = "public, max-age=3600, s-maxage=3600"
MAX_QUERY = 100


@public_page
def search(request: HttpRequest) -> JsonResponse:
    """Suggest regions for the words typed so far; `tingkat` keeps one level."""
    regions = Wilayah.objects.search(request.GET.get("q", "")[:MAX_QUERY])
    if tingkat := _tingkat(request):
        regions = regions.filter(tingkat=tingkat)
    hasil = [
        {
            "kode": wilayah.kode,
            "nama": wilayah.nama,
            "lengkap": wilayah.nama_lengkap,
            "keterangan": _note(wilayah),
            "url": wilayah.get_absolute_url(),
        }
        for wilayah in regions[:MAX_CHOICES]
    ]
    return JsonResponse({"hasil": hasil}, headers={"Cache-Control": SUGGESTIONS_CACHE})


@public_page
def go(request: HttpRequest) -> HttpResponse:
    """Lead from a name or a code to the region's page, or ask which one is meant."""
    text = request.GET.get("wilayah", "").strip()[:MAX_QUERY]
    found = find_region(text)
    if found.wilayah:
        return redirect(found.wilayah)
    context = {
        "teks": text,
        "pilihan": found.pilihan,
        "is_terpotong": found.is_terpotong,
        "remah": [_CRUMB, {"nama": "Cari wilayah"}],
    }
    return render(request, "wilayah/go.html", context)


@public_page
def pick(request: HttpRequest) -> HttpResponse:
    """Choose a region level by level and return to `kembali` with `wilayah=<kode>`."""
    kembali = _local_path(request.GET.get("kembali", ""))
    tingkat = _tingkat(request)
    induk = _region(request.GET.get("induk", ""))
    if induk and induk.is_desa:
        return redirect(_answer(kembali, induk))
    anak = list(Wilayah.objects.current().filter(induk=induk))
    context = {
        "induk": induk,
        "remah": _steps(induk, kembali, tingkat),
        "daftar": [
            (w, _answer(kembali, w) if w.is_desa else _step(w.kode, kembali, tingkat)) for w in anak
        ],
        "sebutan_anak": Tingkat(anak[0].tingkat).label.lower() if anak else "",
        "url_pilih": _answer(kembali, induk) if induk and tingkat in (None, induk.tingkat) else "",
        "kembali": kembali,
    }
    return render(request, "wilayah/pick.html", context)


_CRUMB = {"nama": "Wilayah", "url": "/wilayah/"}


def _tingkat(request: HttpRequest) -> int | None:
    value = request.GET.get("tingkat", "")
    return int(value) if value in ("1", "2", "3", "4") else None


def _note(wilayah: Wilayah) -> str:
    """Say what kind of region it is and where: "Kelurahan · Mariso, Kota Makassar"."""
    return " · ".join(part for part in (wilayah.get_jenis_display(), wilayah.nama_induk) if part)


def _region(text: str) -> Wilayah | None:
    kode = normalise_kode(text)
    return Wilayah.objects.filter(kode=kode).first() if kode else None


def _local_path(address: str) -> str:
    """Return `address` if it is a path of this site, else nothing."""
    is_path = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_path else ""


def _answer(kembali: str, wilayah: Wilayah) -> str:
    """Return the page that asked, with the region in its query; without one, the region's."""
    if not kembali:
        return wilayah.get_absolute_url()
    parts = urlsplit(kembali)
    # A page number belongs to the former choice.
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in ("wilayah", "halaman")
    ]
    query = urlencode([*kept, ("wilayah", wilayah.kode)])
    return parts._replace(query=query, fragment="").geturl()


def _step(induk: str, kembali: str, tingkat: int | None) -> str:
    query = {"induk": induk, "kembali": kembali, "tingkat": tingkat or ""}
    return f"{reverse('wilayah:pick')}?{urlencode({k: v for k, v in query.items() if v})}"


def _steps(induk: Wilayah | None, kembali: str, tingkat: int | None) -> list[dict[str, str]]:
    """Return the breadcrumb of the choice: every level chosen so far can be changed."""
    if induk is None:
        return [{"nama": "Pilih wilayah"}]
    above = Wilayah.objects.ancestors_of(induk.kode)
    return [
        {"nama": "Pilih wilayah", "url": _step("", kembali, tingkat)},
        *({"nama": w.nama, "url": _step(w.kode, kembali, tingkat)} for w in above),
        {"nama": induk.nama},
    ]
