"""What the tables hold: rows and a checksum of each, as one moment saw them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from psycopg2 import sql

Track = Callable[..., Iterable[Any]]

# Values that PostgreSQL makes by itself (search vectors) may differ between its versions.
COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
# A sum does not depend on the order of the rows, which no table has.
SUM = sql.SQL("""
    SELECT count(*), coalesce(sum(
        ('x' || substr(md5(row({columns})::text), 1, 16))::bit(64)::bigint::numeric), 0)::text
    FROM public.{table}
""")


@contextlib.contextmanager
def one_moment() -> Iterator[Any]:
    """Yield a cursor that sees the database as it is now, whatever is written meanwhile."""
    link = connection.get_new_connection(connection.get_connection_params())
    with contextlib.closing(link):
        link.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with link.cursor() as cursor:
            cursor.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO'")
            yield cursor


def snapshot(cursor: Any) -> str:
    """Return the name by which pg_dump sees the same moment."""
    cursor.execute("SELECT pg_export_snapshot()")
    return str(cursor.fetchone()[0])


def sums(cursor: Any, track: Track) -> dict[str, dict[str, Any]]:
    """Return number of rows and checksum by table."""
    cursor.execute(COLUMNS)
    found = {}
    for table, columns in track(cursor.fetchall(), desc="Menghitung tabel", unit="tabel"):
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        cursor.execute(SUM.format(columns=names, table=sql.Identifier(table)))
        rows, total = cursor.fetchone()
        found[table] = {"baris": rows, "jumlah": total}
    return found


def is_empty(cursor: Any) -> bool:
    cursor.execute(COLUMNS)
    return not cursor.fetchall()
