"""Due dates in the database: so that a queue can be sorted and counted by them there.

The same rule as `kimportal.working_days.due_after`, written as an expression: the working
days of the last year and the coming weeks go along as an array, and the place of a day in it
leads to the n-th working day behind it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import DateTimeField, Expression, F, Func, Subquery
from django.utils import timezone

from kimportal.template_tags import ZONA_WAKTU
from kimportal.working_days import due_day, is_working_day, local_day

# What waits longer than this is late in any case; its due date is the array's first days.
BACK = timedelta(days=370)
AHEAD = timedelta(days=60)


class DueAfter(Func):
    """The last second of the n-th working day after a moment, on the region's clock.

    `moment` is a field, `zona` (UTC offset in hours; Indonesia keeps no summer time) whatever
    gives the number.
    """

    arg_joiner = " AT TIME ZONE 'UTC' + INTERVAL '1 hour' * "
    output_field = DateTimeField()

    def __init__(self, moment: str, zona: Expression | F | Subquery, *, days: int) -> None:
        super().__init__(F(moment), zona)
        self.days = days

    def as_sql(  # type: ignore[override]  # nothing of it is given from outside
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        """Write the expression; the array is ours, so it stands in the text."""
        sources = self.get_source_expressions()
        zone, params = compiler.compile(sources[1])
        days = f"'{{{working_days(timezone.localdate())}}}'::date[]"
        template = (
            f"((({days})[WIDTH_BUCKET((%(expressions)s)::date, {days}) + {self.days}]"
            f" + TIME '23:59:59' - INTERVAL '1 hour' * {zone}) AT TIME ZONE 'UTC')"
        )
        template = template.replace("%s", "%%s")  # what the zone itself asks for
        sql, own = super().as_sql(compiler, connection, template=template, **context)
        return sql, [*own, *params]


def first_timely(days: int, now: datetime, *, zona: int) -> datetime:
    """Return the moment from which on an item is not late yet; what came before it is."""
    day = _first_timely_day(days, local_day(now, zona))
    return datetime.combine(day, time.min, ZONA_WAKTU[zona][0])


@lru_cache
def _first_timely_day(days: int, today: date) -> date:
    day = today
    while due_day(day - timedelta(days=1), days) >= today:
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=2)
def working_days(today: date) -> str:
    """Return the working days around `today`, separated by commas."""
    span = (BACK + AHEAD).days
    days = (today - BACK + timedelta(days=n) for n in range(span))
    return ",".join(day.isoformat() for day in days if is_working_day(day))
