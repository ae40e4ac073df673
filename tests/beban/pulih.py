"""Part `pulih`: the restore drill. Back up, restore elsewhere, compare by another way."""

from __future__ import annotations

import hashlib
import shutil
import time
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql

from tests.beban.data import FOLDER, megabytes
from tests.bench.baris import Baris, at_least, at_most, fact
from tests.bench.data import DataSet, drop_database, replace_database
from tests.templat import other_database

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SUM = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {} t"
KEY = "kunci-latihan-pemulihan-kunci-latihan-pemulihan"
Sums = dict[str, tuple[int, str]]


def measure(data: DataSet) -> list[Baris]:
    """Return what backup and restore took, and whether everything came back."""
    folder, media = FOLDER / "cadangan", FOLDER / "media-pulih"
    for path in (folder, media):
        shutil.rmtree(path, ignore_errors=True)
    url = other_database(data.database_url, "beban_pulih")
    replace_database(url)
    try:
        env = {"KIM_KUNCI_CADANGAN": KEY, "KIM_CADANGAN": str(folder)}
        before, files = sums(data.database_url), digests(data.media)
        made = _manage(data, env, "cadangkan")
        backup = next(folder.glob("*.cadangan"))
        place = {"DATABASE_URL": url, "KIM_MEDIA": str(media)}
        back = _manage(data, env | place, "pulihkan", str(backup))
        return [
            fact("restore: backup took", made, "s"),
            fact("restore: size of the backup", megabytes(backup), "MB"),
            fact("restore: restore took", back, "s"),
            *compared(before, sums(url), files, digests(media)),
        ]
    finally:
        drop_database(url)
        for path in (folder, media):
            shutil.rmtree(path, ignore_errors=True)


def compared(before: Sums, after: Sums, files: dict[str, str], back: dict[str, str]) -> list[Baris]:
    """Return the rows that say how much of it is the same."""
    rows = sum(count for count, _ in before.values())
    other = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    gone = {name for name in files.keys() | back.keys() if files.get(name) != back.get(name)}
    return [
        at_least("restore: rows compared", rows, "rows", 1),
        at_most("restore: tables with other rows or checksums", len(other), "tables", 0),
        fact("restore: tables", len(before), "tables"),
        at_least("restore: photos and documents", len(files), "files", 1),
        at_most("restore: files missing or changed", len(gone), "files", 0),
    ]


def _manage(data: DataSet, env: dict[str, str], *arguments: str) -> float:
    begin = time.monotonic()
    data.manage(*arguments, "--verbosity=0", **env)
    return time.monotonic() - begin


def sums(url: str) -> Sums:
    """Return count and checksum of every table, by another way than the backup's own."""
    with closing(psycopg2.connect(url)) as link, link.cursor() as cursor:
        cursor.execute(TABLES)
        found = {}
        for (name,) in cursor.fetchall():
            cursor.execute(sql.SQL(SUM).format(sql.Identifier(name)))
            found[name] = cursor.fetchone()
        return found


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
