"""Counting villages one by one, for the page of their kecamatan; above, counts are kept ready."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Count, Q

from kegiatan.models import Naskah
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.rekap.models import RekapWilayah
from komunitas.models import Kim
from wilayah.models import Wilayah
from wilayah.querysets import PANJANG_KODE, inside_any


def _per_village(rows: Any, *counts: Count) -> Any:
    named = {f"jumlah_{number}": count for number, count in enumerate(counts)}
    inside = rows.filter(inside_any(Parameter("kecamatan", CharField()), PANJANG_KODE[3]))
    return inside.values_list("wilayah_id").annotate(**named).order_by()


OWN = Count("pk", filter=Q(jenis="desa", wilayah__berakhir_pada=None))
KIM = CompiledQuery(lambda: _per_village(Kim.objects.published(), Count("pk"), OWN))
KABAR = CompiledQuery(lambda: _per_village(Naskah.objects.published(), Count("pk")))


def count_villages(kecamatan: str) -> dict[str, RekapWilayah]:
    """Count KIM and posts of each village that has any, in two queries."""
    counts: dict[str, RekapWilayah] = {}
    for kode, kim, desa in KIM(kecamatan=kecamatan):
        counts[kode] = RekapWilayah(kode=kode, kim=kim, desa_ber_kim=min(desa, 1))
    for kode, kabar in KABAR(kecamatan=kecamatan):
        counts.setdefault(kode, RekapWilayah(kode=kode)).kabar = kabar
    return counts


def total(villages: Iterable[Wilayah], counts: dict[str, RekapWilayah]) -> RekapWilayah:
    """Add up the counts of the villages of a kecamatan."""
    return RekapWilayah(
        kim=sum(row.kim for row in counts.values()),
        kabar=sum(row.kabar for row in counts.values()),
        desa=sum(village.berakhir_pada is None for village in villages),
        desa_ber_kim=sum(row.desa_ber_kim for row in counts.values()),
    )
