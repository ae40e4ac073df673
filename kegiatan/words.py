"""The words of posts: noting them, and knowing a misspelt one by those that are like it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.core.cache import caches
from django.db import connection
from django.db.models import Exists, Func, QuerySet, TextField
from django.db.models.functions import Coalesce

from kegiatan.models import Kata, Naskah
from kimportal.compiled import CompiledQuery, Parameter

# Likeness from which a word is taken for the misspelt one (pg_trgm's scale, 0 to 1).
SAME = 0.6
LIKEST = 3
A_MINUTE = 60

_NOTE = """
    INSERT INTO kegiatan_kata (kata, akar)
    SELECT word, coalesce((ts_lexize('indonesian_stem', word))[1], word)
    FROM ({source}) AS words WHERE word ~ '^[[:alpha:]]{{3,40}}$'
    ON CONFLICT DO NOTHING
"""
NOTE_ONE = _NOTE.format(
    source="SELECT unnest(tsvector_to_array(to_tsvector('simple', %s))) AS word"
)
NOTE_ALL = _NOTE.format(
    source="""SELECT word FROM ts_stat($$
    SELECT to_tsvector('simple', judul || ' ' || ringkasan) FROM kegiatan_naskah
    WHERE status = 'published'$$)"""
)


def note_words(naskah: Naskah) -> None:
    """Note the words of a version that is being published."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE_ONE, [f"{naskah.judul} {naskah.ringkasan}"])


def note_all_words() -> int:
    """Note the words of all that is public, and return how many words are known now.

    For rows that came past the door of publishing, such as those of a bulk load.
    """
    with connection.cursor() as cursor:
        cursor.execute(NOTE_ALL)
    return Kata.objects.count()


def known_words_like(word: Any, alike: float) -> QuerySet[Kata]:
    """Return the known words most like one that no post has in any form, the likest first.

    The word is in small letters: a value, or a parameter in its place.
    """
    stem = Func(word, template="(ts_lexize('indonesian_stem', %(expressions)s))[1]")
    known = Kata.objects.filter(akar=Coalesce(stem, word, output_field=TextField()))
    near = Kata.objects.filter(~Exists(known), kata__trigram_similar=word)
    scored = near.annotate(mirip=TrigramSimilarity("kata", word)).filter(mirip__gte=alike)
    return scored.order_by("-mirip", "kata")[:LIKEST]


def words_like(words: Iterable[str]) -> dict[str, list[str]]:
    """Return, for those of the words that no post has in any form, the known ones most like it.

    Remembered for a minute: a new word is found meanwhile all the same, only not by its likes.
    """
    typed = sorted({word.lower() for word in words})
    if not typed:
        return {}
    remembered, key = caches["fragments"], f"mirip:{'+'.join(typed)}"
    found: dict[str, list[str]] | None = remembered.get(key)
    if found is None:
        found = {}
        for word, kata in _likest_of(len(typed))(**{_name(n): w for n, w in enumerate(typed)}):
            found.setdefault(word, []).append(kata)
        remembered.set(key, found, A_MINUTE)
    return found


@cache
def _likest_of(count: int) -> CompiledQuery:
    """Return the question for the likest of so many words; each row begins with its word."""
    words = [Parameter(_name(n), TextField()) for n in range(count)]
    parts = [known_words_like(word, SAME).values_list(word, "kata") for word in words]
    return CompiledQuery(lambda: parts[0].union(*parts[1:], all=True))


def _name(n: int) -> str:
    return f"kata_{n}"
