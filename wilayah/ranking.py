"""Which regions a few written words may mean, and in which order to offer them.

Each word must stand in the full name, as the beginning of a word or (from four letters on)
nearly, and at least one in the region's own name. Order of the words does not matter.
Everything is answered by the trigram indexes on `nama` and `nama_lengkap`.
"""

from __future__ import annotations

import operator
from functools import reduce
from typing import Any, TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models.functions import Greatest, Length

from wilayah.names import split_query

MIN_LENGTH = 3
FUZZY_FROM = 4
# Stand before the name proper in the list; people seldom write them.
AWALAN = r"^((kota|kabupaten)( administrasi)? |kepulauan |daerah istimewa |daerah khusus ibukota )?"

Regions = TypeVar("Regions", bound=models.QuerySet[Any])


def search_regions(regions: Regions, q: str) -> Regions:
    """Return those of `regions` that `q` may mean, likeliest first and wider ones first."""
    words, tingkat = split_query(q)
    if max(map(len, words), default=0) < MIN_LENGTH:
        return regions.none()
    distinct = dict.fromkeys(words)
    in_full_name = reduce(operator.and_, (_matches("nama_lengkap", word) for word in distinct))
    in_own_name = reduce(operator.or_, (_matches("nama", word) for word in distinct))
    return (
        regions.filter(in_full_name, in_own_name)
        .annotate(
            mirip=reduce(operator.add, (_likeness(word) for word in distinct)),
            tepat=_flag(nama_lengkap__iregex=AWALAN + r"\W+".join(words)),
            diminta=_flag(tingkat=tingkat) if tingkat else models.Value(0),
        )
        .order_by("-mirip", "-diminta", "-tepat", "tingkat", Length("nama"), "kode")
    )


def _matches(field: str, word: str) -> models.Q:
    """Return the condition that `field` has a word beginning with `word`, or nearly `word`."""
    condition = models.Q(**{f"{field}__iregex": rf"\m{word}"})
    if len(word) >= FUZZY_FROM:
        condition |= models.Q(**{f"{field}__trigram_word_similar": word})
    return condition


def _likeness(word: str) -> models.expressions.Combinable:
    """Score `word` in the region's own name: 1 as a beginning, else by trigrams."""
    if len(word) < FUZZY_FROM:
        return _flag(nama__iregex=rf"\m{word}")
    return Greatest(_flag(nama__iregex=rf"\m{word}"), TrigramWordSimilarity(word, "nama"))


def _flag(**condition: object) -> models.Case:
    """Return 1.0 where the condition holds, else 0.0."""
    return models.Case(
        models.When(**condition, then=models.Value(1.0)),
        default=models.Value(0.0),
        output_field=models.FloatField(),
    )
