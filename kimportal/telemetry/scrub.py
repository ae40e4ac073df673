"""Taking out of a text what may point to a person: for log lines and error reports.

Names cannot be told from other words, so nothing that people wrote is put into a log line at all;
this catches what comes along in messages of other programs.
"""

from __future__ import annotations

import re

_V6 = (
    r"(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
    r"|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\w:])"
)
PATTERNS = (
    # PostgreSQL quotes the row that it refuses: after DETAIL, and after a colon in quotes.
    (re.compile(r"\b(DETAIL|CONTEXT|HINT|LINE \d+):.*"), r"\1: …"),
    (re.compile(r": \"[^\"\n]*\""), ': "…"'),
    (re.compile(r"://[^/\s@]+@"), "://…@"),
    (re.compile(r"\?[\w%.\[\]~-]+=[^\s'\")]*"), "?…"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[surel]"),
    (re.compile(r"(?<![\w.+])(?:\+?62|0)[ -]?8\d(?:[ -]?\d){6,11}(?!\w)"), "[telepon]"),
    (re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"), "[alamat]"),
    (re.compile(_V6, re.IGNORECASE), "[alamat]"),
)


def scrub(text: str) -> str:
    """Return the text without e-mail and internet addresses, telephone numbers and queries."""
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text
