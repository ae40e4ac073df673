"""The demo's content in a database of its own: made once, and copied for each run."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.data import VAR, DataSet, drop_database, replace_database
from tests.templat import other_database

NAME = "beban_contoh"
FOLDER = VAR / "beban"
# Nobody reads the letters of the demo.
SILENT = {"EMAIL_URL": "dummymail://"}


@contextmanager
def demo_copy() -> Iterator[DataSet]:
    """Yield the demo's portal, to be written to; afterwards it is gone."""
    source = _source()
    url = other_database(source.database_url, "beban_salinan")
    media = FOLDER / "media-salinan"
    shutil.rmtree(media, ignore_errors=True)
    shutil.copytree(source.media, media)
    replace_database(url, template=urlsplit(source.database_url).path[1:])
    try:
        yield replace(source, database_url=url, media=media)
    finally:
        drop_database(url)
        shutil.rmtree(media, ignore_errors=True)


def _source() -> DataSet:
    """Return the demo's portal as it was loaded, brought to today's tables."""
    url = other_database(os.environ["DATABASE_URL"], NAME)
    data = DataSet(NAME, url, FOLDER / "media", None)
    made = FOLDER / "dimuat"
    if made.exists():
        data.manage("migrate", "--verbosity=0")
        return data
    begin = time.monotonic()
    print("Memuat isi contoh; sekali saja …", file=sys.stderr)
    shutil.rmtree(data.media, ignore_errors=True)
    data.media.mkdir(parents=True)
    replace_database(url)
    for command in ("migrate", "muat_wilayah", "muat_contoh", "segarkan_rekap"):
        data.manage(command, "--verbosity=0", **SILENT)
    # Written last, so that a half-made portal is never taken for a whole one.
    made.touch()
    print(f"Dimuat dalam {time.monotonic() - begin:.0f} detik.", file=sys.stderr)
    return data


def megabytes(path: Path) -> float:
    return path.stat().st_size / 1024**2
