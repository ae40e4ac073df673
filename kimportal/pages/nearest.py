"""Which KIM are nearest to a village that has none."""

from __future__ import annotations

from math import cos, radians

from django.db.models import F, FloatField, Value
from django.db.models.functions import Coalesce

from komunitas.models import Kim
from wilayah.models import Wilayah

KM_PER_DEGREE = 111.2
# Beyond about 200 km a KIM is no neighbour any more.
REACH = 1.8
LAT = Coalesce("lat", "wilayah__lat")
LON = Coalesce("lon", "wilayah__lon")


def nearest_kim(wilayah: Wilayah, limit: int = 3) -> list[Kim]:
    """Return the public KIM nearest to the region's point, with `jarak` in km; one query.

    Straight lines on a flat map: at these distances, so near the equator, that is exact
    enough to say "8 km".
    """
    lat, lon = wilayah.lat, wilayah.lon
    if lat is None or lon is None:
        return []
    narrowing = cos(radians(lat))
    kuadrat = (F("y") - lat) * (F("y") - lat) + (
        (F("x") - lon) * (F("x") - lon) * Value(narrowing**2, FloatField())
    )
    found = list(
        Kim.objects.published()
        .exclude(wilayah=wilayah)
        .select_related("wilayah")
        .annotate(y=LAT, x=LON)
        .filter(y__range=(lat - REACH, lat + REACH), x__range=(lon - REACH, lon + REACH))
        .annotate(kuadrat=kuadrat)
        .order_by("kuadrat", "pk")
        .defer("cari")[:limit]
    )
    for kim in found:
        kim.jarak = _kilometres(kim.kuadrat**0.5 * KM_PER_DEGREE)
    return found


def _kilometres(distance: float) -> str:
    """Write a distance as exactly as it is worth: 0,4 · 8 · 120."""
    return f"{max(distance, 0.1):.1f}".replace(".", ",") if distance < 3 else f"{distance:.0f}"
