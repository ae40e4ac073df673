"""Measure the portal: `python -m tests.bench [PART …] [--cepat] [--ulang]` (`make bench`)."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from kimportal.stack import StackError
from tests.bench.baris import Bagian, Baris, UnmeasuredError, failures, load, save
from tests.bench.data import FOLDER, NATION, ROOT, TENTH, VAR, data_set
from tests.bench.laporan import write

PARTS = ("laman", "pertumbuhan", "lighthouse", "tulis")
DOCUMENT = ROOT / "docs" / "kinerja.md"


def main(arguments: list[str]) -> int:
    """Measure the parts that were named, write the report, and say what missed its goal."""
    options = _options(arguments)
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit("DATABASE_URL belum diisi; `make bench` mengisinya sendiri.")
    if options.ulang:
        for skala in (TENTH, NATION):
            data_set(skala, anew=True)
    folder = FOLDER / "cepat" if options.cepat else FOLDER
    for nama in options.bagian or PARTS:
        save(_run(nama, options.cepat), folder)
    found = [part for nama in PARTS if (part := load(nama, folder))]
    document = folder / "kinerja.md" if options.cepat else DOCUMENT
    rows = folder / "bench.json" if options.cepat else VAR / "bench.json"
    write(found, document, rows)
    _tell(found, document)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("bagian", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--cepat", action="store_true", help="one short run each, written aside")
    parser.add_argument("--ulang", action="store_true", help="make the two data sets anew")
    options = parser.parse_args(arguments)
    if unknown := set(options.bagian) - set(PARTS):
        parser.error(f"bagian tidak dikenal: {', '.join(sorted(unknown))}")
    return options


def _run(nama: str, is_cepat: bool) -> Bagian:
    print(f"Mengukur {nama} …", file=sys.stderr)
    begin = time.monotonic()
    part = Bagian(nama, f"{datetime.now(UTC):%d %B %Y %H:%M} UTC", 0.0, is_cepat)
    try:
        importlib.import_module(f"tests.bench.{nama}").measure(part)
    except (UnmeasuredError, StackError) as reason:
        print(reason, file=sys.stderr)
        part.catatan.append(f"**Not measured to the end: {reason}**")
        part.baris.append(Baris(f"{nama}: measured to the end", None, "", "yes", False))
    part.beban = os.getloadavg()[0]
    print(f"{nama}: {time.monotonic() - begin:.0f} detik.", file=sys.stderr)
    return part


def _tell(found: list[Bagian], document: Path) -> None:
    rows = [row for part in found for row in part.baris]
    for row in failures(rows):
        print(f"belum: {row.name}: {row.value} {row.unit} (sasaran {row.goal})")
    judged = [row for row in rows if row.ok is not None]
    print(f"{len(judged) - len(failures(judged))} dari {len(judged)} sasaran tercapai: {document}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
