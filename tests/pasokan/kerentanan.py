"""Known holes in the locked packages, as the vulnerability service of PyPI knows them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NOT_AUDITED = "tidak teraudit: layanan kerentanan tidak menjawab"
FOUND = "known vulnerabilit"


def known_holes(locks: list[Path]) -> list[str]:
    """Return what pip-audit says of each lock; silence of the service is a fault as well."""
    return [fault for lock in locks for fault in _ask(lock)]


def _ask(lock: Path) -> list[str]:
    command = [sys.executable, "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip"]
    command += ["--progress-spinner=off", "--timeout=15", f"--requirement={lock}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    if FOUND in done.stderr.lower():
        return [f"{lock.name}: {line}" for line in done.stdout.splitlines() if line.strip()]
    reason = (done.stderr.strip().splitlines() or ["tanpa pesan"])[-1]
    return [f"{lock.name}: {NOT_AUDITED} ({reason[:200]})"]
