"""Part `pertumbuhan`: what grows when the content grows tenfold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.bench import svg
from tests.bench.alamat import CARI_UMUM, MEJA
from tests.bench.baris import Bagian, Baris, Gambar, Tabel, UnmeasuredError, at_most, fact
from tests.bench.data import FOLDER, NATION, ROOT, TENTH, DataSet, data_set
from tests.bench.lima_tahun import five_years
from tests.bench.sunyi import quiet_watch

GROWTH, SLOWEST_MS, SEARCH_MS = 1.25, 20.0, 150.0
ROUNDS = 3
FINE = (200, 301, 302)


@dataclass(frozen=True)
class Pengukuran:
    """An address in one data set."""

    kelompok: str
    nama: str
    path: str
    status: int
    ms: float
    p95: float
    kueri: list[dict[str, Any]]

    @property
    def queries(self) -> int:
        return len(self.kueri)

    @property
    def rows(self) -> int:
        return sum(query["rows"] for query in self.kueri)

    @property
    def buffers(self) -> int:
        return sum(query["buffers"] for query in self.kueri)

    @property
    def database_ms(self) -> float:
        return sum(query["ms"] for query in self.kueri)

    @property
    def slowest(self) -> dict[str, Any]:
        return max(self.kueri, key=lambda query: query["ms"], default={"ms": 0.0, "sql": ""})

    @property
    def scanned(self) -> list[str]:
        return sorted({table for query in self.kueri for table in query["scanned"]})


def ask_all(data: DataSet, rounds: int, *groups: str) -> list[Pengukuran]:
    """Return what every address of the groups (all, if none is named) costs on this data set."""
    data.manage("collectstatic", "--noinput", "--verbosity=0")
    command = [sys.executable, "-m", "tests.bench.kueri", str(rounds), *groups]
    log = FOLDER / f"kueri-{data.skala}.log"
    with log.open("w") as errors:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=data.env,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            check=False,
        )
    if done.returncode:
        raise UnmeasuredError(f"Alamat tidak dapat diukur; lihat {log}")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [Pengukuran(**row) for row in found]


def measure(part: Bagian) -> None:
    """Fill in the part: both data sets, their growth, and what five years would need."""
    rounds = 1 if part.is_cepat else ROUNDS
    tenth, nation = data_set(TENTH), data_set(NATION)
    sunyi = quiet_watch(nation, is_cepat=part.is_cepat)
    with sunyi.undisturbed():
        small = {row.nama: row for row in ask_all(tenth, rounds)}
    with sunyi.undisturbed():
        large = ask_all(nation, rounds)
    pairs = [(small[row.nama], row) for row in large if row.nama in small]
    part.baris += _loads(nation)
    for one, all_ in pairs:
        part.baris += judge(one, all_)
    part.tabel += _tables(pairs)
    part.gambar.append(_plot(pairs))
    part.catatan += sunyi.notes()
    five_years(part, tenth, nation, pairs)


def _loads(nation: DataSet) -> list[Baris]:
    load = nation.load
    return [
        at_most("national data: loading", load and load.seconds / 60, "minutes", 15),
        at_most("national data: memory of loading", load and load.peak_mb, "MB", 1000),
    ]


def judge(one: Pengukuran, all_: Pengukuran) -> list[Baris]:
    """Return the rows of one address; the desk is told, and held to nothing."""
    name = f"growth: {all_.nama}"
    if all_.kelompok == MEJA:
        return [
            fact(f"{name}: buffers", growth(one.buffers, all_.buffers), "×"),
            fact(f"{name}: slowest query", all_.slowest["ms"], "ms"),
        ]
    rows = [
        Baris(f"{name}: answer", all_.status, "HTTP", "200", all_.status in FINE),
        at_most(f"{name}: queries", growth(one.queries, all_.queries), "×", GROWTH),
        at_most(f"{name}: buffers", growth(one.buffers, all_.buffers), "×", GROWTH),
        at_most(f"{name}: slowest query", all_.slowest["ms"], "ms", SLOWEST_MS),
        at_most(f"{name}: big tables read as a whole", len(all_.scanned), "tables", 0),
    ]
    if all_.kelompok == CARI_UMUM:
        rows.append(at_most(f"{name}: p95", all_.p95, "ms", SEARCH_MS))
    return rows


def growth(one: float, all_: float) -> float:
    """Return how many times as much; what was nothing counts as one."""
    return all_ / max(one, 1)


def _tables(pairs: list[tuple[Pengukuran, Pengukuran]]) -> list[Tabel]:
    groups = dict.fromkeys(all_.kelompok for _, all_ in pairs)
    columns = ["Address", "Queries", "Rows read", "Buffers", "Growth", "Database ms"]
    columns += ["Slowest query ms", "Page ms", "p95 ms", "Read as a whole"]
    return [
        Tabel(
            group,
            columns,
            [_line(one, all_) for one, all_ in pairs if all_.kelompok == group],
        )
        for group in groups
    ]


def _line(one: Pengukuran, all_: Pengukuran) -> list[str]:
    return [
        all_.nama if all_.status in FINE else f"{all_.nama} (HTTP {all_.status})",
        f"{one.queries} → {all_.queries}",
        f"{one.rows:,} → {all_.rows:,}",
        f"{one.buffers:,} → {all_.buffers:,}",
        f"{growth(one.buffers, all_.buffers):.2f}×",
        f"{one.database_ms:.1f} → {all_.database_ms:.1f}",
        f"{all_.slowest['ms']:.1f}",
        f"{all_.ms:.0f}",
        f"{all_.p95:.0f}",
        ", ".join(all_.scanned),
    ]


def _plot(pairs: list[tuple[Pengukuran, Pengukuran]]) -> Gambar:
    public = [pair for pair in pairs if pair[1].kelompok != MEJA]
    worst = sorted(public, key=lambda pair: -growth(pair[0].buffers, pair[1].buffers))[:20]
    title = "Buffers per page, one tenth → nation: the twenty that grow most"
    bars = [(all_.nama, growth(one.buffers, all_.buffers)) for one, all_ in worst]
    return Gambar("pertumbuhan", title, svg.bars(title, bars, unit="×", limit=GROWTH))
