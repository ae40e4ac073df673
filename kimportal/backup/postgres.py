"""pg_dump and pg_restore, fed and read as streams."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from django.db import connection
from psycopg2.extensions import make_dsn

from kimportal.backup.errors import BackupError
from kimportal.localdb_binaries import find_clients
from kimportal.localdb_cluster import LocalDbError

PART = 4 * 1024 * 1024
# What Django adds for the driver's own use.
NOT_FOR_LIBPQ = {"password", "cursor_factory"}


def dump(snapshot: str) -> Iterator[bytes]:
    """Yield the dump of the moment `snapshot` in parts."""
    command = [_tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    command += ["--no-comments", f"--snapshot={snapshot}", f"--dbname={_address()}"]
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command, env=_environment(), stdout=subprocess.PIPE, stderr=words
        )
        with process:
            try:
                while process.stdout and (part := process.stdout.read(PART)):
                    yield part
            except BaseException:
                process.kill()
                raise
        _require_success(process, words, "Basis data tidak dapat disalin")


def restore(parts: Iterable[bytes]) -> None:
    """Load a dump into the empty database, wholly or not at all."""
    command = [_tool("pg_restore"), "--single-transaction", "--no-owner", "--no-privileges"]
    command += [f"--dbname={_address()}"]
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command, env=_environment(), stdin=subprocess.PIPE, stderr=words
        )
        with process:
            try:
                _feed(process, parts)
            except BaseException:
                process.kill()  # before it could take the end of its input for the end of the dump
                raise
        _require_success(process, words, "Basis data tidak dapat dipulihkan")


def _feed(process: subprocess.Popen[bytes], parts: Iterable[bytes]) -> None:
    if process.stdin is None:
        return
    try:
        for part in parts:
            process.stdin.write(part)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it has ended, and says why


def _require_success(process: subprocess.Popen[bytes], words: IO[bytes], failure: str) -> None:
    if process.returncode:
        words.seek(0)
        lines = words.read().decode(errors="replace").strip().splitlines()
        reasons = [line for line in lines if "error:" in line] or lines or ["tanpa pesan"]
        raise BackupError(f"{failure}: {reasons[0]}.")


def server_major() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _tool(name: str) -> str:
    try:
        return str(find_clients(server_major()) / name)
    except LocalDbError as error:
        raise BackupError(str(error)) from None


def _address() -> str:
    """Return what libpq needs to reach the database, but for the password: others may read it."""
    params = connection.get_connection_params()
    return make_dsn(**{key: params[key] for key in params.keys() - NOT_FOR_LIBPQ})


def _environment() -> dict[str, str]:
    password = connection.get_connection_params().get("password")
    return os.environ | ({"PGPASSWORD": password} if password else {})
