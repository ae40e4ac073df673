"""Sets of posts and of their versions, with who may see what built in."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import models

from kimportal.search import clean_query, has_operators, is_searchable, words_query
from wilayah.querysets import inside


class KegiatanQuerySet(models.QuerySet[Any]):
    """Posts; chainable."""

    def published(self) -> KegiatanQuerySet:
        """Keep the posts that everyone may see: published, by a KIM in good standing."""
        return self.filter(naskah_terbit__isnull=False, kim__status="verified")


class NaskahQuerySet(models.QuerySet[Any]):
    """Versions of posts; chainable. Public pages start from `published`."""

    def published(self) -> NaskahQuerySet:
        """Keep the versions that everyone may see: published, by a KIM in good standing."""
        return self.filter(status="published", kegiatan__kim__status="verified")

    def in_wilayah(self, kode: str) -> NaskahQuerySet:
        """Keep what happened in the region or inside it."""
        return self.filter(inside(kode))

    def newest(self) -> NaskahQuerySet:
        return self.order_by("-published_at", "-id")

    def for_cards(self) -> NaskahQuerySet:
        """Load what a card shows: KIM, region and first photo, in a fixed number of queries."""
        from kegiatan.models import FotoNaskah

        first = FotoNaskah.objects.select_related("foto").order_by("urutan", "pk")
        return (
            self.select_related("kegiatan__kim", "wilayah")
            .prefetch_related(models.Prefetch("daftar_foto", queryset=first))
            .defer("isi", "cari", "kegiatan__kim__cari", "kegiatan__kim__potensi")
        )

    def search(self, q: str) -> NaskahQuerySet:
        """Keep and rank those that match the words of `q` after Indonesian stemming.

        A title that looks like `q` (a misspelt word) counts too, below every real match.
        """
        q = clean_query(q)
        if not is_searchable(q):
            return self.none().annotate(rank=models.Value(0.0))
        condition = models.Q(cari=words_query(q, "indonesian"))
        if not has_operators(q):
            condition |= models.Q(judul__trigram_word_similar=q)
        return self.filter(condition).with_rank(q)

    def with_rank(self, q: str) -> NaskahQuerySet:
        """Tell how well each one matches the words of `q` (`rank`)."""
        return self.annotate(rank=SearchRank(models.F("cari"), words_query(q, "indonesian")))
