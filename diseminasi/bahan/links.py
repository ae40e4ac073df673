"""Short links: one per message, and one per message and KIM, short enough to be typed.

A link is worked out from the keys, so nothing is stored and nobody is counted. Its last
character checks the others: a slip of the pen leads nowhere, rather than to another message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse

from diseminasi.models import InfoPemerintah
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Kim

# No letter or digit that looks like another; a prime many, so that every single slip and
# every swap of neighbours changes the check.
HURUF = "23456789abcdefghjkmnpqrstuvwxyz"
POLA = re.compile(rf"([{HURUF}]{{1,7}})(?:-([{HURUF}]{{1,7}}))?([{HURUF}])")
# Characters kept free for a code in a text: of 923,521 messages for as many KIM.
PALING_PANJANG = 10


@dataclass(frozen=True)
class Tujuan:
    """Where a short link leads: a message, and the KIM that handed it on."""

    info: int
    kim: int | None


def short_link(info: InfoPemerintah, kim: Kim | None = None) -> str:
    """Return the whole short address of a message, in the name of a KIM if there is one."""
    body = _write(info.pk) + (f"-{_write(kim.pk)}" if kim else "")
    return alamat_lengkap(reverse("short_link", args=[body + _check(body)]))


def spoken_link(link: str) -> str:
    """Return the address as it is printed, without what every browser adds by itself."""
    return link.split("://", 1)[-1].rstrip("/")


def link_room() -> int:
    """Return how long a short address can get, to keep room for it."""
    return len(alamat_lengkap(reverse("short_link", args=["x" * PALING_PANJANG])))


def read_code(kode: str) -> Tujuan | None:
    """Return where a code leads; None if nobody can have been given it."""
    match = POLA.fullmatch(kode.lower())
    if match is None or _check(kode.lower()[:-1]) != match[3]:
        return None
    return Tujuan(_read(match[1]), _read(match[2]) if match[2] else None)


def _write(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(HURUF))
        digits = HURUF[digit] + digits
    return digits or HURUF[0]


def _read(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(HURUF) + HURUF.index(digit)
    return number


def _check(body: str) -> str:
    """Return the sum of the digits, each weighted by its place, as one more digit."""
    # The dash is not in HURUF and counts as -1.
    total = sum(place * HURUF.find(digit) for place, digit in enumerate(body, start=2))
    return HURUF[total % len(HURUF)]
