"""A post's summary, made from its text where nobody wrote one."""

from __future__ import annotations

import re

from kegiatan.prose import plain_text

LENGTH = 220
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s|$)")


def summarise(isi: str) -> str:
    """Return the first sentences of sanitised `isi`, else its first words, in one line."""
    text = " ".join(plain_text(isi).split())
    if len(text) <= LENGTH:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[:LENGTH])]
    if ends and ends[-1] >= LENGTH // 3:
        return text[: ends[-1]]
    return text[: LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
