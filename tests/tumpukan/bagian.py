"""Parts that go away and come back while the portal works."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg2
from django.db import connection

from kimportal.stack import Stack
from tests.browser.surel import KotakSurat

# Bytes: less than any photo.
ROOM = 8192


@contextmanager
def without_redis(stack: Stack) -> Iterator[None]:
    stack.processes.kill("redis")
    try:
        yield
    finally:
        stack.start_redis()


@contextmanager
def without_database() -> Iterator[None]:
    """As when PostgreSQL is restarted: every connection is cut, and new ones are refused."""
    name = connection.settings_dict["NAME"]
    params = connection.get_connection_params() | {"dbname": "postgres"}
    connection.close()
    with closing(psycopg2.connect(**params)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            try:
                yield
            finally:
                cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@contextmanager
def frozen_web(stack: Stack) -> Iterator[None]:
    """As when more is asked than the portal can do: it takes requests, and answers none."""
    masters = [psutil.Process(pid) for name, pid in stack.pids.items() if name.startswith("web")]
    processes = [one for master in masters for one in (master, *master.children())]
    for one in processes:
        one.suspend()
    try:
        yield
    finally:
        for one in processes:
            one.resume()


@contextmanager
def mail_server(stack: Stack) -> Iterator[KotakSurat]:
    """Let somebody take the mail of the stack, at the address it was told."""
    port = int(stack.environment["EMAIL_URL"].rpartition(":")[2])
    server = KotakSurat(port)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """Put an empty file system over a folder; yields False where this account may not."""
    command = ["mount", "-t", "tmpfs", "-o", options, "uji", folder]
    may = os.geteuid() == 0 and not subprocess.run(command, capture_output=True).returncode
    try:
        yield may
    finally:
        if may:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def full_disk(stack: Stack, folder: Path) -> Iterator[None]:
    """Leave room for a few kilobytes in a folder that the stack writes to.

    Where nobody may mount a small disk, the processes may write no longer files instead.
    """
    with mounted(folder, f"size={ROOM}") as is_mounted:
        if is_mounted:
            yield
        else:
            with _short_files(stack):
                yield


@contextmanager
def _short_files(stack: Stack) -> Iterator[None]:
    parts = [psutil.Process(pid) for name, pid in stack.pids.items() if name[:3] in ("web", "wor")]
    processes = [one for part in parts for one in (part, *part.children(recursive=True))]
    before = {one: one.rlimit(psutil.RLIMIT_FSIZE) for one in processes}
    try:
        for one, (_, hard) in before.items():
            one.rlimit(psutil.RLIMIT_FSIZE, (ROOM, hard))
        yield
    finally:
        for one, limits in before.items():
            if one.is_running():
                one.rlimit(psutil.RLIMIT_FSIZE, limits)


@contextmanager
def store_away(folder: Path) -> Iterator[None]:
    """As when the volume is not there: nothing can be written, and nothing of it be found.

    Where nobody may mount, a file stands in the folder's place.
    """
    with mounted(folder, "ro,size=4k") as is_mounted:
        if is_mounted:
            yield
            return
        aside = folder.with_name(f"{folder.name}-aside")
        folder.rename(aside)
        folder.touch()
        try:
            yield
        finally:
            folder.unlink()
            aside.rename(folder)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """As when the volume went bad: everything can be read, and nothing be changed.

    Where nobody may mount, modes of folders say the same; root is above them, and may mount.
    """
    bind = ["mount", "--bind", folder, folder]
    if os.geteuid() == 0 and not subprocess.run(bind, capture_output=True).returncode:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
        return
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    modes = {path: path.stat().st_mode for path in folders}
    try:
        for path, mode in modes.items():
            path.chmod(mode & 0o555)
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
