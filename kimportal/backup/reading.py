"""The way back: look at the whole file first, then restore into an empty portal."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from kimportal.backup.envelope import CHUNK, SealedReader
from kimportal.backup.errors import BackupError, sentence
from kimportal.backup.key import read_key
from kimportal.backup.media import Staging, media_files
from kimportal.backup.postgres import restore
from kimportal.backup.tables import Track, is_empty, one_moment, sums
from kimportal.backup.writing import DIGEST, FORMAT, forget_members

# Takes name, content and mode of a media file; returns its checksum.
TakeMedia = Callable[[str, BinaryIO, int], str]


def check_backup(path: Path, track: Track) -> dict[str, Any]:
    """Read the whole file against its manifest, which is returned."""
    with _as_sentence():
        return _read(path, _only_digest, track)


def restore_backup(path: Path, track: Track) -> dict[str, Any]:
    """Restore into an empty database and media folder; return the manifest.

    Nothing is changed before the whole file was read and found right, and the database comes
    back in one transaction.
    """
    staging = Staging()
    with _as_sentence():
        _require_empty()
        try:
            staging.begin()
            manifest = _read(path, staging.add, track)
            restore(_dump_parts(path, track))
            staging.move_into_place()
        finally:
            staging.drop()
        _require_same_tables(manifest, track)
    return manifest


@contextlib.contextmanager
def _as_sentence() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(sentence(error)) from error
    except tarfile.TarError as error:
        raise BackupError("Isi berkas cadangan tidak dapat dibaca.") from error


def _require_empty() -> None:
    with one_moment() as cursor:
        if not is_empty(cursor):
            raise BackupError(
                "Basis data tujuan belum kosong; buat basis data baru dan tunjuk dengan "
                "DATABASE_URL (docs/operasi.md)."
            )
    if next(media_files(), None):
        raise BackupError("Folder berkas tujuan belum kosong; tunjuk folder baru dengan KIM_MEDIA.")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]]:
    """Yield the members of a backup; whoever takes them all has the end checked as well."""
    with path.open("rb") as file:
        sealed = SealedReader(file, read_key())
        stream = cast(BinaryIO, sealed)
        with tarfile.open(mode="r|", fileobj=stream, bufsize=CHUNK) as archive:
            yield _members(archive, sealed)


def _members(
    archive: tarfile.TarFile, sealed: SealedReader
) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    while member := archive.next():
        yield archive, member
        forget_members(archive)
    while sealed.read(CHUNK):
        pass  # what follows the end of the tar must be authentic too


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    content = archive.extractfile(member)
    if content is None:
        raise BackupError(f"Bagian {member.name} dari cadangan bukan berkas.")
    return cast(BinaryIO, content)


class _Seen:
    """Adds up what a file holds, to be compared with its manifest."""

    def __init__(self) -> None:
        self._dump, self._dump_size = hashlib.sha256(), 0
        self._media, self._media_size, self._number = hashlib.sha256(), 0, 0

    def add_dump(self, part: bytes) -> None:
        self._dump.update(part)
        self._dump_size += len(part)

    def add_media(self, name: str, size: int, value: str) -> None:
        self._media.update(f"{value} {name}\n".encode())
        self._media_size += size
        self._number += 1

    def agrees_with(self, manifest: dict[str, Any]) -> bool:
        dump = {"byte": self._dump_size, "sha256": self._dump.hexdigest()}
        media = {"berkas": self._number, "byte": self._media_size}
        media_digest = {"sha256": self._media.hexdigest()}
        return bool(manifest["basis"] == dump and manifest["media"] == media | media_digest)


def _read(path: Path, take_media: TakeMedia, track: Track) -> dict[str, Any]:
    seen, manifest = _Seen(), None
    with _opened(path) as members:
        for archive, member in track(members, desc="Memeriksa cadangan", unit="bagian"):
            content = _content(archive, member)
            kind, _, name = member.name.partition("/")
            if kind == "basis":
                seen.add_dump(content.read())
            elif kind == "media":
                value = take_media(name, content, member.mode & 0o777)
                if value != member.pax_headers.get(DIGEST):
                    raise BackupError(f"Berkas {name} di dalam cadangan rusak.")
                seen.add_media(name, member.size, value)
            else:
                manifest = json.loads(content.read())
    if manifest is None or manifest["format"] != FORMAT or not seen.agrees_with(manifest):
        raise BackupError("Isi berkas cadangan tidak sesuai dengan daftarnya.")
    return cast(dict[str, Any], manifest)


def _only_digest(name: str, content: BinaryIO, mode: int) -> str:
    seen = hashlib.sha256()
    while piece := content.read(CHUNK):
        seen.update(piece)
    return seen.hexdigest()


def _dump_parts(path: Path, track: Track) -> Iterator[bytes]:
    """Yield the dump, which comes first; the media behind it were read before."""
    with _opened(path) as members:
        for archive, member in track(members, desc="Memulihkan basis data", unit="bagian"):
            if not member.name.startswith("basis/"):
                return
            yield _content(archive, member).read()


def _require_same_tables(manifest: dict[str, Any], track: Track) -> None:
    with one_moment() as cursor:
        found = sums(cursor, track)
    expected = manifest["tabel"]
    names = sorted(found.keys() | expected.keys())
    wrong = [name for name in names if found.get(name) != expected.get(name)]
    if wrong:
        raise BackupError(
            f"Sudah dipulihkan, tetapi isi tabel ini berbeda dari cadangan: {', '.join(wrong)}. "
            "Jangan dipakai sebelum sebabnya jelas."
        )
