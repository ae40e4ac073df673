"""What counts as a decision of the dinas, and how its working days are counted.

A decision is measured against the last time the same thing was handed in before it. Days are
those of Jakarta; a thing decided on the day it came took 0 working days. What the portal
decides by itself does not count.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from kimportal.working_days import is_working_day

OBJEK = ["naskah", "kim"]
MASUK = ["submit_kegiatan", "reopen_kegiatan", "submit_kim"]
PUTUS = [
    *("approve_kegiatan", "confirm_kegiatan", "return_kegiatan", "reject_kegiatan"),
    *("verify_kim", "return_kim", "reject_kim"),
]
# What waited longer than this before its decision is left out.
TERLAMA = timedelta(days=3 * 366)


@lru_cache(maxsize=32)
def working_days(first: date, last: date) -> tuple[list[date], list[int]]:
    """Return every day, and how many working days there were up to and with it."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    numbers, count = [], 0
    for day in days:
        count += is_working_day(day)
        numbers.append(count)
    return days, numbers
