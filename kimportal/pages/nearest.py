"""Which KIM are nearest to a village that has none."""

from __future__ import annotations

from math import cos, radians

from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Coalesce

from kimportal.template_tags import angka
from komunitas.models import Kim
from wilayah.models import Wilayah

KM_PER_DEGREE = 111.2
# About 200 km: nearly always enough, and it spares sorting the whole country.
REACH = 1.8
LAT = Coalesce("lat", "wilayah__lat")
LON = Coalesce("lon", "wilayah__lon")


def nearest_kim(wilayah: Wilayah, limit: int = 3) -> list[Kim]:
    """Return the public KIM nearest to the region's point, each with `jarak` in km.

    One query, and a second one where the whole neighbourhood is empty.
    """
    lat, lon = wilayah.lat, wilayah.lon
    if lat is None or lon is None:
        return []
    ordered = _by_distance(wilayah, lat, lon)
    around = ordered.filter(
        y__range=(lat - REACH, lat + REACH), x__range=(lon - REACH, lon + REACH)
    )
    found = list(around[:limit]) or list(ordered[:limit])
    for kim in found:
        kim.jarak = _kilometres(kim.kuadrat**0.5 * KM_PER_DEGREE)
    return found


def _by_distance(wilayah: Wilayah, lat: float, lon: float) -> QuerySet[Kim]:
    """Order the KIM by their distance on a flat map, exact enough so near the equator."""
    narrowing = Value(cos(radians(lat)) ** 2, FloatField())
    kuadrat = (F("y") - lat) * (F("y") - lat) + (F("x") - lon) * (F("x") - lon) * narrowing
    return (
        Kim.objects.published()
        .exclude(wilayah=wilayah)
        .select_related("wilayah")
        .annotate(y=LAT, x=LON)
        .annotate(kuadrat=kuadrat)
        .order_by("kuadrat", "pk")
        .defer("cari", "nama_cari", "visi", "potensi", "prestasi")
    )


def _kilometres(distance: float) -> str:
    """Write a distance as exactly as it is worth: 0,4 · 8 · 1.200."""
    return f"{max(distance, 0.1):.1f}".replace(".", ",") if distance < 3 else angka(distance)
