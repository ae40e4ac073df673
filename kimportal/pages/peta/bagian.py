"""The parts of a region with their numbers: what table, drawing and script show alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from kimportal.pages.peta.keadaan import Keadaan
from kimportal.pages.peta.lapis import TERLALU_SEDIKIT
from kimportal.pages.scale import Skala, quantile_scale
from kimportal.rekap.models import RekapTitik, RekapWilayah
from wilayah import boundaries
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import inside
from wilayah.svg import national_map, region_map

# Points drawn without script; more of them would be a blot.
MAX_DOTS = 150


@dataclass(frozen=True)
class Bagian:
    """One row: a region, its value in words, its base, its class and where it leads."""

    wilayah: Wilayah
    nilai: int | None
    teks: str
    sebutan: str
    dasar: str
    kelas: int | str
    url: str

    @property
    def is_drawn(self) -> bool:
        """Whether choosing it opens it on the map; smaller regions have pages only."""
        return self.wilayah.tingkat <= Tingkat.KABKOTA


def read_parts(keadaan: Keadaan) -> dict[str, Any]:
    """Return everything the page says about the region and its parts."""
    anak = list(Wilayah.objects.current().filter(induk=keadaan.induk))
    rekap = RekapWilayah.objects.in_bulk([keadaan.kode, *(w.kode for w in anak)])
    lapis = keadaan.lapis
    values = {w.kode: lapis.nilai(rekap[w.kode]) if w.kode in rekap else 0 for w in anak}
    skala = quantile_scale(values, tulis=lapis.tulis, tanpa=TERLALU_SEDIKIT)
    rows = [_row(keadaan, w, values[w.kode], rekap.get(w.kode), skala) for w in anak]
    here = rekap.get(keadaan.kode)
    return {
        "daftar": _sorted(rows, keadaan.urut),
        "skala": skala,
        "nilai": lapis.sebut(lapis.nilai(here)) if here else lapis.sebut(0),
        "dasar": lapis.dasar(here) if here else "",
        "dihitung_pada": here.dihitung_pada if here else None,
        "sebutan_anak": Tingkat(keadaan.tingkat).label.lower(),
        "catatan_batas": boundaries.note(),
        "gambar": _drawing(keadaan, rows),
        "data": _for_script(keadaan, rows),
    }


def _row(
    keadaan: Keadaan, w: Wilayah, nilai: int | None, rekap: RekapWilayah | None, skala: Skala
) -> Bagian:
    lapis = keadaan.lapis
    is_drawn = w.tingkat <= Tingkat.KABKOTA
    return Bagian(
        wilayah=w,
        nilai=nilai,
        teks=lapis.tulis(nilai),
        sebutan=lapis.sebut(nilai),
        dasar=lapis.dasar(rekap) if rekap else "",
        kelas=skala.kelas[w.kode],
        url=keadaan.url(wilayah=w.kode) if is_drawn else w.get_absolute_url(),
    )


def _sorted(rows: list[Bagian], urut: str) -> list[Bagian]:
    """Sort by name or value; where there is no value, the region comes last either way."""
    by_name = sorted(rows, key=lambda row: row.wilayah.nama.casefold())
    if urut.endswith("nama"):
        return by_name[::-1] if urut.startswith("-") else by_name
    sign = -1 if urut.startswith("-") else 1
    known = [row for row in by_name if row.nilai is not None]
    unknown = [row for row in by_name if row.nilai is None]
    return sorted(known, key=lambda row: sign * (row.nilai or 0)) + unknown


def _for_script(keadaan: Keadaan, rows: list[Bagian]) -> dict[str, Any]:
    """What the script needs to draw: codes with class and label, and where the lines are."""
    kode = keadaan.kode
    return {
        "kode": kode,
        "titik": keadaan.lapis.titik,
        "satuan": keadaan.lapis.satuan_titik,
        "batas": boundaries.outline_url(kode[:2]) if kode else "",
        "anak": {row.wilayah.kode: [row.kelas, row.sebutan] for row in rows if row.is_drawn},
    }


def _drawing(keadaan: Keadaan, rows: list[Bagian]) -> str:
    """The same map as a drawing: without script, and on paper."""
    classes = {row.wilayah.kode: f"skala-{row.kelas}" for row in rows}
    labels = {row.wilayah.kode: f"{row.wilayah.nama}: {row.sebutan}" for row in rows}
    address = partial(_address, keadaan)
    if keadaan.induk is None:
        return national_map(classes, labels, address=address)
    kode = keadaan.kode
    if keadaan.induk.tingkat > Tingkat.PROVINSI:
        return region_map(kode, _dots(keadaan), address=address)
    return region_map(kode, classes=classes, labels=labels, address=address)


def _address(keadaan: Keadaan, kode: str) -> str:
    return keadaan.url(wilayah=kode)


def _dots(keadaan: Keadaan) -> list[tuple[float, float]]:
    marks = RekapTitik.objects.filter(inside(keadaan.kode), lapis__contains=[keadaan.lapis.titik])
    found = list(marks.values_list("lat", "lon")[: MAX_DOTS + 1])
    return found if len(found) <= MAX_DOTS else []
