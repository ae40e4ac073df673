"""Sets of KIM and of people's places, with who may see what built in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from kimportal.search import clean_query, has_operators, is_searchable, short_name, words_query
from wilayah.querysets import inside


class MasaQuerySet(models.QuerySet[Any]):
    """Rows with a term, `mulai` to `selesai` (the last day counts)."""

    def current(self) -> MasaQuerySet:
        """Keep those whose term covers today."""
        today = timezone.localdate()
        return self.filter(models.Q(selesai=None) | models.Q(selesai__gte=today), mulai__lte=today)


class KimQuerySet(models.QuerySet[Any]):
    """KIM; chainable. Users reach rows only through `published` or a scoped method."""

    def published(self) -> KimQuerySet:
        """Keep the KIM that everyone may see."""
        return self.filter(status="verified")

    def in_wilayah(self, kode: str) -> KimQuerySet:
        """Keep the KIM whose village is, or lies inside, the region."""
        return self.filter(inside(kode))

    def desa(self) -> KimQuerySet:
        """Keep those that count toward cakupan KIM (not kecamatan KIM, not forums)."""
        return self.filter(jenis="desa")

    def aktif(self, aktif: bool = True) -> KimQuerySet:
        """Keep the active KIM (or, with False, the inactive); see KIM_HARI_AKTIF."""
        recent = models.Q(
            last_activity_at__gte=timezone.now() - timedelta(days=settings.KIM_HARI_AKTIF)
        )
        return self.filter(recent) if aktif else self.exclude(recent)

    def for_cards(self) -> KimQuerySet:
        """Load what a card shows: region, logo and bidang, in a fixed number of queries."""
        return (
            self.select_related("wilayah", "logo")
            .prefetch_related("bidang")
            .defer("cari", "nama_cari", "visi", "potensi", "prestasi")
        )

    def search(self, q: str) -> KimQuerySet:
        """Keep those that match the words of `q` or its number, or whose name looks like it."""
        q = clean_query(q)
        if not is_searchable(q):
            return self.none()
        if len(q) >= 10 and q.isdecimal():
            return self.filter(models.Q(nomor=q) | models.Q(nomor_kimid=q))
        condition = models.Q(cari=words_query(q, "indonesian"))
        condition |= models.Q(cari=words_query(q, "simple"))
        if not has_operators(q):
            condition |= models.Q(nama_cari__trigram_word_similar=short_name(q))
        return self.filter(condition)
