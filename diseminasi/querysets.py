"""Sets of Info Pemerintah, with who may see what built in."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import models
from django.utils import timezone

from kimportal.search import clean_query, is_searchable, words_query
from wilayah.querysets import ancestor_codes, inside


class InfoQuerySet(models.QuerySet[Any]):
    """Messages; chainable. Public pages start from `public` or `released`, which leave out what is
    for KIM only; `handed_out` and `standing` do not.
    """

    def handed_out(self) -> InfoQuerySet:
        """Keep what ever went out to KIM; for them and for the region that issued it."""
        return self.filter(status__in=("released", "corrected", "withdrawn"))

    def standing(self) -> InfoQuerySet:
        """Keep what went out to KIM and holds; for them and for the region that issued it."""
        return self.filter(status__in=("released", "corrected"))

    def for_kim_only(self) -> InfoQuerySet:
        return self.exclude(cara_jawab="")

    def public(self) -> InfoQuerySet:
        """Keep those whose page everyone may open; of a withdrawn one it tells just that."""
        return self.handed_out().filter(cara_jawab="")

    def released(self) -> InfoQuerySet:
        """Keep those that are public and hold."""
        return self.standing().filter(cara_jawab="")

    def unexpired(self, today: Any = None) -> InfoQuerySet:
        """Keep those that have not run out; those that begin later count.

        `today` may be an expression, for queries that are compiled before the day is known.
        """
        today = today or timezone.localdate()
        term = models.Q(berlaku_sampai=None) | models.Q(berlaku_sampai__gte=today)
        answer = models.Q(jawab_sampai=None) | models.Q(jawab_sampai__gte=today)
        return self.filter(term, answer)

    def in_force(self) -> InfoQuerySet:
        """Keep the public ones that hold and have not run out."""
        return self.released().unexpired()

    def in_wilayah(self, kode: str) -> InfoQuerySet:
        """Keep those for the region: for a part of it, for itself, or for what it lies in."""
        from diseminasi.models import Sasaran

        around = models.Q(wilayah=None) | models.Q(wilayah__in=ancestor_codes(kode))
        meant = Sasaran.objects.filter(around | models.Q(inside(kode)))
        return self.filter(pk__in=meant.values("info"))

    def newest(self) -> InfoQuerySet:
        return self.order_by("-released_at", "-id")

    def for_cards(self) -> InfoQuerySet:
        """Load what a card shows, in a fixed number of queries."""
        from diseminasi.models import Sasaran

        regions = Sasaran.objects.select_related("wilayah").order_by("wilayah", "pk")
        return (
            self.select_related("wilayah")
            .prefetch_related(models.Prefetch("daftar_sasaran", queryset=regions))
            .defer("cari")
        )

    def search(self, q: str) -> InfoQuerySet:
        """Keep those that match the words of `q`, with their `rank`."""
        q = clean_query(q)
        if not is_searchable(q):
            return self.none().annotate(rank=models.Value(0.0))
        query = words_query(q, "indonesian")
        return self.filter(cari=query).annotate(rank=SearchRank("cari", query))
