"""Shared machinery of searching: cleaning what people type, and showing what matched."""

from __future__ import annotations

import operator
import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache, reduce
from html import escape, unescape

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable
from django.utils.safestring import SafeString, mark_safe

MAX_QUERY = 100
# Likeness from which a misspelt word is taken for the written one (pg_trgm's scale, 0 to 1).
ALIKE = 0.4
# The same for a correction that is offered, on difflib's scale.
CLOSE = 0.8

# Until 2019 the K stood for Kelompok, since then for Komunitas.
_FULL_NAME = re.compile(r"\b(kelompok|komunitas)\s+informasi\s+masyarakat\b", re.IGNORECASE)
_WORD = re.compile(r"(\w+)")
# Characters that nobody types stand for <mark> until the text is escaped.
_START, _STOP = "\ue000", "\ue001"
# The options of a headline (`ts_headline`) that is shown with `marked`.
MARKS = f"StartSel={_START}, StopSel={_STOP}"
_SENTENCE_END = '.!?”"»…'
_PAIR = re.compile(f"{_START}([^{_START}{_STOP}]+){_STOP}")


def clean_query(text: str, most: int = MAX_QUERY) -> str:
    """Return what was typed as one line of at most `most` letters without control characters."""
    text = unicodedata.normalize("NFKC", text[: most * 4])
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:most].strip()


def is_searchable(q: str) -> bool:
    """Tell whether there is anything to look for: two letters or digits at least."""
    return sum(c.isalnum() for c in q) >= 2


def has_operators(q: str) -> bool:
    """Tell whether `q` asks for exact words ("…") or without some (-…): no guessing then."""
    return '"' in q or any(word.startswith("-") for word in q.split())


def short_name(q: str) -> str:
    """Write both full names of a KIM as "KIM", which is how they are indexed."""
    return _FULL_NAME.sub("KIM", q)


def words_query(q: str, config: str) -> SearchQueryCombinable:
    """Return the text query for the words of `q`; "quotes", -minus and or are understood."""
    query = SearchQuery(q, config=config, search_type="websearch")
    if (short := short_name(q)) != q:
        query |= SearchQuery(short, config=config, search_type="websearch")
    return query


def split_words(q: str) -> list[str]:
    """Return the words of `q` that are long enough to be misspelt."""
    return [word.lower() for word in _WORD.findall(q) if len(word) > 3]


def spelt_query(q: str, likest: dict[str, list[str]]) -> SearchQueryCombinable:
    """Return the text query for the words of `q`, each also as the words it may stand for."""
    words = [word.lower() for word in _WORD.findall(q)]
    forms = [[word, *likest.get(word, [])] for word in words]
    queries = [
        SearchQuery(" or ".join(form), config="indonesian", search_type="websearch")
        for form in forms
    ]
    return reduce(operator.and_, queries)


# --- Showing what matched ------------------------------------------------------


def has_mark(text: str) -> bool:
    """Tell whether a headline holds a match at all (else it is just the text's beginning)."""
    return _START in text


def marked(text: str) -> SafeString:
    """Escape a headline, then turn its matches into <mark>; nothing else survives as HTML."""
    safe = _PAIR.sub(r"<mark>\1</mark>", escape(unescape(text)))
    return mark_safe(safe.replace(_START, "").replace(_STOP, ""))  # noqa: S308 escaped above


def passage(text: str) -> SafeString:
    """Show a passage as `marked` does, with dots where it was cut out of a sentence."""
    before = "… " if text.lstrip(f"{_START} ")[:1].islower() else ""
    after = "" if text.rstrip(f"{_STOP} ")[-1:] in _SENTENCE_END else " …"
    return marked(f"{before}{text.strip()}{after}")


def mark_words(text: str, q: str) -> SafeString:
    """Mark the words of a name that a word of `q` begins, or that look like one of them."""
    parts = [escape(part) for part in _WORD.split(text)]
    parts[1::2] = [
        f"<mark>{word}</mark>" if _is_wanted(word.lower(), q) else word for word in parts[1::2]
    ]
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped


@lru_cache(maxsize=4096)
def _is_wanted(word: str, q: str) -> bool:
    """Tell whether a word of a name is to be marked; hits of one search share most of theirs."""
    return any(
        (len(other) > 1 and word.startswith(other)) or likeness(word, other) >= ALIKE
        for other in _wanted(q)
    )


@lru_cache(maxsize=128)
def _wanted(q: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(f"{q} {short_name(q)}"))


# --- Misspelt words ------------------------------------------------------------


@lru_cache(maxsize=4096)
def _trigrams(word: str) -> frozenset[str]:
    if not word.isalnum():
        return frozenset()
    padded = f"  {word.lower()} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def likeness(one: str, other: str) -> float:
    """Return how alike two words are, the way pg_trgm counts: shared trigrams over all."""
    a, b = _trigrams(one), _trigrams(other)
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def correct_words(q: str, texts: list[str]) -> str | None:
    """Return `q` with its unknown words replaced by the likest in `texts`, None if none is."""
    known = {word.lower() for text in texts for word in _WORD.findall(text) if len(word) > 2}
    parts = [_nearest(part, known) for part in _WORD.split(q)]
    corrected = "".join(parts)
    return corrected if corrected.lower() != q.lower() else None


def _nearest(word: str, known: set[str]) -> str:
    if len(word) < 3 or word.lower() in known:
        return word
    return next(iter(get_close_matches(word.lower(), sorted(known), 1, CLOSE)), word)
