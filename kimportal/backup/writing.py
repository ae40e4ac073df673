"""Making a backup: database, media and manifest into one sealed file."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.utils import timezone

from kimportal.backup.envelope import SealedWriter
from kimportal.backup.errors import BackupError, sentence
from kimportal.backup.key import read_key
from kimportal.backup.media import digest, media_files, media_root
from kimportal.backup.postgres import dump, server_major
from kimportal.backup.retention import new_path
from kimportal.backup.tables import Track, one_moment, snapshot, sums

FORMAT = 1
DIGEST = "KIM.sha256"
ONE_AT_A_TIME = 7_312_026


def make_backup(track: Track) -> Path:
    """Write a new backup and return its path; a half one never bears the name of a whole one."""
    key = read_key()
    try:
        path = new_path()
        with _partial(path) as file, one_moment() as cursor:
            _require_turn(cursor)
            _drop_other_halves(_half(path))
            sealed = SealedWriter(file, key)
            stream = cast(BinaryIO, sealed)
            with tarfile.open(mode="w|", fileobj=stream, format=tarfile.PAX_FORMAT) as archive:
                _fill(archive, cursor, track)
            sealed.finish()
    except OSError as error:
        raise BackupError(sentence(error)) from error
    return path


@contextlib.contextmanager
def _partial(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes its name when it is whole and on the disk."""
    partial = _half(path)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle has no Path)
            yield file
            file.flush()
            os.fsync(handle)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def _require_turn(cursor: Any) -> None:
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    if not cursor.fetchone()[0]:
        raise BackupError("Cadangan lain sedang dibuat; tunggu sampai selesai.")


def _half(path: Path) -> Path:
    return path.with_suffix(".sebagian")


def _drop_other_halves(mine: Path) -> None:
    """Delete what backups left behind whose process was killed: nobody else is at it now."""
    for path in mine.parent.glob(f"*{mine.suffix}"):
        if path != mine:
            path.unlink(missing_ok=True)


def _fill(archive: tarfile.TarFile, cursor: Any, track: Track) -> None:
    """Database first: a photo that comes later is one too many, never one too few."""
    moment = snapshot(cursor)
    manifest = {
        "format": FORMAT,
        "dibuat": timezone.now().isoformat(),
        "postgresql": server_major(),
        "tabel": sums(cursor, track),
        "basis": _add_dump(archive, moment, track),
        "media": _add_media(archive, track),
    }
    _add(archive, "manifest.json", json.dumps(manifest, indent=1).encode())


def _add_dump(archive: tarfile.TarFile, moment: str, track: Track) -> dict[str, Any]:
    seen, size = hashlib.sha256(), 0
    parts = track(dump(moment), desc="Menyalin basis data", unit="bagian")
    for number, part in enumerate(parts):
        seen.update(part)
        size += len(part)
        _add(archive, f"basis/{number:06}", part)
    return {"byte": size, "sha256": seen.hexdigest()}


def _add_media(archive: tarfile.TarFile, track: Track) -> dict[str, Any]:
    """Add each file with its checksum; the manifest holds a checksum of these."""
    seen, number, size = hashlib.sha256(), 0, 0
    for path in track(media_files(), desc="Menyalin berkas", unit="berkas"):
        name = path.relative_to(media_root()).as_posix()
        with contextlib.suppress(FileNotFoundError), path.open("rb") as file:  # deleted meanwhile
            member = archive.gettarinfo(arcname=f"media/{name}", fileobj=file)
            value = digest(file)
            member.pax_headers = {DIGEST: value}
            archive.addfile(member, file)
            forget_members(archive)
            seen.update(f"{value} {name}\n".encode())
            number, size = number + 1, size + member.size
    return {"berkas": number, "byte": size, "sha256": seen.hexdigest()}


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
    forget_members(archive)


def forget_members(archive: tarfile.TarFile) -> None:
    """Let go of what the archive remembers of each member; with a million files it is much."""
    archive.members.clear()  # type: ignore[attr-defined]
