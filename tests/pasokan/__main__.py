"""`python -m tests.pasokan [NAME …]`: known holes, risky code, licences, age of packages.

What cannot be asked is not passed over: "tidak teraudit", and the whole fails.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.pasokan.kerentanan import known_holes
from tests.pasokan.kode import risky_code
from tests.pasokan.lisensi import unknown_licences
from tests.pasokan.umur import unmaintained

ROOT = Path(__file__).resolve().parents[2]
CHECKS = {
    "kerentanan": known_holes,
    "kode": risky_code,
    "lisensi": unknown_licences,
    "umur": unmaintained,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.pasokan", description=__doc__)
    parser.add_argument("nama", nargs="*", choices=[[], *CHECKS], help="hanya pemeriksaan ini")
    parser.add_argument("--kunci", type=Path, nargs="*", help="daftar paket terkunci")
    options = parser.parse_args(arguments)
    locks = options.kunci or [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    failed = False
    for name in options.nama or CHECKS:
        faults = CHECKS[name](locks)
        failed = failed or bool(faults)
        print(f"{name}: {'baik' if not faults else ''}")
        print("".join(f"  {fault}\n" for fault in faults), end="")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
