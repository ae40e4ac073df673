"""How far KIM reach, per region: out of the ready counts, or counted on the spot.

The night's files count on the spot, because all of them show one moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q
from django.db.models.functions import Left
from django.utils import timezone

from kegiatan.models import Naskah
from kimportal.rekap.reading import counts_of
from komunitas.models import Kim
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import PANJANG_KODE

Counts = dict[str, Counter[str]]
NAMES = ("desa", "desa_ber_kim", "kim", "kim_aktif", "kabar")


def count_regions(tingkat: int, codes: Collection[str] | None = None) -> Counts:
    """Count villages, KIM and posts per region of a level, in three queries.

    `codes` keeps some of them. Regions that hold nothing are missing; a Counter says 0.
    """
    found: Counts = {}
    for kode, number in _grouped(_villages(), "kode", tingkat, codes, desa=Count("pk")):
        found.setdefault(kode, Counter())["desa"] = number
    for kode, *numbers in _kim(tingkat, codes):
        names = ("kim", "kim_aktif", "desa_ber_kim")
        found.setdefault(kode, Counter()).update(dict(zip(names, numbers, strict=True)))
    posts = Naskah.objects.published()
    for kode, number in _grouped(posts, "wilayah_id", tingkat, codes, kabar=Count("pk")):
        found.setdefault(kode, Counter())["kabar"] = number
    return found


def ready_counts(codes: Collection[str]) -> dict[str, tuple[Counter[str], datetime | None]]:
    """Return the ready counts of regions above the villages, and of when they are."""
    return {
        kode: (Counter({name: getattr(row, name) for name in NAMES}), row.dihitung_pada)
        for kode, row in counts_of(codes).items()
    }


def count_villages() -> Counts:
    """Count the KIM of each village that has any, in one query."""
    names = ("kim", "kim_aktif", "desa_ber_kim")
    rows = _kim(Tingkat.DESA, None)
    return {kode: Counter(dict(zip(names, n, strict=True))) for kode, *n in rows}


def _villages() -> Any:
    return Wilayah.objects.current().filter(tingkat=Tingkat.DESA)


def _kim(tingkat: int, codes: Collection[str] | None) -> Any:
    since = timezone.now() - timedelta(days=settings.KIM_HARI_AKTIF)
    covered = Q(jenis="desa", wilayah__berakhir_pada=None)
    return _grouped(
        Kim.objects.published(),
        "wilayah_id",
        tingkat,
        codes,
        jumlah=Count("pk"),
        aktif=Count("pk", filter=Q(last_activity_at__gte=since)),
        ber_kim=Count("wilayah", filter=covered, distinct=True),
    )


def _grouped(
    rows: Any, field: str, tingkat: int, codes: Collection[str] | None, **counts: Count
) -> Any:
    """Group rows by the region of a level that they lie in."""
    whole = tingkat == Tingkat.DESA
    bagian = F(field) if whole else Left(field, PANJANG_KODE[tingkat])
    rows = rows.annotate(bagian=bagian)
    if codes is not None:
        rows = rows.filter(bagian__in=codes)
    return rows.values_list("bagian").annotate(**counts).order_by()
