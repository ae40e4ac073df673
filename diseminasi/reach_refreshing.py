"""Keeping reach ready (`CapaianWilayah`), a few kecamatan at a time.

Triggers mark the kecamatan in which something was delivered or relayed. These are counted
anew by REACH, and what lies above them is added up; a village counts in one kecamatan only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from diseminasi.models import CapaianUsang, CapaianWilayah, InfoPemerintah
from diseminasi.reach import (
    KABKOTA,
    KECAMATAN,
    PROVINSI,
    Capaian,
    Pokok,
    reach_by_part,
    reach_of_info,
    reach_of_program,
    together,
)
from diseminasi.reach_details import Rincian, details_by_part

# One refresh at a time: a second one waits, and then finds nothing left or newer marks.
LOCK = 0x63617061
# Above as many marked kecamatan, whole provinces are counted instead: fewer, larger questions.
SATU_SATU = 40
COUNTS = ("desa", "ber_kim", "disampaikan", "disebarkan", "aparat")


@transaction.atomic
def refresh_reach() -> int:
    """Count what is marked anew; return how many messages that were. May run twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("DELETE FROM diseminasi_capaianusang RETURNING info_id, kode")
        marks = cursor.fetchall()
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    for info_id, kode in marks:
        wanted[info_id].add(kode)
    programs: defaultdict[str, set[str]] = defaultdict(set)
    for info in InfoPemerintah.objects.filter(pk__in=wanted, released_at__isnull=False):
        _refresh(reach_of_info(info), wanted[info.pk])
        if info.kunci_program:
            programs[info.kunci_program] |= wanted[info.pk]
    for program, codes in programs.items():
        _refresh(reach_of_program(program), codes)
    return len(wanted)


def refresh_soon() -> None:
    """Have what this transaction marks counted once it has committed."""
    from diseminasi.tasks import refresh_reach_task

    transaction.on_commit(refresh_reach_task.delay)


def mark_all() -> None:
    """Have every message in force counted anew, since villages and KIM change, too."""
    rows = InfoPemerintah.objects.in_force().values_list("pk", flat=True)
    CapaianUsang.objects.bulk_create(CapaianUsang(info_id=pk) for pk in rows)


def _refresh(pokok: Pokok, codes: set[str]) -> None:
    """Count these kecamatan ("" = all) anew, then what lies above them."""
    own = CapaianWilayah.objects.filter(**pokok.kunci, induk__contains=".")
    touched: set[str] = set()
    for kode in _questions(pokok, codes):
        rows = reach_by_part(pokok, kode, panjang=KECAMATAN)
        details = details_by_part(pokok, kode, panjang=KECAMATAN)
        gone = own.filter(kode__startswith=kode).exclude(kode__in=[row.kode for row in rows])
        touched |= set(gone.values_list("kode", flat=True)) | {row.kode for row in rows}
        gone.delete()
        _keep(pokok, [(row, details.get(row.kode, Rincian())) for row in rows])
    for length in (KABKOTA, PROVINSI, 0):
        _add_up(pokok, {kode[:length] for kode in touched})


def _questions(pokok: Pokok, codes: set[str]) -> list[str]:
    """Return the regions to ask for: marked kecamatan, or what they lie in if there are many."""
    if "" in codes:
        return [""]
    if len(codes) > SATU_SATU:
        return sorted({kode[:PROVINSI] for kode in codes})
    return sorted(codes)


def _add_up(pokok: Pokok, codes: set[str]) -> None:
    """Add up the parts of these regions, which are kept already."""
    parts: defaultdict[str, list[CapaianWilayah]] = defaultdict(list)
    for row in CapaianWilayah.objects.filter(**pokok.kunci, induk__in=codes):
        parts[row.induk or ""].append(row)
    _keep(
        pokok,
        [
            (
                together([as_reach(row) for row in parts[kode]], kode),
                Rincian.added_up(row.rincian for row in parts[kode]),
            )
            for kode in sorted(codes)
        ],
    )


def _keep(pokok: Pokok, rows: Iterable[tuple[Capaian, Rincian]]) -> None:
    """Write rows, or overwrite those of the same region."""
    owner: dict[str, Any] = {"info_id": pokok.kunci["info"], "program": pokok.kunci["program"]}
    CapaianWilayah.objects.bulk_create(
        [
            CapaianWilayah(
                **owner,
                kode=row.kode,
                induk=_above(row.kode),
                rincian=rincian.as_json(),
                **dict(zip(COUNTS, row.hitungan, strict=True)),
            )
            for row, rincian in rows
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["info", "program", "kode"],
        update_fields=[*COUNTS, "rincian", "counted_at"],
    )


def as_reach(row: CapaianWilayah) -> Capaian:
    """Return the figures of a kept row."""
    return Capaian(row.kode, *(getattr(row, name) for name in COUNTS))


def _above(kode: str) -> str | None:
    """Return the region in whose table a region stands; the nation stands in none."""
    if not kode:
        return None
    return kode.rpartition(".")[0]
