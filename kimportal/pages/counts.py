"""Counting per region: villages, KIM, posts and cakupan KIM, grouped by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Left

from kegiatan.models import Naskah
from komunitas.models import Kim
from wilayah.models import Wilayah

DESA = ("desa", "kelurahan", "desa_adat")


@dataclass
class Hitungan:
    """What one region holds. `jenis` counts the current regions in it by class.

    `desa_ber_kim` counts villages with at least one KIM of their own: forums and kecamatan
    KIM stand in a village but do not cover it.
    """

    kim: int = 0
    kabar: int = 0
    desa_ber_kim: int = 0
    jenis: Counter[str] = field(default_factory=Counter)

    @property
    def desa(self) -> int:
        return sum(self.jenis[jenis] for jenis in DESA)

    @property
    def desa_tanpa_kim(self) -> int:
        return self.desa - self.desa_ber_kim

    @property
    def kabkota(self) -> int:
        return self.jenis["kabupaten"] + self.jenis["kota"]

    @property
    def kecamatan(self) -> int:
        return self.jenis["kecamatan"]

    @property
    def cakupan(self) -> str:
        """The share of villages that have a KIM, in words for people: "3,9%"."""
        if not self.desa:
            return "–"
        percent = 100 * self.desa_ber_kim / self.desa
        if 0 < percent < 0.1:
            return "< 0,1%"
        return f"{percent:.1f}%".replace(".", ",").replace(",0%", "%")

    def __add__(self, other: Hitungan) -> Hitungan:
        return Hitungan(
            kim=self.kim + other.kim,
            kabar=self.kabar + other.kabar,
            desa_ber_kim=self.desa_ber_kim + other.desa_ber_kim,
            jenis=self.jenis + other.jenis,
        )


def count_by_region(length: int, within: str = "") -> dict[str, Hitungan]:
    """Count what lies in each region whose code has `length` characters, in three queries.

    `within` keeps one region's inside. Regions that hold nothing are missing.
    """
    counts = count_kim(length, within)
    for kode, jumlah in _grouped(_inside(Naskah.objects.published(), within), length):
        counts.setdefault(kode, Hitungan()).kabar = jumlah
    regions = Wilayah.objects.current().in_wilayah(within)
    rows = regions.annotate(bagian=Left("kode", length)).values_list("bagian", "jenis")
    for kode, jenis, jumlah in rows.annotate(Count("pk")).order_by():
        if len(kode) == length:
            counts.setdefault(kode, Hitungan()).jenis[jenis] = jumlah
    return counts


def count_kim(length: int, within: str = "") -> dict[str, Hitungan]:
    """Count KIM and the villages they cover, per region, in one query."""
    covered = Q(jenis="desa", wilayah__berakhir_pada=None)
    rows = _grouped(
        _inside(Kim.objects.published(), within),
        length,
        desa=Count("wilayah", filter=covered, distinct=True),
    )
    return {kode: Hitungan(kim=kim, desa_ber_kim=desa) for kode, kim, desa in rows}


def total(counts: Iterable[Hitungan]) -> Hitungan:
    return sum(counts, Hitungan())


def _inside(rows: Any, kode: str) -> Any:
    return rows.in_wilayah(kode) if kode else rows


def _grouped(rows: Any, length: int, **further: Any) -> Any:
    """Group rows by the first `length` characters of their region's code."""
    grouped = rows.annotate(bagian=Left("wilayah_id", length)).values_list("bagian")
    return grouped.annotate(Count("pk"), **further).order_by()
