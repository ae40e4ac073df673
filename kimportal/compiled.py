"""Queries that are compiled to SQL, and planned by the database, once and for all.

Django builds and compiles a queryset anew for each use, which takes up to ten times as long as
sending it and reading its answer; and where a table has many indexes, PostgreSQL takes longer to
plan than to answer. What public pages ask at every visit is compiled at its first use and
prepared once per connection; the queryset stays its one description, with scope and order in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections
from django.db.models import BigIntegerField, Expression, F, Field, Lookup, QuerySet
from django.db.models.query import ModelIterable
from django.http import Http404


class Parameter(Expression):
    """A value that is known only when the query is asked, by its name."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class IsAnyOf(Lookup):
    """Whether a value is among those of an array: one statement for any number of them."""

    lookup_name = "any_of"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, params = self.process_lhs(compiler, connection)
        right, more = self.process_rhs(compiler, connection)
        return f"{left} = ANY {right}", (*params, *more)


def is_one_of_these(field: str = "pk", kind: Field[Any, Any] | None = None) -> IsAnyOf:
    """Return the condition that a field's key is among `these`, a list that each call gives.

    `kind` is the field's, where keys are no numbers.
    """
    these = Parameter("these", ArrayField(kind or BigIntegerField()))
    return IsAnyOf(F(field), these)


class Statement(NamedTuple):
    """A compiled query: what prepares it under its key, what asks it, and how rows are read."""

    key: str
    text: str
    call: str
    parameters: list[Parameter]
    convert: Callable[[Any], list[Any]]


class CompiledQuery:
    """The rows of a queryset as a function of its parameters: objects, or tuples of values.

    `build` is called once and returns a queryset whose `Parameter`s stand for what each call
    gives by name. Objects come with what `select_related`, `only` and `prefetch_related` load;
    what is prefetched is asked for as ever.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.build = build

    def __call__(self, **values: Any) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._compiled
        given = [values[parameter.name] for parameter in statement.parameters]
        if not all(map(_fits, statement.parameters, given)):
            return []  # as Django answers: no row has such a key
        try:
            return _ask(connection, statement, given)
        except NotSupportedError:
            if connection.in_atomic_block:
                raise  # the transaction is lost; the statement is mended outside of the next one
            # A migration has changed a column since this connection prepared the statement.
            _forget(connection, statement)
            return _ask(connection, statement, given)

    def one_or_404(self, **values: Any) -> Any:
        """Return the one row that there is. Raises Http404 where there is none."""
        for row in self(**values):
            return row
        raise Http404

    @cached_property
    def _compiled(self) -> Statement:
        connection = connections[DEFAULT_DB_ALIAS]
        rows = self.build()
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        parameters = [p for p in params if isinstance(p, Parameter)]
        with connection.cursor() as cursor:
            text = sql % tuple(_written(cursor, params))
        key = f"kim_{blake2b(text.encode(), digest_size=8).hexdigest()}"
        call = _call(key, text, len(parameters))
        return Statement(key, text, call, parameters, _reader(rows, compiler))


def _call(key: str, text: str, count: int) -> str:
    """Return what asks a statement; the comment tells logs and explanations what it is."""
    values = ", ".join(["%s"] * count)
    comment = text.replace("%", "%%").replace("*/", "* /").replace("/*", "/ *")
    return f"EXECUTE {key}{f' ({values})' if values else ''} /* {comment} */"


def _reader(rows: Any, compiler: Any) -> Callable[[Any], list[Any]]:
    """Return what makes of the database's rows what the queryset would."""
    if not issubclass(rows._iterable_class, ModelIterable):
        return _converter(compiler)

    def read(found: Any) -> list[Any]:
        # Django makes the objects; it is only given what it would have asked for.
        answered, asked = copy(compiler), rows.all()
        answered.execute_sql = lambda *args, **kwargs: [found]
        asked.query.get_compiler = lambda *args, **kwargs: answered
        return list(asked)

    return read


def _converter(compiler: Any) -> Callable[[Any], list[tuple[Any, ...]]]:
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    if not converters:
        return list
    return lambda rows: [*map(tuple, compiler.apply_converters(rows, converters))]


def _written(cursor: Any, params: Iterable[Any]) -> Iterable[str]:
    """Write what never changes as it is: only so does the planner know which indexes apply."""
    number = 0
    for param in params:
        if isinstance(param, Parameter):
            number += 1
            yield f"${number}"
        else:
            yield cursor.mogrify("%s", [param]).decode()


def _fits(parameter: Parameter, value: Any) -> bool:
    """Tell whether a number is one that the column could hold."""
    if not isinstance(value, int):
        return True
    kind = parameter.output_field.get_internal_type()
    low, high = connections[DEFAULT_DB_ALIAS].ops.integer_field_range(kind)
    return bool(low <= value <= high)


def _ask(connection: Any, statement: Statement, given: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        _prepare(connection, cursor, statement)
        cursor.execute(statement.call, given)
        return statement.convert(cursor.fetchall())


# What each connection has prepared; it forgets that when it ends.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def _prepare(connection: Any, cursor: Any, statement: Statement) -> None:
    known = _prepared.setdefault(connection.connection, set())
    if statement.key not in known:
        # Once per connection, and no question of any page: nobody counts or times it.
        cursor.cursor.execute(f"PREPARE {statement.key} AS {statement.text}")
        known.add(statement.key)


def _forget(connection: Any, statement: Statement) -> None:
    _prepared[connection.connection].discard(statement.key)
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"DEALLOCATE {statement.key}")


_named: dict[Hashable, CompiledQuery] = {}


def rows_of(
    build: Callable[[], QuerySet[Any, Any]], name: Hashable = None
) -> Iterable[tuple[Any, ...]]:
    """Return the rows of a `values_list`; under a name it is built only once.

    A name is given only to what depends on neither time nor reader.
    """
    if name is None:
        return build()
    return _named.setdefault(name, CompiledQuery(build))()
