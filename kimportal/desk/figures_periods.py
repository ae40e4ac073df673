"""Periods of statistics: whole days on the clock of Jakarta (WIB), both ends included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kimportal.template_tags import ZONA_WAKTU, tanggal

WIB = ZONA_WAKTU[7][0]
# Nothing of KIM is older; a typed year below it is a slip.
EARLIEST = date(2000, 1, 1)
BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Periode:
    """From the first moment of `dari` to the last of `sampai`; `kunci` writes it in addresses."""

    dari: date
    sampai: date
    label: str
    kunci: str

    @property
    def mulai(self) -> datetime:
        return datetime.combine(self.dari, time.min, WIB)

    @property
    def akhir(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.sampai + timedelta(days=1), time.min, WIB)

    @property
    def daftar_bulan(self) -> list[date]:
        """The first day of each month that the period touches."""
        first, months = self.dari.replace(day=1), []
        while first <= self.sampai:
            months.append(first)
            first = next_month(first)
        return months


def today() -> date:
    return timezone.localdate(timezone=WIB)


def next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_name(day: date) -> str:
    return f"{BULAN[day.month - 1]} {day.year}"


def last_year() -> Periode:
    """Return the twelve months that end with the present one."""
    now = today()
    first = next_month(now.replace(year=now.year - 1, day=1))
    return Periode(first, now, "12 bulan terakhir", "")


def month(day: date) -> Periode:
    """Return the month of `day`."""
    first = day.replace(day=1)
    last = next_month(first) - timedelta(days=1)
    return Periode(first, last, month_name(first), f"{first:%Y-%m}")


def previous_month() -> Periode:
    return month(today().replace(day=1) - timedelta(days=1))


def year(number: int) -> Periode:
    return Periode(date(number, 1, 1), date(number, 12, 31), f"Tahun {number}", f"{number:04d}")


def between(dari: date, sampai: date) -> Periode:
    """Return the days from `dari` to `sampai`."""
    label = f"{tanggal(dari)} sampai {tanggal(sampai)}"
    return Periode(dari, sampai, label, f"{dari:%Y-%m-%d}_{sampai:%Y-%m-%d}")


def parse_period(text: str) -> Periode | None:
    """Read what an address says: "", a year, a month, or two days; None if it is no period."""
    try:
        if not text:
            return last_year()
        if found := MONTH.fullmatch(text):
            return _sensible(month(date(int(found[1]), int(found[2]), 1)))
        if YEAR.fullmatch(text):
            return _sensible(year(int(text)))
        dari, _, sampai = text.partition("_")
        return _sensible(between(date.fromisoformat(dari), date.fromisoformat(sampai)))
    except (ValueError, OverflowError):
        return None


def _sensible(periode: Periode) -> Periode | None:
    starts_in_time = EARLIEST <= periode.dari <= today()
    return periode if starts_in_time and periode.dari <= periode.sampai else None
