"""Sets of rumours, with what is public built in."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db import models
from django.db.models.functions import Greatest

from kimportal.search import clean_query, has_operators, is_searchable, words_query
from wilayah.querysets import ancestor_codes, inside


class IsuQuerySet(models.QuerySet[Any]):
    """Rumours; chainable. Public pages start from `public` or `listed`."""

    def public(self) -> IsuQuerySet:
        """Keep those whose page everyone may open; of a withdrawn verdict it tells just that."""
        return self.filter(status__in=("checking", "decided", "withdrawn"))

    def listed(self) -> IsuQuerySet:
        """Keep those that are being checked or have a verdict that holds."""
        return self.filter(status__in=("checking", "decided"))

    def in_wilayah(self, kode: str) -> IsuQuerySet:
        """Keep those that go round in the region: in a part of it, in it, or in all around it."""
        around = models.Q(wilayah=None) | models.Q(wilayah__in=ancestor_codes(kode))
        return self.filter(around | models.Q(inside(kode)))

    def newest(self) -> IsuQuerySet:
        return self.order_by("-shown_at", "-id")

    def for_cards(self) -> IsuQuerySet:
        return self.select_related("wilayah").defer("cari")

    def search(self, q: str) -> IsuQuerySet:
        """Keep those that match the words of `q`, or sound like it, with `rank` and `mirip`.

        People paste what they were sent: a piece of the rumour, with the sender's own spelling.
        """
        q = clean_query(q)
        if not is_searchable(q):
            return self.none().annotate(rank=models.Value(0.0), mirip=models.Value(0.0))
        query = words_query(q, "indonesian")
        found = models.Q(cari=query)
        if not has_operators(q):
            found |= models.Q(bunyi__trigram_word_similar=q)
            found |= models.Q(klaim__trigram_word_similar=q)
        mirip = Greatest(TrigramWordSimilarity(q, "bunyi"), TrigramWordSimilarity(q, "klaim"))
        return self.filter(found).annotate(rank=SearchRank("cari", query), mirip=mirip)
