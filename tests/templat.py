"""The database of which all databases of the tests are copies: migrated once, copied in a second.

Each worker, the portal of the browser tests and the stack need all tables; making them one by one
takes as long as hundreds of tests. The template stays on the server, under a name that tells which
migrations made it, so that the next run finds it there until a migration is added.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "kim_templat_"
# One lock for all who make one; any number does that nobody else uses on that server.
LOCK = 7_371_011_006
# Besides the migrations themselves: what they are written with, and those of the packages.
SOURCES = ("kimportal/mirror.py", "kimportal/freshness/operations.py", "requirements-dev.txt")


def server() -> str:
    """Return the address by which the tests reach their PostgreSQL."""
    return os.environ.get("DATABASE_URL", "postgres:///kim")


def other_database(database_url: str, name: str) -> str:
    """Return the address of database `name` on the same server."""
    return urlunsplit(urlsplit(database_url)._replace(path=f"/{name}"))


def template() -> str:
    """Return the name of the migrated database, made now if this server has none of today."""
    name = PREFIX + _fingerprint()
    with _administration() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = [row[0] for row in cursor.fetchall()]
        if name not in found:
            for outdated in found:
                drop(outdated)
            _make(cursor, name)
    return name


def create(name: str, *, template: str = "template1") -> None:
    """Create a database, in place of one that is left over, as a copy of `template`."""
    drop(name)
    with _administration() as cursor:
        cursor.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, template))


def drop(name: str) -> None:
    with _administration() as cursor:
        cursor.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _make(cursor: Any, name: str) -> None:
    """Migrate under another name first, so that a half-made one is never taken for a whole one."""
    unfinished = f"{PREFIX}baru"
    create(unfinished)
    settings = {
        "DATABASE_URL": other_database(server(), unfinished),
        "DJANGO_SETTINGS_MODULE": "kimportal.settings.test",
    }
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, cwd=ROOT, env=os.environ | settings, check=True)
    cursor.execute(_statement("ALTER DATABASE {} RENAME TO {}", unfinished, name))


def _fingerprint() -> str:
    migrations = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("kimportal/*/migrations/*.py")]
    found = sha256()
    for path in [*sorted(migrations), *(ROOT / name for name in SOURCES)]:
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:12]


@contextmanager
def _administration() -> Iterator[Any]:
    """Yield a cursor outside any transaction, in a database that nobody copies or drops."""
    with closing(psycopg2.connect(other_database(server(), "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))
