"""When the packages that we chose were last released; older than two years needs a reason."""

from __future__ import annotations

import json
import os
import re
import tomllib
import urllib.request
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLD = timedelta(days=730)
NOT_AUDITED = "tidak teraudit: indeks paket tidak menjawab"
SIMPLE = "application/vnd.pypi.simple.v1+json"


def unmaintained(locks: list[Path]) -> list[str]:
    """Return packages without a release for two years whose reason is not written down."""
    reasons = (ROOT / "docs" / "dependensi.md").read_text().split("last release is older")[-1]
    faults = []
    for name in _chosen():
        try:
            newest = _newest(name)
        except OSError as error:
            return [f"{NOT_AUDITED} ({type(error).__name__})"]
        is_old = newest is None or newest < datetime.now(UTC) - OLD
        if is_old and name not in reasons:
            when = newest.date() if newest else "tidak diketahui"
            faults.append(f"{name}: rilis terakhir {when}, tanpa alasan di docs/dependensi.md")
    return faults


def _chosen() -> list[str]:
    """Return the packages that pyproject.toml names; what they bring is theirs to answer for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = list(chain(project["dependencies"], *project["optional-dependencies"].values()))
    return sorted({re.split(r"[\[<>=;]", line)[0].strip().lower() for line in lines})


def _newest(name: str) -> datetime | None:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(f"{index}/{name}/", headers={"Accept": SIMPLE})
    with urllib.request.urlopen(request, timeout=15) as answer:
        try:
            files = json.load(answer)["files"]
        except (KeyError, ValueError) as error:
            raise OSError("not the JSON of an index") from error
    times = [file["upload-time"] for file in files if file.get("upload-time")]
    return max(map(datetime.fromisoformat, times), default=None)
