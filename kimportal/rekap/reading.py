"""Reading the ready counts of regions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kimportal.rekap.models import RekapWilayah


def counts_of(codes: Iterable[str]) -> dict[str, RekapWilayah]:
    """Return the counts of regions ("" is Indonesia), in one query.

    What was never counted is 0 everywhere and has no `dihitung_pada`.
    """
    wanted = list(codes)
    found = RekapWilayah.objects.in_bulk(wanted)
    return {kode: found.get(kode) or RekapWilayah(kode=kode) for kode in wanted}


def counted_since(moment: datetime) -> bool:
    """Tell whether everything was counted at `moment` or later."""
    return RekapWilayah.objects.filter(kode="", dihitung_pada__gte=moment).exists()
