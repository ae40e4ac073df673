"""The KIM of the whole country: planned one by one, written in batches, remembered thinly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from random import Random
from typing import Any

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.cast import reviewer_of
from kimportal.desk.contoh.communities import (
    RencanaKim,
    give_address,
    plan_community,
    plan_decrees,
)
from kimportal.desk.contoh.national.copying import Tabel, line_maker, table_of
from kimportal.desk.contoh.places import Tempat
from kimportal.desk.contoh.villages import CAST_VILLAGE
from kimportal.desk.contoh.write_communities import (
    decree_rows,
    kim_row,
    member_rows,
    trail_rows,
)
from kimportal.images.models import Foto
from komunitas.models import Bidang, Keanggotaan, Kim, SuratKeputusan

BATCH = 2000
STATUS = {"verified": 984, "submitted": 7, "returned": 3, "rejected": 2, "suspended": 4}
WITHOUT_ID = (CatatanAudit, Keanggotaan, SuratKeputusan)


@dataclass(frozen=True, slots=True)
class Penulis:
    """What the posts need to know of a KIM."""

    pk: int
    tempat: Tempat
    nama: str
    ketua: str
    bidang: tuple[str, ...]


@dataclass(frozen=True)
class Bahan:
    """What all KIM share."""

    benih: str
    today: date
    photos: Mapping[str, Foto]
    accounts: Mapping[str, Pengguna]
    last_published: Mapping[int, datetime]


def write_kim(places: Sequence[tuple[Tempat, str]], bahan: Bahan, track: Any) -> list[Penulis]:
    """Write a KIM of the given jenis in every place; returned in their order."""
    writers: list[Penulis] = []
    slugs: set[str] = set()
    bidang = dict(Bidang.objects.values_list("slug", "pk"))
    starts = range(0, len(places), BATCH)
    for start in track(starts, desc="KIM", unit=f"×{BATCH}"):
        lines = _Lines()
        for position in range(start, min(start + BATCH, len(places))):
            plan = _plan(position, *places[position], bahan, slugs)
            writers.append(_add(lines, plan, position, bahan, bidang))
        lines.copy()
    return writers


def _plan(position: int, tempat: Tempat, jenis: str, bahan: Bahan, slugs: set[str]) -> RencanaKim:
    rng = Random(f"{bahan.benih}:kim:{position}")  # noqa: S311 - reproducible, not secret
    # Who writes is public; the cast's KIM is too.
    is_public = position in bahan.last_published or tempat.kode == CAST_VILLAGE
    status = "verified" if is_public else rng.choices([*STATUS], [*STATUS.values()])[0]
    plan = plan_community(tempat, rng, today=bahan.today, jenis=jenis, status=status)
    plan.sk = plan_decrees(rng, plan, bahan.today)
    if plan.was_verified:
        give_address(plan, slugs, serial={"desa": 1, "kecamatan": 2, "forum": 3}[jenis])
    return plan


class _Lines:
    """COPY lines of one batch, per table."""

    def __init__(self) -> None:
        through = Kim.bidang.through
        self.bidang = StringIO()
        self.tables: dict[Any, Tabel] = {Kim: table_of(Kim)}
        self.tables |= {model: table_of(model, leave_out=("id",)) for model in WITHOUT_ID}
        self.makers: dict[Any, Any] = {Kim: line_maker(Kim)}
        self.makers |= {model: line_maker(model, leave_out=("id",)) for model in WITHOUT_ID}
        self.buffers = {model: StringIO() for model in self.tables}
        self.through = Tabel(through._meta.db_table, ("kim_id", "bidang_id"))

    def add(self, row: Any) -> None:
        self.buffers[type(row)].write(self.makers[type(row)](row))

    def copy(self) -> None:
        for model, table in self.tables.items():
            table.copy(self.buffers[model])
        self.through.copy(self.bidang)


def _add(
    lines: _Lines, plan: RencanaKim, position: int, bahan: Bahan, bidang: Mapping[str, int]
) -> Penulis:
    row = kim_row(
        plan,
        position,
        bahan.last_published.get(position),
        photos=bahan.photos,
        today=bahan.today,
    )
    row.pk = position + 1
    row.bidang_ids = sorted(bidang[slug] for slug in plan.bidang)
    lines.add(row)
    for further in _further_rows(plan, row, bahan):
        lines.add(further)
    lines.bidang.writelines(f"{row.pk}\t{key}\n" for key in row.bidang_ids)
    return Penulis(
        pk=row.pk,
        tempat=plan.tempat,
        nama=plan.nama,
        ketua=plan.ketua,
        bidang=tuple(plan.bidang),
    )


def _further_rows(plan: RencanaKim, row: Kim, bahan: Bahan) -> Iterator[Any]:
    yield from decree_rows(plan, row)
    yield from member_rows(plan, row)
    yield from trail_rows(plan, row, reviewer_of(bahan.accounts, plan.tempat.kode))
