"""Working days of Indonesia: Monday to Friday without public holidays and cuti bersama.

The calendar comes from the `holidays` package. Years for which the ministers have not yet
decided hold estimates of the Islamic days and no cuti bersama; a new release of the package
brings them. Days are those of the region's own zone (7 WIB, 8 WITA, 9 WIT).
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache

from django.utils import timezone
from holidays.countries.indonesia import Indonesia

from kimportal.template_tags import ZONA_WAKTU

LAST_MOMENT = time(23, 59, 59)


@cache
def _calendar() -> Indonesia:
    """Return the calendar; years are filled in as they are asked for."""
    return Indonesia(categories=("public", "government"))


def is_working_day(day: date) -> bool:
    return bool(_calendar().is_working_day(day))


def local_day(moment: datetime, zona: int) -> date:
    """Return which day it is at `moment` on the region's clock."""
    return moment.astimezone(ZONA_WAKTU[zona][0]).date()


def age_in_working_days(since: datetime, *, zona: int, now: datetime | None = None) -> int:
    """Return how many working days have begun since the day of `since`; 0 on that day."""
    first = local_day(since, zona)
    last = local_day(now or timezone.now(), zona)
    if last <= first:
        return 0
    began = int(_calendar().get_working_days_count(first, last))
    return began - is_working_day(first)


def due_day(day: date, days: int) -> date:
    """Return the `days`-th working day after a day."""
    return _calendar().get_nth_working_day(day, days)


def due_after(since: datetime, days: int, *, zona: int) -> datetime:
    """Return the last second of the `days`-th working day after the day of `since`."""
    day = due_day(local_day(since, zona), days)
    return datetime.combine(day, LAST_MOMENT, ZONA_WAKTU[zona][0])
