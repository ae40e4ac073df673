"""The files of the portal: which there are, and how they are put back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from kimportal.backup.errors import BackupError

PIECE = 1024 * 1024


def media_root() -> Path:
    return Path(settings.MEDIA_ROOT)


def media_files() -> Iterator[Path]:
    """Yield every file, without hidden ones and links, in a fixed order."""
    root = media_root()
    for path in sorted(root.iterdir()) if root.is_dir() else []:
        if not path.name.startswith("."):
            yield from _files(path)


def _files(path: Path) -> Iterator[Path]:
    if path.is_symlink():
        return
    if path.is_dir():
        for child in sorted(path.iterdir()):
            yield from _files(child)
    elif path.is_file():
        yield path


def digest(file: BufferedReader) -> str:
    """Return the checksum of a file, and turn back to its beginning."""
    value = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return value


class Staging:
    """A hidden folder beside the media, in which they wait until the database is back."""

    def __init__(self) -> None:
        self.folder = media_root().resolve() / ".pulih"

    def begin(self) -> None:
        self.drop()
        self.folder.mkdir(parents=True, mode=0o700)

    def add(self, name: str, source: BinaryIO, mode: int) -> str:
        """Write one file and return its checksum; a folder is as open as what lies in it."""
        target = (self.folder / name).resolve()
        if not target.is_relative_to(self.folder):
            raise BackupError(f"Nama berkas {name} di dalam cadangan tidak wajar.")
        _make_folder(target.parent, 0o700 if mode & 0o077 == 0 else 0o755)
        seen = hashlib.sha256()
        with target.open("xb") as file:
            while piece := source.read(PIECE):
                seen.update(piece)
                file.write(piece)
        target.chmod(mode)
        return seen.hexdigest()

    def move_into_place(self) -> None:
        for path in self.folder.iterdir():
            target = media_root() / path.name
            if target.is_dir():
                shutil.rmtree(target)  # folders without any file
            path.rename(target)

    def drop(self) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)


def _make_folder(folder: Path, mode: int) -> None:
    if not folder.exists():
        _make_folder(folder.parent, mode)
        folder.mkdir(mode=mode)
