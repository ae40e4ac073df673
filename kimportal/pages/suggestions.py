""" "Mungkin maksud Anda …": the query with its misspelt words put right."""

import re
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, QuerySet

from kegiatan.words import words_like
from kimportal.search import ALIKE, correct_words
from komunitas.models import Bidang, Kim
from komunitas.topics import bidang_names
from wilayah.models import Wilayah

LIKEST = 15
MAX_WORDS = 3
_WORD = re.compile(r"[^\W_]{3,}")


def suggest(q: str) -> str | None:
    """Return a better spelling of `q` after the names and words that exist, if there is one."""
    words = _WORD.findall(q)[:MAX_WORDS]
    names = [rows for word in words for rows in _names_like(word)]
    if not names:
        return None
    with transaction.atomic(), connection.cursor() as cursor:
        # Looser than for results: here a person decides whether the guess is right.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)]
        )
        texts = list(names[0].union(*names[1:], all=True).values_list("teks", flat=True))
    texts += [word for found in words_like(words, alike=ALIKE).values() for word in found]
    return correct_words(q, [*texts, *bidang_names(Bidang).values()])


def _names_like(word: str) -> list[QuerySet[Any]]:
    return [
        _likest(Kim.objects.published(), "nama_cari", word),
        _likest(Wilayah.objects.current(), "nama", word),
    ]


def _likest(rows: QuerySet[Any], field: str, word: str) -> QuerySet[Any]:
    return (
        rows.filter(**{f"{field}__trigram_word_similar": word})
        .annotate(teks=F(field), mirip=TrigramWordSimilarity(word, field))
        .order_by("-mirip", "pk")
        .values("teks")[:LIKEST]
    )
