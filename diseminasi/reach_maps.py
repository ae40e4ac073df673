"""The drawings of reach: provinsi and kabupaten/kota by share, villages as dots."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.safestring import SafeString

from diseminasi.reach import DESA, KABKOTA, KECAMATAN, Capaian, Pokok, reach_by_part
from wilayah.models import Wilayah
from wilayah.svg import national_map, region_map, village_map

LEGENDA = [{"kelas": 0, "label": "Belum ada"}] + [
    {"kelas": step, "label": f"sampai {20 * step}%"} for step in range(1, 6)
]
JUDUL = "Peta jangkauan"


def reach_map(
    pokok: Pokok,
    kode: str,
    rows: list[Capaian],
    names: Mapping[str, Wilayah],
    address: Callable[[str], str],
) -> SafeString:
    """Draw the parts of a region by how far the message came; a village itself is not drawn."""
    if len(kode) == DESA:
        return SafeString("")
    if len(kode) >= KABKOTA:
        return _villages(pokok, kode, rows, address)
    classes = {row.kode: f"skala-{row.kelas}" for row in rows}
    labels = {
        row.kode: f"{names[row.kode].sebutan}: {row.disebarkan} dari {row.desa} desa"
        for row in rows
        if row.kode in names
    }
    if not kode:
        return national_map(classes, labels, judul=JUDUL, address=address)
    return region_map(kode, classes=classes | {kode: "map-land"}, labels=labels, address=address)


def _villages(
    pokok: Pokok, kode: str, rows: list[Capaian], address: Callable[[str], str]
) -> SafeString:
    if len(kode) < KECAMATAN:
        rows = reach_by_part(pokok, kode, panjang=DESA)
    places = Wilayah.objects.filter(kode__startswith=kode, tingkat=4, lat__isnull=False)
    villages = {place.kode: place for place in places.only("kode", "nama", "lat", "lon")}
    dots = []
    for row in rows:
        place = villages.get(row.kode)
        if place and place.lat is not None and place.lon is not None:
            css, words = _state(row)
            label = f"{place.nama}: {words}"
            dots.append(((place.lat, place.lon), css, label, address(row.kode[:KECAMATAN])))
    # Villages lie close together: those that were reached are drawn on top.
    dots.sort(key=lambda dot: dot[1])
    return village_map(kode, dots, judul=JUDUL)


def _state(row: Capaian) -> tuple[str, str]:
    if row.disebarkan:
        return "desa-sampai", "disebarkan oleh KIM"
    if row.aparat:
        return "desa-oleh-aparat", "disebarkan oleh aparat"
    return "desa-belum", "belum"
