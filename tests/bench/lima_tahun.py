"""What five years of posts would need, worked out from the two measured points.

The country has as many KIM in five years as today, and five times the posts. Tables of posts and
of the audit trail grow in a straight line through the two points; all others stay as they are.
Buffers follow the power of the content that leads from the first point to the second.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench.baris import Bagian, Tabel, fact
from tests.bench.data import DataSet

YEARS = 5
POSTS = "kegiatan_kegiatan"
GROWING = ("kegiatan_", "audit_")
MB = 1024 * 1024
SHOWN = 12
SIZES = """
    SELECT relname, greatest(reltuples, 0), pg_table_size(oid), pg_indexes_size(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Besar:
    """A table: rows, and bytes of the table and of its indexes."""

    rows: float
    table: float
    indexes: float


def line(few: float, many: float, posts: tuple[float, float], wanted: float) -> float:
    """Return the value at `wanted` posts on the line through two points."""
    slope = (many - few) / (posts[1] - posts[0])
    return max(many, many + slope * (wanted - posts[1]))


def power(few: float, many: float, posts: tuple[float, float], wanted: float) -> float:
    """Return the value at `wanted` posts on the curve value = a · posts^b through two points."""
    if few <= 0 or many <= 0:
        return many
    exponent = math.log(many / few) / math.log(posts[1] / posts[0])
    return float(many * (wanted / posts[1]) ** max(exponent, 0.0))


def five_years(
    part: Bagian, tenth: DataSet, nation: DataSet, pairs: Sequence[tuple[Any, Any]]
) -> None:
    """Add the tables of sizes and of buffers to the part."""
    small, large = _sizes(tenth), _sizes(nation)
    posts = (small[POSTS].rows, large[POSTS].rows)
    wanted = YEARS * posts[1]
    later = {
        name: _later(small.get(name, now), now, posts, wanted) if name.startswith(GROWING) else now
        for name, now in large.items()
    }
    part.tabel.append(_size_table(small, large, later))
    part.tabel.append(_buffer_table(pairs, posts, wanted))
    for year, sizes in ((1, large), (YEARS, later)):
        total = sum(size.table + size.indexes for size in sizes.values())
        part.baris.append(fact(f"database, years of posts: {year}", total / MB / 1024, "GB"))


def _sizes(data: DataSet) -> dict[str, Besar]:
    return {name: Besar(*numbers) for name, *numbers in data.query(SIZES)}


def _later(few: Besar, many: Besar, posts: tuple[float, float], wanted: float) -> Besar:
    return Besar(
        line(few.rows, many.rows, posts, wanted),
        line(few.table, many.table, posts, wanted),
        line(few.indexes, many.indexes, posts, wanted),
    )


def _size_table(small: dict[str, Besar], large: dict[str, Besar], later: dict[str, Besar]) -> Tabel:
    names = sorted(large, key=lambda name: -(later[name].table + later[name].indexes))[:SHOWN]
    nothing = Besar(0, 0, 0)
    return Tabel(
        "Five years: tables and indexes",
        ["Table", "Rows, a tenth", "Nation, one year", "Five years", "Table MB", "Indexes MB"],
        [
            [
                name,
                f"{small.get(name, nothing).rows:,.0f}",
                f"{large[name].rows:,.0f}",
                f"{later[name].rows:,.0f}",
                f"{large[name].table / MB:,.0f} → {later[name].table / MB:,.0f}",
                f"{large[name].indexes / MB:,.0f} → {later[name].indexes / MB:,.0f}",
            ]
            for name in names
        ],
        "Sizes: nation after one year → after five. Worked out, not measured: posts and audit "
        "trail on a straight line through the two data sets, everything else as today.",
    )


def _buffer_table(
    pairs: Sequence[tuple[Any, Any]], posts: tuple[float, float], wanted: float
) -> Tabel:
    return Tabel(
        "Five years: buffers per page",
        ["Address", "A tenth", "Nation, one year", "Five years"],
        [
            [
                all_.nama,
                f"{one.buffers:,}",
                f"{all_.buffers:,}",
                f"{power(one.buffers, all_.buffers, posts, wanted):,.0f}",
            ]
            for one, all_ in pairs
            if all_.kelompok == "laman"
        ],
        "Worked out with the exponent that leads from a tenth to the nation, where KIM and posts "
        "grew together; posts alone grow from the first year to the fifth, so this is the upper "
        "end.",
    )
