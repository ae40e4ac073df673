"""The two data sets that are measured: a tenth of the country, and all of it.

Made once in the project's own PostgreSQL and kept; `--ulang` makes them anew. KIM_BENCH_NASIONAL
may name a database that holds the whole country already (its photos in KIM_MEDIA); such a one
is not migrated.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

from tests.browser.portal import ROOT
from tests.templat import other_database

TENTH, NATION = "sepersepuluh", "nasional"
VAR = Path(os.environ.get("KIM_VAR") or ROOT / ".var")
FOLDER = VAR / "bench"


@dataclass(frozen=True)
class Load:
    """What loading a data set took: seconds, and the most memory of the process in MB."""

    seconds: float
    peak_mb: float
    made: str


@dataclass(frozen=True)
class DataSet:
    """One portal full of made-up content."""

    skala: str
    database_url: str
    media: Path
    load: Load | None

    @property
    def env(self) -> dict[str, str]:
        """The environment in which this portal's commands run."""
        return os.environ | {
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "kimportal.settings.local",
            "KIM_DEMO": "1",
            "KIM_MEDIA": str(self.media),
            "KIM_VAR": str(VAR),
        }

    def manage(self, *arguments: str, **settings: str) -> Load:
        """Run a command of `manage.py` and tell what it took; raises when it fails."""
        return _run([sys.executable, "manage.py", *arguments], self.env | settings)

    def query(self, text: str, *values: object) -> list[tuple]:
        """Return the rows of one question to this database."""
        with closing(psycopg2.connect(self.database_url)) as connection:
            connection.set_session(readonly=True, autocommit=True)
            with connection.cursor() as cursor:
                cursor.execute(text, values)
                return cursor.fetchall()


def data_set(skala: str, *, anew: bool = False) -> DataSet:
    """Return the data set, made now if it is not there."""
    given = os.environ.get("KIM_BENCH_NASIONAL", "")
    if skala == NATION and given:
        media = Path(os.environ.get("KIM_MEDIA") or VAR / "media")
        return DataSet(skala, given, media, _noted(skala))
    url = other_database(os.environ["DATABASE_URL"], f"bench_{skala}")
    found = DataSet(skala, url, FOLDER / f"media-{skala}", None)
    # The note is written last, so that a half-made database is never taken for a whole one.
    if anew or _noted(skala) is None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        _note(skala).unlink(missing_ok=True)
        replace_database(url)
        _note(skala).write_text(json.dumps(asdict(_fill(found))))
    else:
        _bring_up_to_date(found)
    _run([sys.executable, "-m", "tests.bench.pesan"], found.env | {"EMAIL_URL": "dummymail://"})
    return replace(found, load=_noted(skala))


def _note(skala: str) -> Path:
    return FOLDER / f"bench_{skala}.json"


def _noted(skala: str) -> Load | None:
    """Return what loading took when the data set was made, None if it never was."""
    path = _note(skala)
    return Load(**json.loads(path.read_text())) if path.exists() else None


def _bring_up_to_date(data: DataSet) -> None:
    """Apply the migrations written since the set was made, and fill what they brought."""
    check = [sys.executable, "manage.py", "migrate", "--check", "--verbosity=0"]
    if subprocess.run(check, cwd=ROOT, env=data.env, check=False).returncode == 0:
        return
    print(f"Memperbarui data {data.skala} …", file=sys.stderr)
    data.manage("migrate", "--verbosity=0")
    data.manage("segarkan_rekap", "--verbosity=0")
    _execute(data.database_url, sql.SQL("VACUUM (ANALYZE)"))


def _fill(empty: DataSet) -> Load:
    print(f"Membuat data {empty.skala}; sekali saja, beberapa menit …", file=sys.stderr)
    empty.manage("migrate", "--verbosity=0")
    empty.manage("muat_wilayah", "--verbosity=0")
    load = empty.manage("muat_contoh", f"--skala={empty.skala}", "--verbosity=0")
    empty.manage("segarkan_rekap", "--verbosity=0")
    return load


def _run(command: list[str], env: dict[str, str]) -> Load:
    """Run a command on a data set and tell what it took; end when it fails."""
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"Perintah gagal: {' '.join(command[1:])}")
    made = datetime.now(UTC).isoformat(timespec="minutes")
    return Load(round(time.monotonic() - begin, 1), round(usage.ru_maxrss / 1024), made)


def replace_database(url: str, *, template: str = "template0") -> None:
    """Create the database that `url` leads to, empty or as a copy, in place of what is there."""
    drop_database(url)
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(_name(url), sql.Identifier(template))
    _execute(other_database(url, "postgres"), create)


def drop_database(url: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_name(url))
    _execute(other_database(url, "postgres"), drop)


def _name(url: str) -> sql.Identifier:
    return sql.Identifier(urlsplit(url).path[1:])


def _execute(url: str, statement: sql.Composable) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def copied(source: DataSet) -> Iterator[DataSet]:
    """Yield a copy of the data set that may be written to, and drop it afterwards."""
    url = other_database(source.database_url, "bench_salinan")
    replace_database(url, template=urlsplit(source.database_url).path[1:])
    try:
        yield replace(source, database_url=url)
    finally:
        drop_database(url)
