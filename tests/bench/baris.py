"""Rows and tables that the parts of the bench hand over, and how a row is judged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


class UnmeasuredError(Exception):
    """Says in one sentence why a part could not be measured."""


@dataclass(frozen=True)
class Baris:
    """One figure: `ok` is None where nothing is asked of it, False also where it is missing."""

    name: str
    value: float | None
    unit: str
    goal: str = ""
    ok: bool | None = None


def fact(name: str, value: float, unit: str) -> Baris:
    """A figure of which nothing is asked."""
    return Baris(name, round(value, 3), unit)


def at_most(name: str, value: float | None, unit: str, limit: float) -> Baris:
    return _judged(name, value, unit, f"≤ {limit:g}", value is not None and value <= limit)


def at_least(name: str, value: float | None, unit: str, limit: float) -> Baris:
    return _judged(name, value, unit, f"≥ {limit:g}", value is not None and value >= limit)


def _judged(name: str, value: float | None, unit: str, goal: str, is_met: bool) -> Baris:
    return Baris(name, None if value is None else round(value, 3), unit, goal, is_met)


@dataclass(frozen=True)
class Tabel:
    """One table of the report; cells are text already."""

    judul: str
    kolom: Sequence[str]
    isi: Sequence[Sequence[str]]
    catatan: str = ""


@dataclass(frozen=True)
class Gambar:
    """One plot: the name of its file, what it shows in words, and the SVG."""

    nama: str
    judul: str
    svg: str


@dataclass
class Bagian:
    """What one part found, when, and how busy the machine was (load average at the end)."""

    nama: str
    diukur: str
    beban: float
    is_cepat: bool
    baris: list[Baris] = field(default_factory=list)
    tabel: list[Tabel] = field(default_factory=list)
    gambar: list[Gambar] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


def save(part: Bagian, folder: Path) -> None:
    """Keep a part's findings, so that the report can be put together from parts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"bagian-{part.nama}.json").write_text(json.dumps(asdict(part), ensure_ascii=False))


def load(nama: str, folder: Path) -> Bagian | None:
    """Return what a part found when it last ran, None if it never did."""
    path = folder / f"bagian-{nama}.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    return Bagian(
        **kept
        | {
            "baris": [Baris(**row) for row in kept["baris"]],
            "tabel": [Tabel(**table) for table in kept["tabel"]],
            "gambar": [Gambar(**plot) for plot in kept["gambar"]],
        }
    )


def failures(rows: Iterable[Baris]) -> list[Baris]:
    return [row for row in rows if row.ok is False]
