"""Writes what the parts found: `docs/kinerja.md` with its plots, and `bench.json`."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.baris import Bagian, Baris, Tabel, failures
from tests.bench.svg import number_text

INTRO = """# Performance: what was measured, and how

Written by `make bench`; do not edit. Every figure is from this machine, and absolute figures wander
by 20–40 % from day to day, so only ratios to yardsticks of the same run are judged. Medians of
three. {machine}

`make bench` measures everything; `make bench ARGS=laman` (or `pertumbuhan`, `lighthouse`, `tulis`)
one part; `ARGS=--cepat` tries everything with one short run each and writes aside, into
`.var/bench/cepat/`; `ARGS=--ulang` makes the two data sets anew. It needs Linux, `wrk`, `nginx`,
`redis-server`, Chromium, and Node ≥ 20 with `npm`. The parts are in `tests/bench/`.
"""
SECTIONS = {
    "laman": """## Pages: missed and cached

*Missed*: wrk asks a web process (gunicorn, two workers) that must put the page together each time,
from parts that it keeps once it has asked whether they are still so; pages of which no part is kept
have a table of their own. *Cached*: through nginx, which has the page. Yardsticks, in the same run:
a 15 KB file from the same nginx; and from gunicorn with the same options a word (Django itself) and
a frozen plain Django listing of 20 rows out of 1,000 (`tests/bench/patokan/`). The file is asked
for once more beside each page, which is held to that. The national data set.""",
    "pertumbuhan": """## Growth: one tenth → the nation

The same addresses on two data sets: 8,376 KIM with 100,000 posts, and 83,762 with 1,000,000. Each
page is asked with the parts that a process keeps at hand and no other cache, the database warm.
Rows and buffers (8 KB blocks) are those of `EXPLAIN (ANALYZE, BUFFERS)` of the very queries the
page made. Pages of one KIM or one region show one that holds about as much in both sets. "Read as a
whole": tables of more than 10,000 rows that a query read from one end to the other. The officers'
desk (`meja`) is shown and held to nothing. A list or a search reads all it finds, up to the
thousand that it numbers or ranks: where the tenth has 34 and the nation 344, the answer grew, and
is told as missed all the same.""",
    "lighthouse": """## Lighthouse, mobile

Lighthouse's mobile preset (slow 4G, processor slowed four times, both simulated), system Chromium,
through nginx. *First visit*: everything but photos; *second visit*: the page again when its content
changed since, with what the browser kept. Pages that search engines are asked to leave out (search,
print and embedded editions, steps of a choice) are held to that, and to all else of SEO.""",
    "tulis": """## Writing, memory, and work in the background

On a copy of the data set, with readers present: cached pages through nginx and missed ones at a
steady rate. The ratios compare the readers' 95th percentile during the work with that just
before. The work is done as workers do it: behind those who wait for a page.""",
}


def write(parts: Sequence[Bagian], document: Path, rows_file: Path) -> None:
    """Write the report to `document`, its plots beside it, and the rows as JSON."""
    plots = document.with_suffix("")
    plots.mkdir(parents=True, exist_ok=True)
    for part in parts:
        for plot in part.gambar:
            (plots / f"{plot.nama}.svg").write_text(plot.svg)
    text = [INTRO.format(machine=_machine()), _summary(parts)]
    text += [_section(part, plots.name) for part in parts]
    document.write_text("\n\n".join(text).rstrip() + "\n")
    rows = [asdict(row) for part in parts for row in part.baris]
    rows_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _machine() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{os.cpu_count()} cores, {pages * size / 1024**3:.0f} GB of memory."


def _summary(parts: Sequence[Bagian]) -> str:
    judged = [row for part in parts for row in part.baris if row.ok is not None]
    missed = failures(judged)
    lines = [f"## Goals: {len(judged) - len(missed)} of {len(judged)} met", ""]
    lines += table(["Missed", "Found", "Goal"], [[r.name, _value(r), r.goal] for r in missed])
    return "\n".join(lines if missed else lines[:1])


def _value(row: Baris) -> str:
    return "not measured" if row.value is None else f"{number_text(row.value)} {row.unit}"


def _section(part: Bagian, folder: str) -> str:
    lines = [SECTIONS[part.nama], "", f"Measured {part.diukur}, load average {part.beban:.1f}."]
    if part.is_cepat:
        lines.append("**One short run each, on a machine in use: not to be compared.**")
    lines += part.catatan
    for plot in part.gambar:
        lines += ["", f"![{plot.judul}]({folder}/{plot.nama}.svg)"]
    for found in part.tabel:
        lines += ["", *_titled(found)]
    if part.nama not in UNLISTED:
        listed = [[r.name, _value(r), r.goal, _mark(r)] for r in part.baris]
        lines += ["", *table(["Figure", "Found", "Goal", ""], listed)]
    return "\n".join(lines)


# Parts whose tables say all that their rows say.
UNLISTED = ("pertumbuhan", "lighthouse", "laman")


def _mark(row: Baris) -> str:
    return "" if row.ok is None else "met" if row.ok else "**missed**"


def _titled(found: Tabel) -> list[str]:
    lines = [f"### {found.judul}", "", *table(found.kolom, found.isi)]
    return [*lines, "", found.catatan] if found.catatan else lines


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        _cells(columns),
        "|" + "---|" * len(columns),
        *(_cells(row) for row in rows),
    ]


def _cells(row: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
