"""The native stack on a data set: nginx, one web part of two workers, Redis."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kimportal.stack import Stack
from tests.bench.data import FOLDER, ROOT, DataSet


def public_paths(data: DataSet) -> dict[str, str]:
    """Return one address per public page type of the data set."""
    command = [sys.executable, "-m", "tests.bench.pilihan"]
    done = subprocess.run(command, cwd=ROOT, env=data.env, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


@contextmanager
def stack_on(data: DataSet, *, worker: int = 0, **settings: str) -> Iterator[Stack]:
    """Yield the portal as in production, on the data set and its photos."""
    settings = {"KIM_MEDIA": str(data.media)} | settings
    data.media.mkdir(parents=True, exist_ok=True)
    folder = FOLDER / "stack"
    with Stack(folder, data.database_url, web=1, worker=worker, **settings) as stack:
        yield stack
