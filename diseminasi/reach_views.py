"""Jangkauan penyebaran in public: one page per message and region, and its villages as a file."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString

from diseminasi import reach
from diseminasi.models import InfoPemerintah
from kimportal.public import public_page
from wilayah.models import Wilayah
from wilayah.querysets import ancestor_codes, normalise_kode
from wilayah.svg import national_map, region_map

LEGENDA = [{"kelas": 0, "label": "Belum ada"}] + [
    {"kelas": step, "label": f"sampai {20 * step}%"} for step in range(1, 6)
]


def _asked(request: HttpRequest, pk: int) -> tuple[InfoPemerintah, Wilayah | None]:
    """Return the message and the region looked at (none: all of its sasaran)."""
    info = get_object_or_404(
        InfoPemerintah.objects.public().select_related("wilayah").defer("cari"), pk=pk
    )
    text = request.GET.get("wilayah", "").strip()
    if not text:
        return info, info.wilayah
    return info, get_object_or_404(Wilayah, pk=normalise_kode(text) or "")


@public_page
def reach_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show how far a message came, as table and drawing, and where it did not."""
    info, wilayah = _asked(request, pk)
    alamat = reverse("info:reach", args=[pk, info.slug])
    if slug != info.slug:
        return HttpResponsePermanentRedirect(alamat)
    kode = wilayah.kode if wilayah else ""
    hasil = reach.remembered_reach(info, kode)
    rows = hasil.bagian
    names = Wilayah.objects.in_bulk([row.kode for row in rows] + ancestor_codes(kode))
    above = [names[k] for k in ancestor_codes(kode) if k.startswith(info.wilayah_id or "")]
    konteks = {
        "info": info,
        "wilayah": wilayah,
        "jumlah": reach.together(rows, kode),
        "daftar": [(row, names[row.kode]) for row in rows if row.kode in names],
        "is_desa": len(kode) >= 8,
        "atas": above[-1] if above else None,
        "gambar": _drawing(kode, rows, names, alamat),
        "legenda": LEGENDA,
        "kanal": hasil.kanal,
        "hari": hasil.hari,
        "ralat": hasil.ralat,
        "alamat": alamat,
        "kanonik": f"{alamat}?wilayah={kode}" if kode != (info.wilayah_id or "") else alamat,
        "remah": [
            {"nama": "Info Pemerintah", "url": reverse("info:list")},
            {"nama": info.judul, "url": info.get_absolute_url()},
            {"nama": "Jangkauan"},
        ],
    }
    return render(request, "diseminasi/jangkauan.html", konteks)


def _drawing(kode: str, rows: list[Any], names: dict[str, Wilayah], alamat: str) -> SafeString:
    """Colour the parts of Indonesia or of a provinsi; smaller regions have no drawing."""
    if len(kode) > 2:
        return SafeString("")
    classes = {row.kode: f"skala-{row.kelas}" for row in rows}
    labels = {
        row.kode: f"{names[row.kode].sebutan}: {row.disebarkan} dari {row.desa} desa"
        for row in rows
        if row.kode in names
    }

    def address(part: str) -> str:
        return f"{alamat}?wilayah={part}"

    if not kode:
        return national_map(classes, labels, judul="Peta jangkauan", address=address)
    return region_map(kode, classes=classes | {kode: "map-land"}, labels=labels, address=address)


@public_page
def reach_file(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send the villages of a region, and how far the message came in each, as CSV."""
    info, wilayah = _asked(request, pk)
    if slug != info.slug:
        raise Http404
    kode = wilayah.kode if wilayah else "indonesia"
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="jangkauan-{info.pk}-{kode}.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerows(reach.village_rows(info, wilayah.kode if wilayah else ""))
    return answer
