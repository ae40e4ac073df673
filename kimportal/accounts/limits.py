"""Budgets of tries, so that guessing is slow and nobody can lock another person out.

Each budget is counted per something in a window of time. Guessing at an account spends the
budget that all *unknown* devices share for it; a device on which the person has signed in
before has a budget of its own, which no stranger can spend. Addresses have wide budgets,
and only unknown devices spend them: a village shares one.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Budget:
    """So many tries in so many seconds."""

    name: str
    amount: int
    seconds: int


QUARTER, HOUR = 15 * 60, 60 * 60

ACCOUNT = Budget("akun", 10, QUARTER)
ACCOUNT_AT_DEVICE = Budget("akun-perangkat", 10, QUARTER)
DEVICE = Budget("perangkat", 20, QUARTER)
ADDRESS = Budget("alamat", 200, QUARTER)
SIGNUPS = Budget("daftar", 20, HOUR)
SIGNUPS_AT_ADDRESS = Budget("daftar-alamat", 200, HOUR)
LETTERS = Budget("surat", 10, HOUR)
LETTERS_TO_ADDRESS = Budget("surat-ke", 5, HOUR)
LETTERS_FROM_ADDRESS = Budget("surat-alamat", 200, HOUR)
CODES = Budget("kode", 20, HOUR)
CODES_AT_ADDRESS = Budget("kode-alamat", 200, HOUR)
REPORTS = Budget("laporan", 5, HOUR)
REPORTS_AT_ADDRESS = Budget("laporan-alamat", 60, HOUR)
RUMOURS = Budget("isu", 5, HOUR)
RUMOURS_AT_ADDRESS = Budget("isu-alamat", 60, HOUR)
PHONE_CHANGES = Budget("telepon", 10, HOUR)


class TooManyTriesError(Exception):
    """A budget is spent; `seconds` until it is full again. Caught by `devices.entrance`."""

    def __init__(self, budget: Budget, seconds: int) -> None:
        super().__init__(budget.name)
        self.name = budget.name
        self.seconds = seconds

    @property
    def menit(self) -> int:
        return max(1, math.ceil(self.seconds / 60))


class Spending:
    """What one request has taken from budgets; given back when the try was right."""

    def __init__(self) -> None:
        self._keys: list[str] = []

    def spend(self, budget: Budget, who: str) -> None:
        """Take one try, or raise TooManyTriesError. Taken first, so that parallel tries count."""
        key, ends = _key(budget, who)
        cache.add(key, 0, budget.seconds)
        try:
            used = cache.incr(key)
        except ValueError:
            # The window ended between the two calls, or the cache is down: nothing to count.
            return
        if used is not None and used > budget.amount:
            raise TooManyTriesError(budget, max(1, math.ceil(ends - time.time())))
        self._keys.append(key)

    def give_back(self) -> None:
        for key in self._keys:
            try:
                cache.decr(key)
            except ValueError:
                continue
        self._keys.clear()


def spend(budget: Budget, who: str) -> None:
    """Take one try that is not given back."""
    Spending().spend(budget, who)


def _key(budget: Budget, who: str) -> tuple[str, float]:
    # Windows start at a different moment for each, so that they do not all end together.
    digest = hashlib.sha256(f"{budget.name}:{who}".encode()).hexdigest()[:32]
    offset = int(digest[:6], 16) % budget.seconds
    window = int((time.time() + offset) // budget.seconds)
    return f"batas:{budget.name}:{digest}:{window}", (window + 1) * budget.seconds - offset
