"""Marks of a view: single ones where they are few, sums per grid cell where they are many."""

from __future__ import annotations

from typing import Any

from kimportal.rekap.grid import (
    EAST,
    FINEST,
    NORTH,
    SOUTH,
    WEST,
    Kotak,
    cells_over,
    finest_within,
)
from kimportal.rekap.models import TANPA_KIM, RekapSel, RekapTitik

Bbox = tuple[float, float, float, float]
# More marks in view than this are sent as sums; so many cells are about a thumb apart on phones.
MAX_TITIK = 200
MAX_SEL = 120


def read_bbox(text: str) -> Bbox | None:
    """Parse west,south,east,north and cut it to Indonesia; None if it is none."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (west < east and south < north):
        return None
    cut = (max(west, WEST), max(south, SOUTH), min(east, EAST), min(north, NORTH))
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else (WEST, SOUTH, WEST, SOUTH)


def read_marks(bbox: Bbox, lapis: str) -> dict[str, Any]:
    """Return the marks within the box, or the sums of the cells that touch it.

    The cells are few and tell how many marks there are, so that marks are looked for only
    where they are few as well.
    """
    kelompok = _sums(finest_within(bbox, MAX_SEL), lapis)
    jumlah = sum(cell[2] for cell in kelompok)
    if jumlah > MAX_TITIK:
        return {"jumlah": jumlah, "kelompok": kelompok}
    found = [_as_json(mark) for mark in _single(bbox, lapis)]
    return {"jumlah": len(found), "titik": found}


def _single(bbox: Bbox, lapis: str) -> Any:
    west, south, east, north = bbox
    rows = _in_cells(RekapTitik.objects.filter(lapis__contains=[lapis]), cells_over(bbox, FINEST))
    if lapis != TANPA_KIM:
        # What was taken down since the last refresh is not shown.
        rows = rows.filter(kim__status="verified")
    return (
        rows.filter(lat__range=(south, north), lon__range=(west, east))
        .select_related("kim", "wilayah")
        .only(
            *("lat", "lon", "kim__nama", "kim__slug", "kim__last_activity_at"),
            *("wilayah__nama", "wilayah__nama_lengkap", "wilayah__tingkat"),
        )
        .order_by("baris", "lajur", "pk")
    )


def _in_cells(rows: Any, kotak: Kotak) -> Any:
    return rows.filter(baris__range=kotak.baris, lajur__range=kotak.lajur)


def _sums(kotak: Kotak, lapis: str) -> list[list[float]]:
    """Return [lat, lon, number] per cell; the box may show a little more than the view."""
    rows = _in_cells(RekapSel.objects.filter(lapis=lapis, tingkat=kotak.tingkat), kotak)
    return [
        [round(lat, 4), round(lon, 4), jumlah]
        for lat, lon, jumlah in rows.order_by("baris", "lajur").values_list("lat", "lon", "jumlah")
    ]


def _as_json(mark: RekapTitik) -> dict[str, Any]:
    place = {
        "tempat": mark.wilayah.nama_singkat,
        "lat": round(mark.lat, 5),
        "lon": round(mark.lon, 5),
    }
    if mark.kim is None:
        return {"nama": mark.wilayah.nama, "url": f"/wilayah/{mark.wilayah_id}/", **place}
    return {
        "nama": mark.kim.nama,
        "url": mark.kim.get_absolute_url(),
        "aktif": mark.kim.is_aktif,
        **place,
    }
