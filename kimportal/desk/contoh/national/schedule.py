"""When every post of the year goes out, by which KIM, and what becomes of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from kimportal.desk.contoh.national.skew import calendar, share_out, spread_over_days
from kimportal.template_tags import ZONA_WAKTU

FIRST_SECOND, LAST_SECOND = 7 * 3600, 21 * 3600
# What is still open was handed in within these last days; before, all was decided.
OPEN_DAYS = 12
Shares = dict[str, float]
# Shares in percent of the posts handed in lately, and of all others.
LATELY: Shares = {"published": 68, "submitted": 24, "draft": 5, "returned": 3}
LONG_AGO: Shares = {
    "published": 97.4,
    "rejected": 0.9,
    "withdrawn": 0.4,
    "returned": 0.5,
    "draft": 0.8,
}
STATES = ("published", "submitted", "draft", "returned", "rejected", "withdrawn")


@dataclass(frozen=True)
class Jadwal:
    """The year: per day the KIM that post (by position) and the state of each post."""

    days: Sequence[date]
    kims: Sequence[array[int]]
    states: Sequence[bytes]

    def posts_of(self, number: int) -> Iterator[tuple[int, str, int]]:
        """Yield (position of the KIM, state, second of the day) of one day's posts, in time."""
        count = len(self.kims[number])
        span = LAST_SECOND - FIRST_SECOND
        for place, (kim, state) in enumerate(
            zip(self.kims[number], self.states[number], strict=True)
        ):
            yield kim, STATES[state], FIRST_SECOND + place * span // count

    def last_published(self) -> dict[int, datetime]:
        """Return per position of a KIM when it last published."""
        last: dict[int, datetime] = {}
        for number, day in enumerate(self.days):
            midnight = datetime.combine(day, time(), ZONA_WAKTU[7][0])
            for kim, state, second in self.posts_of(number):
                if state == "published":
                    last[kim] = midnight + timedelta(seconds=second)
        return last


def plan_year(kodes: Sequence[str], posts: int, *, today: date, rng: Random) -> Jadwal:
    """Plan the posts of the KIM in these villages (exactly `posts` of them)."""
    days = calendar(today)
    counts, quiet = share_out(kodes, posts, rng)
    kims = spread_over_days(counts, quiet, days, rng)
    recent = len(days) - OPEN_DAYS
    states = [
        _states(len(bucket), LATELY if number >= recent else LONG_AGO, rng)
        for number, bucket in enumerate(kims)
    ]
    return Jadwal(days=days, kims=kims, states=states)


def _states(count: int, shares: Shares, rng: Random) -> bytes:
    numbers = [STATES.index(name) for name in shares]
    return bytes(rng.choices(numbers, [*shares.values()], k=count))
