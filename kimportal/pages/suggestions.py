""" "Mungkin maksud Anda …": the query with its misspelt words put right."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, QuerySet

from kegiatan.models import Naskah
from kimportal.search import ALIKE, correct_words, is_searchable, short_name
from komunitas.models import Kim
from wilayah.models import Wilayah

LIKEST = 30


def suggest(q: str) -> str | None:
    """Return a better spelling of `q` after the names and titles that exist, if there is one."""
    if not is_searchable(q):
        return None
    names = (
        _likest(Kim.objects.published(), "nama", "nama_cari", short_name(q)),
        _likest(Naskah.objects.published(), "judul", "judul", q),
        _likest(Wilayah.objects.current(), "nama", "nama", q),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # Looser than for results: here a person decides whether the guess is right.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)]
        )
        texts = list(names[0].union(*names[1:], all=True).values_list("teks", flat=True))
    return correct_words(q, texts)


def _likest(rows: QuerySet, field: str, indexed: str, q: str) -> QuerySet:
    return (
        rows.filter(**{f"{indexed}__trigram_word_similar": q})
        .annotate(teks=F(field), mirip=TrigramWordSimilarity(q, indexed))
        .order_by("-mirip", "pk")
        .values("teks")[:LIKEST]
    )
