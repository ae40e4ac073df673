"""How unevenly a country writes: which KIM post, how much, and on which days."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from kimportal.desk.contoh.corpus import read
from kimportal.desk.contoh.places import Tempat

DAYS = 365
# A KIM that went quiet wrote only before this many days ago (see KIM_HARI_AKTIF).
QUIET_DAYS = 195
# Shares of all KIM: silent for the whole year, and gone quiet during it.
SILENT, QUIET = 0.34, 0.16
# The busiest KIM writes this many times what an average one does.
BUSIEST = 120
JAVA = ("31", "32", "33", "34", "35", "36")
SATURDAY = 5
# First day of fasting and Idul Fitri (Keputusan Menteri Agama on the sidang isbat; 2027: hisab).
RAMADAN = (
    (date(2024, 3, 12), date(2024, 4, 10)),
    (date(2025, 3, 1), date(2025, 3, 31)),
    (date(2026, 2, 19), date(2026, 3, 21)),
    (date(2027, 2, 8), date(2027, 3, 10)),
)


def choose_villages(
    villages: Sequence[Tempat], count: int, rng: Random, *, always: Sequence[str] = ()
) -> list[Tempat]:
    """Take `count` villages, likelier where KIM are dense today; returned by code.

    Those with a code in `always` are taken first.
    """
    size = Counter(village.kode[:2] for village in villages)
    weight = read("daerah")["bobot"]
    rate = {kode: weight[kode] / number for kode, number in size.items()}
    drawn = sorted(villages, key=lambda village: rng.expovariate(rate[village.kode[:2]]))
    drawn.sort(key=lambda village: village.kode not in always)
    return sorted(drawn[:count], key=lambda village: village.kode)


def share_out(kodes: Sequence[str], posts: int, rng: Random) -> tuple[list[int], list[bool]]:
    """Return how many posts each KIM writes (together exactly `posts`), and which went quiet."""
    weights, quiet = [], []
    for kode in kodes:
        fate = rng.random()
        weight = 0.0 if fate < SILENT else min(rng.lognormvariate(0, 1.3), BUSIEST)
        weights.append(weight * (1.7 if kode.startswith(JAVA) else 1))
        is_quiet = SILENT <= fate < SILENT + QUIET
        quiet.append(is_quiet)
    sums = list(accumulate(weights))
    edges = [round(posts * part / sums[-1]) for part in sums]
    return [edge - before for before, edge in zip([0, *edges], edges, strict=False)], quiet


def calendar(today: date) -> list[date]:
    """Return the days of the year before `today`, oldest first."""
    return [today - timedelta(days=DAYS - number) for number in range(DAYS)]


def day_weight(day: date) -> float:
    """Return how much is published on a day, an ordinary working day being 1."""
    weight = 1.6 if day.weekday() >= SATURDAY else 1.0
    for begins, feast in RAMADAN:
        if begins <= day < feast:
            weight *= 1.35
        elif feast <= day < feast + timedelta(days=6):
            weight *= 0.4
    return weight * (2.2 if (day.month, day.day) in {(8, 17), (8, 16), (10, 28)} else 1)


def spread_over_days(
    counts: Sequence[int], quiet: Sequence[bool], days: Sequence[date], rng: Random
) -> list[array[int]]:
    """Return per day the positions of the KIM that publish on it, in their order."""
    sums = list(accumulate(map(day_weight, days)))
    until_quiet = sums[len(days) - QUIET_DAYS]
    buckets: list[array[int]] = [array("l") for _ in days]
    for position, (count, is_quiet) in enumerate(zip(counts, quiet, strict=True)):
        total = until_quiet if is_quiet else sums[-1]
        for _ in range(count):
            # The last day's sum is never reached by random() < 1, but rounding might.
            buckets[min(bisect(sums, rng.random() * total), len(days) - 1)].append(position)
    for bucket in buckets:
        rng.shuffle(bucket)
    return buckets
