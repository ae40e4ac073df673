"""The figures of a region counted on the spot: small regions, and periods of single days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kimportal.desk import figures
from kimportal.desk.figures import Berdiri, Kabar, Keadaan
from kimportal.desk.figures_decisions import LamaKeputusan, decision_times
from kimportal.desk.figures_periods import Periode
from komunitas.models import Bidang


@dataclass(frozen=True)
class Tolok:
    """What a region is compared by: how its KIM stand, and how long its dinas decides."""

    keadaan: Keadaan
    lama: dict[str, LamaKeputusan]


@dataclass(kw_only=True)
class Angka:
    """What is counted of a region and its parts, at one moment (`dihitung`)."""

    dihitung: datetime
    keadaan: Keadaan
    per_bagian: dict[str, Keadaan]
    bidang: list[tuple[str, int]]
    berdiri: Berdiri
    kabar: Kabar
    lama: dict[str, LamaKeputusan]


def count_live(kode: str, periode: Periode, daftar_bidang: Sequence[Bidang]) -> Angka:
    """Count a region ("" is Indonesia) with its parts, in nine queries."""
    parts = figures.stand(figures.part_length(kode), kode, periode)
    return Angka(
        dihitung=timezone.now(),
        keadaan=figures.total(parts.values()),
        per_bagian=parts,
        bidang=figures.kim_by_bidang(kode, daftar_bidang),
        berdiri=figures.kim_by_founding(kode),
        kabar=figures.posts(kode, periode, daftar_bidang),
        lama=decision_times(kode, periode),
    )


def compare_live(kode: str, periode: Periode) -> Tolok:
    """Count what the regions inside are compared with, in three queries."""
    parts = figures.stand(figures.part_length(kode), kode, periode)
    return Tolok(figures.total(parts.values()), decision_times(kode, periode))
