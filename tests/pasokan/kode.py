"""Risky code, as bandit knows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOMS = ["kimportal", "wilayah", "komunitas", "kegiatan", "diseminasi"]


def risky_code(locks: list[Path]) -> list[str]:
    """Return findings of medium and high weight; pyproject.toml says what is left to ruff."""
    command = [sys.executable, "-m", "bandit", "-q", "-ll", "-r", *ROOMS]
    command += ["-c", "pyproject.toml", "-f", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        return [f"tidak teraudit: {done.stderr.strip()[-200:]}"]
    rows = json.loads(done.stdout)["results"]
    return [f"{r['filename']}:{r['line_number']} {r['test_id']} {r['issue_text']}" for r in rows]
