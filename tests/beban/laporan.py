"""Writes what the parts found: `docs/ketahanan.md`, and `stack.json` for machines."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.baris import Bagian, Baris, failures
from tests.bench.laporan import table
from tests.bench.svg import number_text

INTRO = """# Resilience: load, faults, restore

Written by `make test-stack`; do not edit. Every figure is from one machine ({machine}) that runs
the people as well as the portal: PostgreSQL, Redis, nginx, two web processes, worker and beat,
natively. How it is done: `tests/beban/`; the faults are tests, `tests/tumpukan/`.
"""
SECTIONS = {
    "muatan": """## Load

The demo's content (all regions, some 400 KIM, 3,000 posts). 555 people by Locust, 90 % of whom
read, 8 % search and look at the map, 2 % hand in posts with a photo, pausing 3–10 s between two
pages; which page, by Zipf's law. Through nginx, with its page cache. The writers are measured
before by themselves.""",
    "pulih": """## Restore drill

The portal that was just loaded is backed up, restored into an empty database and an empty folder,
and compared row by row and file by file, by another way than the backup's own.""",
    "gangguan": """## Faults

A part goes away, is killed with -9 or fills up while the portal works. Expected: a clear page,
nothing lost, recovery without a hand.""",
}


def write(parts: Sequence[Bagian], document: Path, rows_file: Path) -> None:
    """Write the table for people and the rows for machines."""
    text = [INTRO.format(machine=f"{os.cpu_count()} cores"), _summary(parts)]
    text += [_section(part) for part in parts]
    document.write_text("\n\n".join(text).rstrip() + "\n")
    rows = [asdict(row) for part in parts for row in part.baris]
    rows_file.parent.mkdir(parents=True, exist_ok=True)
    rows_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _summary(parts: Sequence[Bagian]) -> str:
    judged = [row for part in parts for row in part.baris if row.ok is not None]
    missed = failures(judged)
    lines = [f"## Goals: {len(judged) - len(missed)} of {len(judged)} met"]
    absent = [nama for nama in SECTIONS if nama not in {part.nama for part in parts}]
    if absent:
        lines += ["", f"**Not measured: {', '.join(absent)}.**"]
    if missed:
        cells = [[row.name, _value(row), row.goal] for row in missed]
        lines += ["", *table(["Missed", "Found", "Goal"], cells)]
    return "\n".join(lines)


def _section(part: Bagian) -> str:
    busy = f"Measured {part.diukur}; load average before it {part.beban:.1f}."
    lines = [SECTIONS[part.nama], "", busy]
    lines += part.catatan
    cells = [[row.name, _value(row), row.goal, _mark(row)] for row in part.baris]
    lines += ["", *table(["Figure", "Found", "Goal", ""], cells)]
    for one in part.tabel:
        lines += ["", *table(one.kolom, one.isi)]
    return "\n".join(lines)


def _value(row: Baris) -> str:
    return "not measured" if row.value is None else f"{number_text(row.value)} {row.unit}"


def _mark(row: Baris) -> str:
    return "" if row.ok is None else "met" if row.ok else "**missed**"
