""" "Mungkin maksud Anda …": the query with its misspelt words put right."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, QuerySet, TextField, Value

from kegiatan.words import known_words_like
from kimportal.search import ALIKE, correct_words
from komunitas.models import Bidang, Kim
from komunitas.topics import bidang_names
from wilayah.models import Wilayah

LIKEST = 15
MAX_WORDS = 3
LOOSEN = "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)"
_WORD = re.compile(r"[^\W_]{3,}")


def suggest(q: str) -> str | None:
    """Return a better spelling of `q` after the names and words that exist, if there is one.

    Names of KIM are looked through only where regions and the words of posts do not help: there
    are as many as villages, and most are named after one.
    """
    words = _WORD.findall(q)[:MAX_WORDS]
    return _corrected(q, words, _words_and_regions) or _corrected(q, words, _names)


def _corrected(q: str, words: list[str], like: Callable[[str], list[QuerySet[Any]]]) -> str | None:
    alike = [rows for word in words for rows in like(word)]
    if not alike:
        return None
    question, values = alike[0].union(*alike[1:], all=True).query.sql_with_params()
    with connection.cursor() as cursor:
        # Looser than for results: here a person decides whether the guess is right. Sent
        # together, the two are one transaction, after which the limit is what it was.
        cursor.execute(f"{LOOSEN}; {question}", [str(ALIKE), *values])
        texts = [teks for (teks,) in cursor.fetchall()]
    return correct_words(q, [*texts, *bidang_names(Bidang).values()])


def _words_and_regions(word: str) -> list[QuerySet[Any]]:
    return [
        _likest(Wilayah.objects.current(), "nama", word),
        known_words_like(Value(word.lower(), TextField()), ALIKE).values(teks=F("kata")),
    ]


def _names(word: str) -> list[QuerySet[Any]]:
    return [_likest(Kim.objects.published(), "nama_cari", word)]


def _likest(rows: QuerySet[Any], field: str, word: str) -> QuerySet[Any]:
    return (
        rows.filter(**{f"{field}__trigram_word_similar": word})
        .annotate(teks=F(field), mirip=TrigramWordSimilarity(word, field))
        .order_by("-mirip", "pk")
        .values("teks")[:LIKEST]
    )
