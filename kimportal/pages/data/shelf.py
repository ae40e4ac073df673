"""Where the open data files stand, and how a new set takes the place of the old one.

Each night's files go into a folder of their own; `kini.json` names the folder that counts
and is replaced in one step, so that nobody ever sees half a set. Files are kept compressed.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

BENTUK = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "json": "application/json",
}


@dataclass(frozen=True)
class Berkas:
    """One file as people get it: its format, size in bytes and checksum."""

    bentuk: str
    byte: int
    byte_gz: int
    sha256: str


@dataclass(frozen=True)
class Isi:
    """One data set of the night, possibly a part (`tahun`) of a larger one (`jenis`)."""

    nama: str
    jenis: str
    baris: int
    daftar_berkas: list[Berkas]
    tahun: int | None = None


@dataclass(frozen=True)
class Rak:
    """What the last night made: when, where, which sets."""

    folder: str
    dibuat: datetime
    daftar_isi: list[Isi] = field(default_factory=list)

    def find(self, nama: str, bentuk: str) -> tuple[Path, Berkas] | None:
        """Return the compressed file `nama`.`bentuk`, None if there is none."""
        for isi in self.daftar_isi:
            for berkas in isi.daftar_berkas:
                if (isi.nama, berkas.bentuk) == (nama, bentuk):
                    return root() / self.folder / f"{nama}.{bentuk}.gz", berkas
        return None


def root() -> Path:
    return Path(settings.MEDIA_ROOT) / "data"


def is_fresh() -> bool:
    """Tell whether the files are of the last day, so that a portal may start with them."""
    rak = current()
    return rak is not None and rak.dibuat > timezone.now() - timedelta(days=1)


def current() -> Rak | None:
    """Return the current set of files, None before the first night."""
    try:
        raw = json.loads((root() / "kini.json").read_text())
    except FileNotFoundError:
        return None
    daftar = [
        Isi(**isi | {"daftar_berkas": [Berkas(**b) for b in isi["daftar_berkas"]]})
        for isi in raw["daftar_isi"]
    ]
    return Rak(raw["folder"], datetime.fromisoformat(raw["dibuat"]), daftar)


def new_folder(moment: datetime) -> Path:
    root().mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{moment:%Y%m%dT%H%M%S}-", dir=root()))


def drop(folder: Path) -> None:
    """Remove what is left of a set that was not finished."""
    shutil.rmtree(folder, ignore_errors=True)


def put_in_place(rak: Rak) -> None:
    """Make a finished set the current one.

    The one before stays for whoever is just fetching it; older ones go.
    """
    (root() / rak.folder).chmod(0o755)
    raw: dict[str, Any] = asdict(rak) | {"dibuat": rak.dibuat.isoformat()}
    handle, name = tempfile.mkstemp(dir=root(), suffix=".json")
    with os.fdopen(handle, "w") as file:
        json.dump(raw, file)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(root() / "kini.json")
    older = sorted(p for p in root().iterdir() if p.is_dir() and p.name != rak.folder)
    for folder in older[:-1]:
        drop(folder)
