"""Sets of rumours, with what is public built in."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db import models
from django.db.models.functions import Greatest, Left

from kimportal.search import clean_query, has_operators, is_searchable, words_query
from wilayah.querysets import ancestor_codes, inside

# Of so many rumours, and of each so many letters, a misspelt text is looked for.
TERKINI, AWAL = 1000, 300


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

    def recent(self) -> IsuQuerySet:
        """Keep the newest of the list: so many can be compared with a text one by one."""
        edge = self.newest().values_list("shown_at", flat=True)[TERKINI : TERKINI + 1].first()
        return self.filter(shown_at__gt=edge) if edge else self.filter(shown_at__isnull=False)

    def search(self, q: str) -> IsuQuerySet:
        """Keep those that hold the words of `q`, with `rank`; where none does, what sounds like it.

        People paste what they were sent, in the sender's own spelling (`mirip`). Comparing costs
        a moment for each rumour, so only recent ones are.
        """
        q = clean_query(q)
        nothing = {"rank": models.Value(0.0), "mirip": models.Value(0.0)}
        if not is_searchable(q):
            return self.none().annotate(**nothing)
        query = words_query(q, "indonesian")
        found = self.filter(cari=query)
        if has_operators(q) or found.exists():
            return found.annotate(**nothing | {"rank": SearchRank("cari", query)})
        rows = self.recent().annotate(awal=Left("bunyi", AWAL, output_field=models.TextField()))
        near = models.Q(klaim__trigram_word_similar=q) | models.Q(awal__trigram_word_similar=q)
        mirip = Greatest(TrigramWordSimilarity(q, "klaim"), TrigramWordSimilarity(q, "awal"))
        return rows.filter(near).annotate(**nothing | {"mirip": mirip})
