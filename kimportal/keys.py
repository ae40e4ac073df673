"""Keys of rows as forms and addresses carry them: text from outside."""

from __future__ import annotations

# What the database's bigint holds in any case.
DIGITS = 18


def read_key(text: str) -> int:
    """Return the key that is written; 0, which no row has, where none can be meant."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 0
