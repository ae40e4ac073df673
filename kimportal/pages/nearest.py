"""Which KIM are nearest to a village that has none."""

from __future__ import annotations

from math import cos, radians
from typing import Any

from django.db.models import F, FloatField, QuerySet, Value

from kimportal.rekap.grid import FINEST, cells_over
from kimportal.rekap.models import RekapTitik
from kimportal.template_tags import angka
from komunitas.models import Kim
from wilayah.models import Wilayah

KM_PER_DEGREE = 111.2
# How far to look, in degrees, until enough are found: from about 9 km to all of the country. The
# steps are small where KIM are few, so that no step finds far more than it needs.
REACHES = (0.08, 0.25, 0.75, 2.0, 5.0, 12.0, 60.0)
WILAYAH = ("wilayah__nama", "wilayah__nama_lengkap", "wilayah__tingkat")


def nearest_kim(wilayah: Wilayah, limit: int = 3) -> list[Kim]:
    """Return the public KIM nearest to the region's point, each with `jarak` in km.

    They are read from the marks of the map: one query where KIM are near, seven at most.
    """
    lat, lon = wilayah.lat, wilayah.lon
    if lat is None or lon is None:
        return []
    found: list[RekapTitik] = []
    for reach in REACHES:
        found = list(_around(wilayah, lat, lon, reach)[:limit])
        # Beyond the edge of the square there may be nearer ones than in its corners.
        if len(found) == limit and found[-1].kuadrat <= reach**2:
            break
    return [_with_distance(titik) for titik in found]


def _with_distance(titik: Any) -> Kim:
    kim = titik.kim
    kim.wilayah = titik.wilayah
    kim.jarak = _kilometres(titik.kuadrat**0.5 * KM_PER_DEGREE)
    return kim


def _around(wilayah: Wilayah, lat: float, lon: float, reach: float) -> QuerySet[RekapTitik]:
    """Order the marks of KIM by their distance on a flat map, exact enough so near the equator."""
    square = cells_over((lon - reach, lat - reach, lon + reach, lat + reach), FINEST)
    narrowing = Value(cos(radians(lat)) ** 2, FloatField())
    kuadrat = (F("lat") - lat) * (F("lat") - lat) + (F("lon") - lon) * (F("lon") - lon) * narrowing
    return (
        RekapTitik.objects.filter(
            kim__status="verified", baris__range=square.baris, lajur__range=square.lajur
        )
        .exclude(wilayah=wilayah)
        .select_related("kim", "wilayah")
        .only("kim__nama", "kim__slug", "kim__wilayah", *WILAYAH)
        .annotate(kuadrat=kuadrat)
        .order_by("kuadrat", "kim")
    )


def _kilometres(distance: float) -> str:
    """Write a distance as exactly as it is worth: 0,4 · 8 · 1.200."""
    return f"{max(distance, 0.1):.1f}".replace(".", ",") if distance < 3 else angka(distance)
