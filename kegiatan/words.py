"""The words of posts: noting them, and knowing a misspelt one by those that are like it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kegiatan.models import Kata, Naskah

# Likeness from which a word is taken for the misspelt one (pg_trgm's scale, 0 to 1).
SAME = 0.6
LIKEST = 3

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
NEAR = """
    SELECT typed, ARRAY(
        SELECT kata FROM kegiatan_kata WHERE kata %% typed AND similarity(kata, typed) >= %s
        ORDER BY similarity(kata, typed) DESC, kata LIMIT %s
    )
    FROM unnest(%s::text[]) AS typed
    WHERE NOT EXISTS (
        SELECT 1 FROM kegiatan_kata
        WHERE akar = coalesce((ts_lexize('indonesian_stem', typed))[1], typed)
    )
"""


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


def words_like(words: Iterable[str], *, alike: float = SAME) -> dict[str, list[str]]:
    """Return, for each of the words that no post has in any form, the known ones most like it."""
    typed = sorted({word.lower() for word in words})
    if not typed:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [alike, LIKEST, typed])
        return dict(cursor.fetchall())
