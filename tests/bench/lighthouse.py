"""Part `lighthouse`: what a phone on a slow network gets, and how many bytes that takes."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

from playwright.sync_api import sync_playwright

from tests.bench import svg
from tests.bench.baris import Bagian, Baris, Gambar, Tabel, UnmeasuredError, at_least, at_most
from tests.bench.data import FOLDER, NATION, data_set
from tests.bench.muatan import Muatan, weigh
from tests.bench.sunyi import quiet_watch
from tests.bench.tumpukan import public_paths, stack_on
from tests.browser.portal import CHROMIUM_ARGS, find_chromium

RUNS = 3
SOURCE = Path(__file__).with_name("lighthouse_node")
PERFORMANCE, PERFORMANCE_MAP, OTHERS = 98, 90, 100
LCP_MS, TBT_MS, CLS = 1400, 50, 0.01
FIRST_KB, FIRST_MAP_KB, SECOND_KB = 60, 250, 15
NUMBERS = ("lcp", "tbt", "cls", "bytes")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Pages that search engines are asked to leave out, and what is held of them instead: that they
# ask for it, and all else of SEO.
UNLISTED = {
    *("cari", "cari-kosong", "info-jangkauan-laporan"),
    *("kabar-cetak", "peta-sematan", "pilih-wilayah"),
}
SEO_UNLISTED, NOINDEX = "seo, unlisted", "is-crawlable"


def measure(part: Bagian) -> None:
    """Fill in the part: every public page type of the nation, behind nginx."""
    nation = data_set(NATION)
    chromium = find_chromium()
    if chromium is None:
        raise UnmeasuredError("Chromium belum terpasang: sudo apt-get install chromium")
    folder = install()
    pages = public_paths(nation)
    sunyi = quiet_watch(nation, is_cepat=part.is_cepat)
    sunyi.wait()
    with stack_on(nation) as stack:
        loads = _weigh_all(stack, pages, chromium)
        with _lighthouse(folder, chromium, 1 if part.is_cepat else RUNS) as ask:
            found = {
                name: seen_as(name, median(sunyi.again(partial(ask, stack.url + path))))
                for name, path in pages.items()
            }
    part.catatan += sunyi.notes()
    for name in pages:
        part.baris += judge(name, found[name], loads[name])
    part.tabel.append(_table(found, loads))
    lcp = [(name, (run["lcp"] or 0) / 1000) for name, run in found.items()]
    title = "Largest Contentful Paint per page type, simulated slow 4G"
    part.gambar.append(Gambar("lcp", title, svg.bars(title, lcp, unit="s", limit=LCP_MS / 1000)))


def install() -> Path:
    """Install the pinned Lighthouse under KIM_VAR, once; needs the npm registry then."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise UnmeasuredError("Node dan npm belum terpasang: sudo apt-get install nodejs npm")
    folder = FOLDER / "node"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (SOURCE / "package.json").read_text()
    shutil.copy(SOURCE / "ukur.js", folder)
    installed = folder / "installed.json"
    if not installed.exists() or installed.read_text() != wanted:
        shutil.copy(SOURCE / "package.json", folder)
        command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(
            [*command, "--no-package-lock"], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise UnmeasuredError(f"npm tidak dapat memasang Lighthouse: {done.stderr[-300:]}")
        installed.write_text(wanted)
    return folder


@contextmanager
def _lighthouse(folder: Path, chromium: str, runs: int) -> Iterator[Any]:
    """Yield what runs Lighthouse on an address and returns its runs."""
    flags = ["--headless=new", *CHROMIUM_ARGS]
    process = subprocess.Popen(
        ["node", "ukur.js", chromium, str(runs), *flags],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout

    def ask(url: str) -> list[dict[str, Any]]:
        _tell(process.stdin, url)
        lines = [process.stdout.readline() for _ in range(runs)]
        if not all(lines):
            raise UnmeasuredError(f"Lighthouse berhenti pada {url}")
        return [json.loads(line) for line in lines]

    try:
        yield ask
    finally:
        process.stdin.close()
        process.wait(timeout=60)


def _tell(pipe: IO[str] | None, line: str) -> None:
    assert pipe
    pipe.write(f"{line}\n")
    pipe.flush()


def median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the median of every number (None if no run has it), and all audits that failed."""
    numbers = {name: [run.get(name) for run in runs] for name in NUMBERS}
    scores = (*CATEGORIES, SEO_UNLISTED)
    for name in scores:
        numbers[name] = [run["scores"].get(name) for run in runs]
    middle: dict[str, Any] = {name: _median(values) for name, values in numbers.items()}
    for name in scores:
        middle[name] = None if middle[name] is None else 100 * middle[name]
    middle["failed"] = sorted({audit for run in runs for audit in run["failed"]})
    middle["error"] = next((run["error"] for run in runs if run["error"]), "")
    return middle


def seen_as(name: str, run: dict[str, Any]) -> dict[str, Any]:
    """Hold a page that is to be left out by search engines to that, and to all else of SEO."""
    if name not in UNLISTED:
        return run
    asks = NOINDEX in run["failed"]
    failed = [audit for audit in run["failed"] if audit != NOINDEX]
    return run | {"seo": run[SEO_UNLISTED] if asks else 0.0, "failed": failed}


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def judge(name: str, run: dict[str, Any], load: Muatan | None) -> list[Baris]:
    """Return the rows of one page type."""
    is_map = name.startswith("peta")
    row = f"lighthouse: {name}"
    floors = {"performance": PERFORMANCE_MAP if is_map else PERFORMANCE}
    first = FIRST_MAP_KB if is_map else FIRST_KB
    return [
        *(at_least(f"{row}: {c}", run[c], "points", floors.get(c, OTHERS)) for c in CATEGORIES),
        at_most(f"{row}: LCP", run["lcp"], "ms", LCP_MS),
        at_most(f"{row}: TBT", run["tbt"], "ms", TBT_MS),
        at_most(f"{row}: CLS", run["cls"], "", CLS),
        at_most(f"{row}: first visit", load and load.first / 1024, "KB", first),
        at_most(f"{row}: second visit", load and load.second / 1024, "KB", SECOND_KB),
    ]


def _weigh_all(stack: Any, pages: dict[str, str], chromium: str) -> dict[str, Muatan | None]:
    with (
        sync_playwright() as playwright,
        closing(
            playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        ) as browser,
    ):
        return {name: weigh(browser, stack, path) for name, path in pages.items()}


def _table(found: dict[str, dict[str, Any]], loads: dict[str, Muatan | None]) -> Tabel:
    columns = ["Page type", "Performance", "LCP s", "TBT ms", "CLS", "Accessibility"]
    columns += [
        "Best practices",
        "SEO",
        "Total KB",
        "First visit KB",
        "Photos KB",
        "Second visit KB",
    ]
    columns += ["Second, unchanged KB", "Failed audits"]
    return Tabel(
        "Every public page type",
        columns,
        [_line(name, run, loads[name]) for name, run in found.items()],
    )


def _line(name: str, run: dict[str, Any], load: Muatan | None) -> list[str]:
    sizes = (load.first, load.photos, load.second, load.same) if load else [None] * 4
    return [
        name,
        _text(run["performance"], 0),
        _text(run["lcp"] and run["lcp"] / 1000, 2),
        _text(run["tbt"], 0),
        _text(run["cls"], 3),
        *(_text(run[category], 0) for category in CATEGORIES[1:]),
        *(_text(size and size / 1024, 1) for size in (run["bytes"], *sizes)),
        ", ".join([*run["failed"], *([run["error"]] if run["error"] else [])]),
    ]


def _text(number: float | None, digits: int) -> str:
    return "–" if number is None else f"{number:.{digits}f}"
