"""Load a list of regions: all of it or nothing, and only what changed."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from wilayah.import_file import KODE, ListError, read_cells, read_header, read_rows
from wilayah.import_merge import Changes, Track, count_missing, merge, stage, unstage
from wilayah.import_tree import Known, RegionList, absent_columns, complete
from wilayah.models import MuatanWilayah, Wilayah

# Raise it when the importer makes other rows of the same list, so that lists are loaded again.
VERSION = 1
MASS_RETIREMENT = 0.2
SUCCESSOR_COLUMNS = ["lama", "baru"]


@dataclass(frozen=True)
class Outcome:
    """What a load found and did; `jumlah` counts the regions of each class."""

    is_known_list: bool = False
    jumlah: Counter[str] = field(default_factory=Counter)
    borrowed_points: int = 0
    changes: Changes = field(default_factory=Changes)


def untracked(items: Iterable[Any], /, *, desc: str, unit: str) -> Iterable[Any]:
    return items


def load_regions(
    path: Path,
    *,
    successors: Path | None = None,
    force: bool = False,
    dry_run: bool = False,
    allow_mass_retirement: bool = False,
    track: Track = untracked,
) -> Outcome:
    """Bring the regions in line with the list at `path`; raise ListError and change nothing.

    Regions that the list leaves out are retired as of today. The file `successors` may name
    who follows them. A list that was the last one loaded is not read again unless `force`.
    """
    digest = _digest(path, successors)
    if not force and is_loaded(digest):
        return Outcome(is_known_list=True)
    regions = _read(path, track)
    names = _read_successors(successors, regions) if successors else {}
    with transaction.atomic(), connection.cursor() as cursor:
        stage(cursor, regions.rows.values())
        if not allow_mass_retirement:
            _refuse_mass_retirement(path, *count_missing(cursor))
        changes = merge(cursor, names, today=timezone.localdate(), track=track)
        unstage(cursor)
        if dry_run:
            transaction.set_rollback(True)
        elif not is_loaded(digest):
            MuatanWilayah.objects.create(digest=digest, berkas=path.name, jumlah=len(regions.rows))
    jumlah = Counter(row.jenis for row in regions.rows.values())
    return Outcome(jumlah=jumlah, borrowed_points=regions.borrowed_points, changes=changes)


def is_loaded(digest: str) -> bool:
    """Tell whether the list with this digest was loaded last and its regions are still there."""
    last = MuatanWilayah.objects.first()
    return (
        last is not None
        and last.digest == digest
        and last.jumlah == Wilayah.objects.current().count()
    )


def _digest(path: Path, successors: Path | None) -> str:
    digest = hashlib.sha256(str(VERSION).encode())
    for source in filter(None, [path, successors]):
        try:
            content = source.read_bytes()
        except OSError as error:
            reason = f"berkas tidak dapat dibaca ({error.strerror})."
            raise ListError(source, None, reason) from error
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _read(path: Path, track: Track) -> RegionList:
    absent = absent_columns(read_header(path))
    rows = track(read_rows(path), desc="Membaca daftar", unit=" baris")
    return complete(path, rows, absent, _known(absent))


def _known(absent: list[str]) -> Known:
    if not absent:
        return {}
    return {row["kode"]: row for row in Wilayah.objects.values("kode", *absent)}


def _read_successors(path: Path, regions: RegionList) -> dict[str, str]:
    """Return retired code -> code of its successor."""
    known = set(Wilayah.objects.values_list("kode", flat=True))
    successors: dict[str, str] = {}
    rows = read_cells(path)
    if next(rows, (1, []))[1] != SUCCESSOR_COLUMNS:
        raise ListError(path, 1, "baris pertama harus berisi: lama,baru.")
    for line, cells in rows:
        if reason := _why_no_successor(cells, successors, known, regions):
            raise ListError(path, line, reason)
        lama, baru = cells
        successors[lama] = baru
    return successors


def _why_no_successor(
    cells: list[str], successors: dict[str, str], known: set[str], regions: RegionList
) -> str:
    if len(cells) != 2 or not all(KODE.fullmatch(kode) for kode in cells):
        return "harus berisi dua kode, misalnya 73.71.01.1001,73.71.01.1006."
    lama, baru = cells
    if lama in successors:
        return f"penerus {lama} tertulis dua kali."
    if lama in regions.rows:
        return f"{lama} masih ada di daftar, jadi tidak dipensiunkan."
    if lama not in known:
        return f"{lama} tidak dikenal."
    if baru not in regions.rows:
        return f"penerus {baru} tidak ada di daftar."
    if len(lama) != len(baru):
        return f"{lama} dan {baru} tidak setingkat."
    return ""


def _refuse_mass_retirement(path: Path, missing: int, current: int) -> None:
    if missing > MASS_RETIREMENT * current:
        raise ListError(
            path,
            None,
            f"{missing} dari {current} wilayah tidak ada di daftar ini; mungkin berkasnya"
            " terpotong. Jika memang benar, ulangi dengan --izinkan-pensiun-massal.",
        )
