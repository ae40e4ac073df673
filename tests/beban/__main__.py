"""Load, restore drill and faults: `python -m tests.beban PART …` (`make test-stack`)."""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, datetime

from kimportal.stack import Stack, StackError
from tests.beban import gangguan, muatan, pulih
from tests.beban.data import FOLDER, SILENT, demo_copy
from tests.beban.laporan import write
from tests.bench.baris import Bagian, Baris, UnmeasuredError, failures, load, save
from tests.bench.data import ROOT, VAR, DataSet

PARTS = ("muatan", "pulih", "gangguan")
DOCUMENT, ROWS = ROOT / "docs" / "ketahanan.md", VAR / "stack.json"


def main(arguments: list[str]) -> int:
    """Run the parts that were named and write the report; 1 when one of them missed a goal."""
    options = _options(arguments)
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit("DATABASE_URL belum diisi; `make test-stack` mengisinya sendiri.")
    measured = [_measured(nama) for nama in options.bagian if nama == "gangguan"]
    if on_demo := [nama for nama in options.bagian if nama != "gangguan"]:
        measured += _on_the_demo(on_demo)
    for part in measured:
        save(part, FOLDER)
    found = [part for nama in PARTS if (part := load(nama, FOLDER))]
    write(found, DOCUMENT, ROWS)
    return _tell(measured)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.beban", description=__doc__)
    parser.add_argument("bagian", nargs="+", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    return parser.parse_args(arguments)


def _begun(nama: str) -> Bagian:
    print(f"Menguji {nama} …", file=sys.stderr)
    return Bagian(nama, f"{datetime.now(UTC):%d %B %Y %H:%M} UTC", os.getloadavg()[0], False)


def _measured(nama: str) -> Bagian:
    part = _begun(nama)
    try:
        gangguan.measure(part)
    except UnmeasuredError as reason:
        _note(part, reason)
    return part


def _on_the_demo(names: list[str]) -> list[Bagian]:
    """Run load and drill on one copy of the demo, so that what the load wrote is restored too."""
    parts = []
    with demo_copy() as data:
        for nama in names:
            parts.append(part := _begun(nama))
            try:
                if nama == "muatan":
                    with Stack(FOLDER / "stack", data.database_url, **_settings(data)) as stack:
                        part.baris += muatan.measure(stack, data)
                else:
                    part.baris += pulih.measure(data)
            except (UnmeasuredError, StackError) as reason:
                _note(part, reason)
    return parts


def _settings(data: DataSet) -> dict[str, str]:
    return {"KIM_MEDIA": str(data.media), "KIM_DEMO": "1", **SILENT}


def _note(part: Bagian, reason: Exception) -> None:
    print(reason, file=sys.stderr)
    part.catatan.append(f"**Not measured to the end: {reason}**")
    part.baris.append(Baris(f"{part.nama}: measured to the end", None, "", "yes", False))


def _tell(measured: list[Bagian]) -> int:
    rows = [row for part in measured for row in part.baris]
    for row in rows:
        goal = f"  (sasaran {row.goal}{'' if row.ok else ': BELUM'})" if row.goal else ""
        print(f"{row.name}: {row.value} {row.unit}{goal}")
    missed = failures(rows)
    judged = [row for row in rows if row.ok is not None]
    print(f"{len(judged) - len(missed)} dari {len(judged)} sasaran tercapai: {DOCUMENT}")
    return 1 if missed else 0


if __name__ == "__main__":
    begin = time.monotonic()
    code = main(sys.argv[1:])
    print(f"Selesai dalam {time.monotonic() - begin:.0f} detik.", file=sys.stderr)
    sys.exit(code)
