"""One question to the portal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """`find` returns what is wrong: rows, or sentences; nothing where all is well.

    `meaning` says for people what a find is, `advice` what to do about it.
    """

    name: str
    meaning: str
    find: Callable[[], Iterable[object]]
    advice: str
