"""Queries that are compiled to SQL once and then asked again and again.

Django builds and compiles a queryset anew for each use, which takes up to ten times as long as
sending it and reading its answer. What public pages ask at every visit is compiled at its first
use; the queryset stays its one description, with scope and order in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet


class Parameter(Expression):
    """A value that is known only when the query is asked, by its name."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class CompiledQuery:
    """The rows of a queryset of values, as a function of its parameters.

    `build` is called once and returns a `values_list` whose `Parameter`s stand for what each call
    gives by name.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.build = build

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        sql, params, convert = self._compiled
        given = [values[p.name] if isinstance(p, Parameter) else p for p in params]
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, given)
            return convert(cursor.fetchall())

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...], Callable[[Any], list[Any]]]:
        compiler = self.build().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        if not converters:
            return sql, params, list
        return sql, params, lambda rows: [*map(tuple, compiler.apply_converters(rows, converters))]


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
