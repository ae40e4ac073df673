"""By which way, on which day, and whether the correction followed: per region, from the rows.

What is counted are villages in which a KIM relayed the message, and each village lies in one
part of a region, so that the details of a region are the sum of those of its parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from diseminasi.models import Kanal, Ralat
from diseminasi.reach import Pokok, region_values
from kimportal.rekap.shares import percent

CHANNELS = """
SELECT left(wilayah_id, %(panjang)s), kanal, count(*), count(DISTINCT wilayah_id)
FROM diseminasi_laporanpenyebaran
WHERE info_id = ANY(%(info)s) AND penyebar = 'kim' AND wilayah_id LIKE %(di)s
    AND dibatalkan_at IS NULL
GROUP BY 1, 2
"""
DAYS = """
SELECT left(kode, %(panjang)s), pertama::text, count(*) FROM (
    SELECT wilayah_id AS kode, min(tanggal) AS pertama FROM diseminasi_laporanpenyebaran
    WHERE info_id = ANY(%(info)s) AND penyebar = 'kim' AND wilayah_id LIKE %(di)s
        AND dibatalkan_at IS NULL
    GROUP BY 1
) AS desa GROUP BY 1, 2
"""
# A village heard the original if anything was relayed in it before the correction existed.
CORRECTIONS = """
SELECT left(desa.kode, %(panjang)s), ralat.nomor::text, count(*),
    count(*) FILTER (WHERE desa.terakhir >= ralat.nomor)
FROM (
    SELECT l.wilayah_id AS kode, min(coalesce(r.nomor, 0)) AS awal,
        max(coalesce(r.nomor, 0)) AS terakhir
    FROM diseminasi_laporanpenyebaran l LEFT JOIN diseminasi_ralat r ON r.id = l.ralat_id
    WHERE l.info_id = ANY(%(info)s) AND l.wilayah_id LIKE %(di)s AND l.dibatalkan_at IS NULL
    GROUP BY 1
) AS desa JOIN diseminasi_ralat ralat ON ralat.info_id = ANY(%(info)s) AND desa.awal < ralat.nomor
GROUP BY 1, 2
"""


@dataclass
class Rincian:
    """Details of one region: reports and villages by channel, new villages by day, villages of
    the original and of the correction by its number."""

    kanal: Counter[str] = field(default_factory=Counter)
    kanal_desa: Counter[str] = field(default_factory=Counter)
    hari: Counter[str] = field(default_factory=Counter)
    asli: Counter[str] = field(default_factory=Counter)
    ralat: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, dict[str, int]]:
        return {name: dict(counts) for name, counts in vars(self).items() if counts}

    @classmethod
    def added_up(cls, parts: Iterable[dict[str, dict[str, int]]]) -> Rincian:
        """Add details up, as they were kept."""
        total = cls()
        for part in parts:
            for name, counts in part.items():
                getattr(total, name).update(counts)
        return total

    def channels(self) -> list[tuple[str, int, int]]:
        """Return (channel, reports, villages); a village may stand in several."""
        keys = sorted(self.kanal, key=lambda key: (-self.kanal_desa[key], key))
        return [(str(Kanal(key).label), self.kanal[key], self.kanal_desa[key]) for key in keys]

    def days(self) -> list[tuple[date, int, int]]:
        """Return (day, villages reached for the first time, all until then)."""
        rows, total = [], 0
        for day in sorted(self.hari):
            total += self.hari[day]
            rows.append((date.fromisoformat(day), self.hari[day], total))
        return rows

    def corrections(self, rows: Iterable[Ralat]) -> list[CapaianRalat]:
        """Measure each correction against what was relayed before it."""
        return [CapaianRalat(r, self.asli[str(r.nomor)], self.ralat[str(r.nomor)]) for r in rows]


@dataclass(frozen=True)
class CapaianRalat:
    """Of the villages that heard the message before its correction, those that heard that too."""

    ralat: Ralat
    asli: int
    ralat_sampai: int

    @property
    def persen(self) -> str:
        return percent(self.ralat_sampai, self.asli)


def details_by_part(pokok: Pokok, kode: str, *, panjang: int) -> dict[str, Rincian]:
    """Count the details of each part of a region anew, in three queries (a programme: two)."""
    values = region_values(pokok, kode, panjang)
    found: dict[str, Rincian] = {}
    for part, channel, reports, villages in _rows(CHANNELS, values):
        rincian = found.setdefault(part, Rincian())
        rincian.kanal[channel], rincian.kanal_desa[channel] = reports, villages
    for part, day, villages in _rows(DAYS, values):
        found.setdefault(part, Rincian()).hari[day] = villages
    # A programme's messages each have corrections of their own, under the same numbers.
    if pokok.kunci["info"]:
        for part, number, before, after in _rows(CORRECTIONS, values):
            rincian = found.setdefault(part, Rincian())
            rincian.asli[number], rincian.ralat[number] = before, after
    return found


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
