"""Working days: weekends, Idul Fitri with its cuti bersama, and the region's own clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kimportal.working_days import age_in_working_days, due_after, is_working_day

WITA, WIT = ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 17), True),
        (date(2026, 3, 18), False),  # cuti bersama Nyepi
        (date(2026, 3, 19), False),  # Nyepi
        (date(2026, 3, 20), False),  # cuti bersama Idul Fitri
        (date(2026, 3, 21), False),  # Idul Fitri, a Saturday
        (date(2026, 3, 24), False),  # cuti bersama Idul Fitri
        (date(2026, 3, 25), True),
        (date(2026, 8, 17), False),
        (date(2026, 8, 22), False),  # a Saturday
    ],
)
def test_holidays_cuti_bersama_and_weekends_are_off(day, works):
    assert is_working_day(day) is works


def test_five_working_days_over_idul_fitri_take_two_weeks():
    asked = datetime(2026, 3, 16, 10, 0, tzinfo=WITA)

    due = due_after(asked, 5, zona=8)

    assert due == datetime(2026, 3, 30, 23, 59, 59, tzinfo=WITA)


def test_age_counts_the_working_days_that_began():
    asked = datetime(2026, 3, 16, 10, 0, tzinfo=WITA)

    def age(*moment: int) -> int:
        return age_in_working_days(asked, zona=8, now=datetime(*moment, tzinfo=WITA))

    assert age(2026, 3, 16, 23, 0) == 0
    assert age(2026, 3, 17, 0, 1) == 1
    assert age(2026, 3, 24, 12, 0) == 1
    assert age(2026, 3, 25, 12, 0) == 2


def test_what_arrives_on_a_free_day_is_one_day_old_on_the_next_working_day():
    saturday = datetime(2026, 8, 22, 9, 0, tzinfo=WITA)

    assert age_in_working_days(saturday, zona=8, now=datetime(2026, 8, 23, 9, 0, tzinfo=WITA)) == 0
    assert age_in_working_days(saturday, zona=8, now=datetime(2026, 8, 24, 9, 0, tzinfo=WITA)) == 1
    # A Tuesday follows: the 25th is Maulid.
    assert age_in_working_days(saturday, zona=8, now=datetime(2026, 8, 25, 9, 0, tzinfo=WITA)) == 1


def test_the_day_is_that_of_the_region():
    """23.30 in Jakarta on a Monday is already Tuesday in Jayapura."""
    moment = datetime(2026, 6, 8, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))

    assert due_after(moment, 1, zona=7).date() == date(2026, 6, 9)
    assert due_after(moment, 1, zona=9) == datetime(2026, 6, 10, 23, 59, 59, tzinfo=WIT)
