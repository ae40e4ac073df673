"""Reading reach for pages: what is kept ready, down to the kecamatan; villages are counted live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from diseminasi.models import CapaianWilayah, InfoPemerintah
from diseminasi.reach import KECAMATAN, Capaian, Pokok, reach_by_part
from diseminasi.reach_details import Rincian, details_by_part
from diseminasi.reach_refreshing import as_reach

# Programmes named on the page of a region.
PROGRAM = 30


@dataclass(frozen=True)
class Ringkasan:
    """The parts of one region, its own details, and when the figures were counted."""

    bagian: list[Capaian]
    rincian: Rincian
    pada: datetime | None


def read_reach(pokok: Pokok, kode: str = "") -> Ringkasan:
    """Return the reach in a region ("" = all of it)."""
    if len(kode) >= KECAMATAN:
        rows = reach_by_part(pokok, kode)
        details = details_by_part(pokok, kode, panjang=len(kode))
        return Ringkasan(rows, details.get(kode, Rincian()), None)
    kept = CapaianWilayah.objects.filter(**pokok.kunci)
    own = kept.filter(kode=kode).first()
    if own is None:
        return Ringkasan([], Rincian(), None)
    parts = kept.filter(induk=kode, desa__gt=0).defer("rincian").order_by("kode")
    rows = [as_reach(row) for row in parts]
    return Ringkasan(rows, Rincian.added_up([own.rincian]), own.counted_at)


def reach_of_many(infos: Iterable[int], kode: str) -> dict[int, Capaian]:
    """Return the reach of several messages in one region down to the kecamatan."""
    rows = CapaianWilayah.objects.filter(info__in=list(infos), kode=kode).defer("rincian")
    return {row.info_id: as_reach(row) for row in rows if row.info_id}


def reach_of_programs(kode: str) -> list[tuple[str, str, Capaian]]:
    """Return (key, name, reach) of the programmes with messages for a region, widest first."""
    rows = list(
        CapaianWilayah.objects.filter(info=None, kode=kode, desa__gt=0)
        .defer("rincian")
        .order_by("-disebarkan", "program")[:PROGRAM]
    )
    names = dict(
        InfoPemerintah.objects.public()
        .filter(kunci_program__in=[row.program for row in rows])
        .order_by("released_at", "id")
        .values_list("kunci_program", "program")
    )
    return [
        (row.program, names[row.program], as_reach(row)) for row in rows if row.program in names
    ]
