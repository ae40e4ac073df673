"""Licences of all installed packages, against those that this project may use."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ALLOWED = {
    *("0BSD", "Apache 2.0", "Apache Software License", "Apache-2.0", "BSD License"),
    *("BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "ISC License (ISCL)"),
    *("MIT", "MIT License", "MIT-0", "MIT-CMU", "PSF-2.0", "Python Software Foundation License"),
    *("Unlicense", "ZPL-2.1", "Zlib"),
    # Weak copyleft: used as they are, so nothing of ours falls under them.
    *("LGPL-3.0-only", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"),
    "GNU Library or Lesser General Public License (LGPL)",
}
# Looked at one by one.
REASONS = {
    "axe-playwright-python": "MIT in its repository; tests only",
    "djlint": "GPL, a program that tests run; nothing of it is shipped",
    "qrcode": "BSD; its second classifier belongs to a trademark note on the word QR Code",
    "text-unidecode": "Artistic License at our choice; tests only",
}


def unknown_licences(locks: list[Path]) -> list[str]:
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"tidak teraudit: {done.stderr.strip()[-200:]}"]
    rows = [row for row in json.loads(done.stdout) if row["Name"].lower() not in REASONS]
    return [f"{row['Name']}: {row['License']}" for row in rows if not _is_allowed(row["License"])]


def _is_allowed(text: str) -> bool:
    """Of several joined by OR one is enough; of others all must be allowed."""
    either = [re.split(r" AND |; ", part) for part in text.split(" OR ")]
    return any(all(name.strip() in ALLOWED for name in part) for part in either)
