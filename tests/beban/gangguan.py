"""Part `gangguan`: every fault, each a test on the native stack, and how many were survived."""

from __future__ import annotations

import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.beban.data import FOLDER
from tests.bench.baris import Bagian, Baris, Tabel, UnmeasuredError, at_least, fact
from tests.bench.data import ROOT

TESTS = (
    "tests/tumpukan/test_gangguan.py",
    "tests/tumpukan/test_pekerja_mati.py",
    "tests/tumpukan/test_simpanan.py",
    "tests/tumpukan/test_migrasi.py",
    "tests/tumpukan/test_basis_data.py",
    "tests/tumpukan/test_skala.py",
    "tests/tumpukan/test_halaman.py::test_while_the_portal_is_down_readers_get_what_is_known",
    "tests/tumpukan/test_halaman.py::test_one_web_process_less_is_not_noticed",
)
SURVIVED, NOT_TRIED, LOST = "survived", "not tried", "**not survived**"


def measure(part: Bagian) -> None:
    """Run the tests, those too that `make test` leaves out, and fill in the part."""
    report = FOLDER / "gangguan.xml"
    report.unlink(missing_ok=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", *TESTS, "-m", "lama or not lama", "-q"]
    begin = time.monotonic()
    subprocess.run([*command, f"--junitxml={report}", "--tb=short"], cwd=ROOT, check=False)
    if not report.exists():
        raise UnmeasuredError("Uji gangguan tidak berjalan")
    outcomes = read(report)
    part.baris += rows(outcomes)
    part.baris.append(fact("faults: the tests took", time.monotonic() - begin, "s"))
    listed = [[name, outcome, f"{seconds:.0f} s"] for name, outcome, seconds in outcomes]
    part.tabel.append(Tabel("Faults", ["Fault", "Outcome", "Took"], listed))


def read(report: Path) -> list[tuple[str, str, float]]:
    """Return name, outcome and seconds of every test; of one that was tried again, the last."""
    found = {}
    for case in ET.parse(report).getroot().iter("testcase"):
        outcome = SURVIVED
        if case.find("failure") is not None or case.find("error") is not None:
            outcome = LOST
        elif (skipped := case.find("skipped")) is not None:
            outcome = f"{NOT_TRIED}: {skipped.get('message', '')}"
        name = case.get("name", "").removeprefix("test_").replace("_", " ")
        found[name] = (name, outcome, float(case.get("time", 0)))
    return list(found.values())


def rows(outcomes: list[tuple[str, str, float]]) -> list[Baris]:
    """Return how many were tried and survived; the goal is all of them."""
    survived = sum(outcome == SURVIVED for _, outcome, _ in outcomes)
    return [at_least("faults: survived", survived, "faults", len(outcomes))]
