"""Short links: one per message, and one per message and KIM, short enough to be typed.

Each may name a language, to lead to the message as it reads there.

A link is worked out from the keys, so nothing is stored and nobody is counted. Its last
character checks the others: a slip of the pen leads nowhere, rather than to another message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse

from diseminasi.bahasa.pesan import Pesan
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Kim

# No letter or digit that looks like another; a prime many, so that every single slip and
# every swap of neighbours changes the check.
HURUF = "23456789abcdefghjkmnpqrstuvwxyz"
NOMOR = f"[{HURUF}]{{1,7}}"
POLA = re.compile(rf"({NOMOR})(?:-({NOMOR})|-({NOMOR})?-([{HURUF}]))?([{HURUF}])")
# The languages by their letter in a link. Links stand on paper: only ever add at the end.
BAHASA = (
    *("ace", "abs", "ban", "bjn", "btx", "bbc", "bew", "bhw", "bhp", "bug", "aoz", "nij", "gor"),
    *("jav", "mkn", "ljp", "mad", "mak", "xmm", "mdr", "min", "mui", "nia", "pmy", "sas", "sun"),
    "sda",
)
# Characters kept free for a code in a text: of 923,521 messages for as many KIM.
PALING_PANJANG, DENGAN_BAHASA = 10, 12


@dataclass(frozen=True)
class Tujuan:
    """Where a short link leads: a message, the KIM that handed it on, in which language."""

    info: int
    kim: int | None
    bahasa: str = ""


def short_link(info: Pesan, kim: Kim | None = None) -> str:
    """Return the whole short address of a message, in the name of a KIM if there is one."""
    body = _write(info.pk)
    if kim or info.bahasa:
        body += f"-{_write(kim.pk) if kim else ''}"
    if info.bahasa:
        body += f"-{HURUF[BAHASA.index(info.bahasa)]}"
    return alamat_lengkap(reverse("short_link", args=[body + _check(body)]))


def spoken_link(link: str) -> str:
    """Return the address as it is printed, without what every browser adds by itself."""
    return link.split("://", 1)[-1].rstrip("/")


def link_room(bahasa: str = "") -> int:
    """Return how long a short address can get, to keep room for it."""
    longest = DENGAN_BAHASA if bahasa else PALING_PANJANG
    return len(alamat_lengkap(reverse("short_link", args=["x" * longest])))


def read_code(kode: str) -> Tujuan | None:
    """Return where a code leads; None if nobody can have been given it."""
    match = POLA.fullmatch(kode.lower())
    if match is None or _check(kode.lower()[:-1]) != match[5]:
        return None
    kim, letter = match[2] or match[3], match[4]
    place = HURUF.index(letter) if letter else len(BAHASA)
    bahasa = BAHASA[place] if place < len(BAHASA) else ""
    return Tujuan(_read(match[1]), _read(kim) if kim else None, bahasa)


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
