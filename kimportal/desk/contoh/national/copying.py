"""COPY, and tables whose indexes and foreign keys wait until the rows are in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.db import connection, models

SECONDARY = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid = %s::regclass AND NOT indisprimary
    AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE conrelid = indrelid)
"""
LATER = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('f', 'u')
    ORDER BY contype DESC
"""


@dataclass(frozen=True)
class Tabel:
    """A table to COPY into, with the columns in the order in which rows give them."""

    name: str
    columns: tuple[str, ...]

    def copy(self, lines: StringIO) -> None:
        lines.seek(0)
        names = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor:
            cursor.copy_expert(f'COPY "{self.name}" ({names}) FROM STDIN', lines)


def table_of(model: type[models.Model], *, leave_out: Iterable[str] = ()) -> Tabel:
    """Return the model's table with every column that is not generated."""
    return Tabel(model._meta.db_table, tuple(str(f.column) for f in _fields(model, leave_out)))


def line_maker(
    model: type[models.Model], *, leave_out: Iterable[str] = ()
) -> Callable[[models.Model], str]:
    """Return what writes an unsaved row as a line for `table_of` the same arguments."""
    fields = [(f.attname, f.get_db_prep_save) for f in _fields(model, leave_out)]

    def line(row: models.Model) -> str:
        values = (prepare(getattr(row, name), connection) for name, prepare in fields)
        return "\t".join(map(as_text, values)) + "\n"

    return line


def usual_values(model: type[models.Model], given: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """Return the columns that must not be empty and are not `given`, and their usual values.

    So a column that came to a model later has the value that a form would leave in it.
    """
    known = {"id", *given}
    fields = [f for f in _fields(model, ()) if not f.null and f.column not in known]
    values = [as_text(_usual(field)) for field in fields]
    return tuple(str(f.column) for f in fields), "".join(f"\t{value}" for value in values)


def _usual(field: models.Field[Any, Any]) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _fields(model: type[models.Model], leave_out: Iterable[str]) -> list[models.Field[Any, Any]]:
    left_out = set(leave_out)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return [field for field in fields if field.name not in left_out]


def as_text(value: Any) -> str:
    """Write one value as COPY's text format wants it."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return (
            value.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", "")
        )
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)


@contextmanager
def indexes_later(tables: Iterable[str], track: Callable[..., Any]) -> Iterator[None]:
    """Take foreign keys, unique and other indexes off the tables, and put them back after.

    Inside the caller's transaction, so that a failure leaves everything as it was. Check
    constraints and primary keys stay and hold for every row.
    """
    again: list[tuple[str, str]] = []
    names = list(tables)
    with connection.cursor() as cursor:
        # A table whose rows still wait to be checked cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in names:
            again += _take_off(cursor, table)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for _, statement in track(again, desc="Indeks dan kunci", unit="indeks"):
            cursor.execute(statement)


def _take_off(cursor: Any, table: str) -> list[tuple[str, str]]:
    """Drop what slows down loading; return (name, statement that makes it again)."""
    cursor.execute(LATER, [table])
    constraints = cursor.fetchall()
    cursor.execute(SECONDARY, [table])
    indexes = cursor.fetchall()
    for name, _ in constraints:
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {name}')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    return [
        *indexes,
        *[
            (name, f'ALTER TABLE "{table}" ADD CONSTRAINT {name} {definition}')
            for name, definition in constraints
        ],
    ]


def set_sequence(model: type[models.Model]) -> None:
    """Let the next key follow the highest one in the table."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),"  # noqa: S608
            f' GREATEST((SELECT max("{column}") FROM "{table}"), 1))'
        )
