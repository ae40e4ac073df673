"""How long the dinas takes to decide: from the audit trail, in working days.

A decision is measured against the last time the same thing was handed in before it. Days are
those of Jakarta; a thing decided on the day it came took 0 working days. What the portal
decides by itself does not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kimportal.desk.figures_periods import Periode
from kimportal.rekap.decisions import MASUK, OBJEK, PUTUS, TERLAMA, working_days

# Fewer decisions than this say nothing about an office.
KEPUTUSAN_TERKECIL = 5
QUERY = """
WITH kalender AS (SELECT * FROM unnest(%(hari)s::date[], %(nomor)s::int[]) AS k(hari, nomor)),
keputusan AS (
    SELECT d.object_type AS jenis, b.nomor - a.nomor AS lama
    FROM audit_catatanaudit d
    CROSS JOIN LATERAL (
        SELECT m.created_at FROM audit_catatanaudit m
        WHERE m.object_type = d.object_type AND m.object_id = d.object_id
          AND m.verb = ANY(%(masuk)s) AND m.created_at <= d.created_at
          AND m.created_at > d.created_at - %(terlama)s
        ORDER BY m.created_at DESC LIMIT 1
    ) m
    JOIN kalender a ON a.hari = (m.created_at AT TIME ZONE 'Asia/Jakarta')::date
    JOIN kalender b ON b.hari = (d.created_at AT TIME ZONE 'Asia/Jakarta')::date
    WHERE d.object_type = ANY(%(objek)s) AND d.verb = ANY(%(putus)s)
      AND d.actor_id IS NOT NULL AND d.wilayah_kode LIKE %(wilayah)s
      AND d.created_at >= %(mulai)s AND d.created_at < %(akhir)s
)
SELECT jenis, count(*),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY lama),
       percentile_disc(0.9) WITHIN GROUP (ORDER BY lama)
FROM keputusan GROUP BY jenis
"""


@dataclass(frozen=True)
class LamaKeputusan:
    """Median and 90th percentile in working days; kept back below the smallest sample."""

    jumlah: int = 0
    median: int | None = None
    p90: int | None = None

    @property
    def is_cukup(self) -> bool:
        return self.jumlah >= KEPUTUSAN_TERKECIL

    @property
    def median_teks(self) -> str:
        return _days(self.median) if self.is_cukup else "–"

    @property
    def p90_teks(self) -> str:
        return _days(self.p90) if self.is_cukup else "–"


def _days(number: int | None) -> str:
    return "hari yang sama" if number == 0 else f"{number} hari kerja"


def duration_of(counts: Mapping[str, int]) -> LamaKeputusan:
    """Return the times of decisions that are given as numbers by working days ("3": 12)."""
    days = sorted((int(day), number) for day, number in counts.items())
    total = sum(counts.values())
    return LamaKeputusan(total, _at(0.5 * total, days), _at(0.9 * total, days))


def _at(place: float, days: list[tuple[int, int]]) -> int | None:
    """Return the day that the decision at a place took, as percentile_disc does."""
    seen = 0
    for day, number in days:
        seen += number
        if seen >= place:
            return day
    return None


def decision_times(kode: str, periode: Periode) -> dict[str, LamaKeputusan]:
    """Return the times of a region ("" is Indonesia), for posts ("naskah") and KIM ("kim")."""
    days, numbers = working_days(periode.dari - TERLAMA, periode.sampai)
    values: dict[str, Any] = {
        "hari": days,
        "nomor": numbers,
        "objek": OBJEK,
        "masuk": MASUK,
        "putus": PUTUS,
        "terlama": TERLAMA,
        "wilayah": f"{kode}%",
        "mulai": periode.mulai,
        "akhir": periode.akhir,
    }
    found = dict.fromkeys(OBJEK, LamaKeputusan())
    with connection.cursor() as cursor:
        cursor.execute(QUERY, values)
        for jenis, *counted in cursor.fetchall():
            found[jenis] = LamaKeputusan(*counted)
    return found
