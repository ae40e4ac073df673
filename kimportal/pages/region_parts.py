"""What tells whether the page of a region is still as it was drawn, and its parts.

Cards of KIM and posts are no part of them: those change from day to day.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db.models import CharField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import kept_parts
from kimportal.pages.counts import count_villages, total
from kimportal.pages.scale import quantile_scale
from kimportal.rekap.models import RekapWilayah
from kimportal.rekap.reading import counts_of
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import ancestor_codes
from wilayah.svg import region_map

PARTS = {
    "kepala": "pages/_wilayah_meta.html",
    "judul": "pages/_wilayah_judul.html",
    "fakta": "pages/_wilayah_facts.html",
}
WIDER = PARTS | {"anak": "pages/_wilayah_anak.html"}
COUNTED = CompiledQuery(
    lambda: RekapWilayah.objects.filter(kode=Parameter("kode", CharField())).values_list(
        "kim", "dihitung_pada"
    )
)


class Counts(NamedTuple):
    """How many public KIM a region holds; `version` is equal where all its counts are."""

    kim: int
    version: Any


def line_of(kode: str) -> list[Wilayah]:
    """Return the regions from the provinsi down to this one, none where there is no such region.

    They are looked up once in a quarter of an hour: the list of regions changes once a year.
    """
    remembered, name = caches["fragments"], f"wilayah:{kode}"
    line = remembered.get(name)
    if line is None:
        rows = Wilayah.objects.select_related("penerus")
        line = list(rows.filter(kode__in=[*ancestor_codes(kode), kode]).order_by("kode"))
        if not line or line[-1].kode != kode:
            return []
        remembered.set(name, line)
    return line


def is_retired(wilayah: Wilayah) -> bool:
    return wilayah.berakhir_pada is not None and wilayah.berakhir_pada <= timezone.localdate()


def counts_now(wilayah: Wilayah) -> Counts:
    """Count what a region holds: villages of a kecamatan one by one, above by ready counts."""
    if wilayah.tingkat == Tingkat.KECAMATAN:
        villages = count_villages(wilayah.kode)
        numbers = {kode: (h.kim, h.desa_ber_kim, h.kabar) for kode, h in villages.items()}
        return Counts(sum(h.kim for h in villages.values()), numbers)
    rows = [] if wilayah.is_desa else COUNTED(kode=wilayah.kode)
    return Counts(rows[0][0] if rows else 0, rows)


def region_parts(
    request: HttpRequest, line: list[Wilayah], counts: Counts
) -> dict[str, SafeString]:
    """Return the parts of the page of the last region of the line, drawn where not at hand."""
    wilayah = line[-1]
    version = (wilayah.kode, wilayah.nama_lengkap, is_retired(wilayah), counts.version)
    templates = PARTS if wilayah.is_desa else WIDER
    return kept_parts(request, templates, version, partial(_context, line))


def _context(line: list[Wilayah]) -> dict[str, Any]:
    wilayah = line[-1]
    return (_village(wilayah) if wilayah.is_desa else _wider(wilayah)) | {
        "wilayah": wilayah,
        "induk": line[-2] if len(line) > 1 else None,
        "is_retired": is_retired(wilayah),
    }


def _village(wilayah: Wilayah) -> dict[str, Any]:
    return {
        "jumlah": RekapWilayah(kode=wilayah.kode),
        "peta": region_map(wilayah.kode, _points(wilayah)),
    }


def _wider(wilayah: Wilayah) -> dict[str, Any]:
    """What a provinsi, kabupaten/kota or kecamatan shows: its parts, with counts."""
    jumlah, anak = _counted(wilayah)
    skala = quantile_scale({w.kode: h.kim for w, h in anak})
    labels = {w.kode: f"{w.nama}: {h.kim} KIM" for w, h in anak}
    has_drawn_parts = wilayah.tingkat == Tingkat.PROVINSI
    return {
        "anak": anak,
        "sebutan_anak": Tingkat(wilayah.tingkat + 1).label,
        "jumlah": jumlah,
        "peta": region_map(
            wilayah.kode,
            [] if wilayah.tingkat < Tingkat.KECAMATAN else _points(wilayah),
            classes=skala.css if has_drawn_parts else None,
            labels=labels if has_drawn_parts else None,
        ),
        "legenda": skala.legenda if has_drawn_parts else [],
    }


def _counted(wilayah: Wilayah) -> tuple[RekapWilayah, list[tuple[Wilayah, RekapWilayah]]]:
    """Return the counts of a region and of its parts, among them retired ones that hold some."""
    parts = list(Wilayah.objects.children_of(wilayah.kode))
    if wilayah.tingkat == Tingkat.KECAMATAN:
        counts = count_villages(wilayah.kode)
        jumlah = total(parts, counts)
    else:
        counts = counts_of([wilayah.kode, *(w.kode for w in parts)])
        jumlah = counts[wilayah.kode]
    shown = ((w, counts.get(w.kode) or RekapWilayah(kode=w.kode)) for w in parts)
    return jumlah, [(w, h) for w, h in shown if w.berakhir_pada is None or h.kim or h.kabar]


def _points(wilayah: Wilayah) -> list[tuple[float, float]]:
    if wilayah.lat is None or wilayah.lon is None:
        return []
    return [(wilayah.lat, wilayah.lon)]
