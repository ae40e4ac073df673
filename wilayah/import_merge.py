"""Bring the table of regions in line with a list, changing only what differs."""

# ruff: noqa: S608 -- only names of columns and tables are put into the SQL

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.backends.utils import CursorWrapper

from wilayah.import_tree import RegionRow
from wilayah.models import Wilayah

TABLE = Wilayah._meta.db_table
COLUMNS = list(RegionRow._fields)
VALUES = COLUMNS[1:]


class Track(Protocol):
    """Shows how far a loop has come, as tqdm does."""

    def __call__(self, items: Iterable[Any], /, *, desc: str, unit: str) -> Iterable[Any]: ...


@dataclass(frozen=True)
class Changes:
    """How many rows a load touched."""

    baru: int = 0
    berubah: int = 0
    kembali: int = 0
    pensiun: int = 0
    penerus: int = 0

    @property
    def total(self) -> int:
        return self.baru + self.berubah + self.kembali + self.pensiun + self.penerus


def stage(cursor: CursorWrapper, rows: Iterable[RegionRow]) -> None:
    """Copy the list into the temporary table `muatan`; `unstage` drops it."""
    # Two loads at once would retire each other's rows; readers are not held up.
    cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")
    cursor.execute(f"CREATE TEMPORARY TABLE muatan (LIKE {TABLE}) ON COMMIT DROP")
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    buffer.seek(0)
    cursor.copy_expert(
        f"COPY muatan ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL (ibukota))",
        buffer,
    )
    cursor.execute("ALTER TABLE muatan ADD PRIMARY KEY (kode)")
    cursor.execute("ANALYZE muatan")


def unstage(cursor: CursorWrapper) -> None:
    cursor.execute("DROP TABLE muatan")


def count_missing(cursor: CursorWrapper) -> tuple[int, int]:
    """Return how many current regions the list leaves out, and how many there are."""
    cursor.execute(
        f"SELECT count(*) FILTER (WHERE m.kode IS NULL), count(*) "
        f"FROM {TABLE} w LEFT JOIN muatan m USING (kode) WHERE w.berakhir_pada IS NULL"
    )
    missing, current = cursor.fetchone()
    return missing, current


def merge(
    cursor: CursorWrapper, successors: Mapping[str, str], *, today: date, track: Track
) -> Changes:
    """Change, add, retire and name successors; return what was done."""
    kembali = _count_returning(cursor)
    berubah = _update(cursor) - kembali
    changes = Changes(
        baru=_insert(cursor, track),
        berubah=berubah,
        kembali=kembali,
        pensiun=_retire(cursor, today),
        penerus=_name_successors(cursor, successors),
    )
    if changes.total:
        cursor.execute(f"ANALYZE {TABLE}")
    return changes


def _count_returning(cursor: CursorWrapper) -> int:
    cursor.execute(
        f"SELECT count(*) FROM {TABLE} w JOIN muatan USING (kode) WHERE w.berakhir_pada IS NOT NULL"
    )
    (returning,) = cursor.fetchone()
    return int(returning)


def _update(cursor: CursorWrapper) -> int:
    old = ", ".join(f"w.{name}" for name in VALUES)
    new = ", ".join(f"m.{name}" for name in VALUES)
    cursor.execute(
        f"UPDATE {TABLE} w SET ({', '.join(VALUES)}) = ROW ({new}), "
        "berakhir_pada = NULL, penerus_id = NULL FROM muatan m WHERE w.kode = m.kode "
        f"AND (w.berakhir_pada IS NOT NULL OR ROW ({old}) IS DISTINCT FROM ROW ({new}))"
    )
    return cursor.rowcount


def _insert(cursor: CursorWrapper, track: Track) -> int:
    """Add new regions, one provinsi at a time so that progress can be seen."""
    cursor.execute("SELECT kode FROM muatan WHERE tingkat = 1 ORDER BY kode")
    provinsi = [kode for (kode,) in cursor.fetchall()]
    names = ", ".join(COLUMNS)
    added = 0
    for kode in track(provinsi, desc="Menyimpan", unit=" provinsi"):
        cursor.execute(
            f"INSERT INTO {TABLE} ({names}) SELECT {names} FROM muatan m "
            f"WHERE left(kode, 2) = %s AND NOT EXISTS "
            f"(SELECT FROM {TABLE} w WHERE w.kode = m.kode) ORDER BY kode",
            [kode],
        )
        added += cursor.rowcount
    return added


def _retire(cursor: CursorWrapper, today: date) -> int:
    cursor.execute(
        f"UPDATE {TABLE} w SET berakhir_pada = %s WHERE berakhir_pada IS NULL "
        "AND NOT EXISTS (SELECT FROM muatan m WHERE m.kode = w.kode)",
        [today],
    )
    return cursor.rowcount


def _name_successors(cursor: CursorWrapper, successors: Mapping[str, str]) -> int:
    cursor.execute(
        f"UPDATE {TABLE} w SET penerus_id = p.baru "
        "FROM unnest(%s::text[], %s::text[]) AS p (lama, baru) "
        "WHERE w.kode = p.lama AND w.penerus_id IS DISTINCT FROM p.baru",
        [list(successors), list(successors.values())],
    )
    return cursor.rowcount
