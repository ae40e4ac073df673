"""Sets of posts and of their versions, with who may see what built in."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import models

from kimportal.search import (
    clean_query,
    has_operators,
    is_searchable,
    spelt_query,
    split_words,
    words_query,
)
from komunitas.topics import in_named_bidang
from wilayah.querysets import inside

CARD = (
    *("jenis", "judul", "ringkasan", "tanggal", "harga", "published_at"),
    *("kegiatan__slug", "kegiatan__kim__nama"),
    *("wilayah__nama", "wilayah__nama_lengkap", "wilayah__tingkat", "wilayah__zona"),
)
ALASAN = "kegiatan__praktik_baik__alasan"


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

    def naskah_waiting(self) -> NaskahQuerySet:
        """Keep what waits for an officer since `submitted_at`.

        Handed in (`status="submitted"`), or published first and not checked yet
        (`status="published"`, `reviewed_at` empty).
        """
        first = models.Q(status="published", reviewed_at=None)
        return self.filter(models.Q(status="submitted") | first)

    def praktik_baik(self) -> NaskahQuerySet:
        """Keep the published versions of posts that are marked as examples."""
        return self.published().filter(kegiatan__praktik_baik__isnull=False)

    def in_wilayah(self, kode: str) -> NaskahQuerySet:
        """Keep what happened in the region or inside it."""
        return self.filter(inside(kode))

    def with_ciri(self, *ciri: str) -> NaskahQuerySet:
        """Keep those with this region or kind, by the index of words and filters together.

        For what is rare: the index knows no order. A village is no part of it.
        """
        from kegiatan.models.indexes import CIRI

        return self.alias(ciri=CIRI).filter(ciri__contains=list(ciri))

    def newest(self) -> NaskahQuerySet:
        return self.order_by("-published_at", "-id")

    def of_kim(self, kim: Any) -> NaskahQuerySet:
        """Keep the published posts of one KIM, newest first, by the index over its posts."""
        own = self.filter(kegiatan__kim=kim, kegiatan__naskah_terbit__isnull=False)
        return own.order_by("-kegiatan__published_at", "-kegiatan_id")

    def for_cards(self, *, praktik: bool = False) -> NaskahQuerySet:
        """Load what a card shows beside its photo and no more, in one query.

        `praktik` adds why the post is an example.
        """
        rows = self.select_related("kegiatan__kim", "wilayah").only(*CARD)
        if praktik:
            rows = rows.select_related("kegiatan__praktik_baik").only(*CARD, ALASAN)
        return rows

    def search(self, q: str) -> NaskahQuerySet:
        """Keep those that match the words of `q` after Indonesian stemming.

        A word that no post has stands for those that are like it, and the name of a field of
        interest for the posts in it.
        """
        from kegiatan.words import words_like

        q = clean_query(q)
        if not is_searchable(q):
            return self.none()
        likest = {} if has_operators(q) else words_like(split_words(q))
        query = spelt_query(q, likest) if any(likest.values()) else words_query(q, "indonesian")
        return self.filter(models.Q(cari=query) | in_named_bidang(self, q))

    def with_rank(self, q: str) -> NaskahQuerySet:
        """Tell how well each one matches the words of `q` (`rank`)."""
        return self.annotate(rank=SearchRank(models.F("cari"), words_query(q, "indonesian")))
