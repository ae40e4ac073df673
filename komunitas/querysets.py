"""Sets of KIM and of people's places, with who may see what built in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils import timezone

from kimportal.search import clean_query, has_operators, is_searchable, short_name, words_query
from komunitas.topics import in_named_bidang
from wilayah.querysets import inside

CARD = (
    *("nama", "slug", "jenis", "last_activity_at", "bidang_ids"),
    *("logo__kunci", "logo__ukuran", "logo__is_public"),
    *("wilayah__nama", "wilayah__nama_lengkap", "wilayah__tingkat", "wilayah__zona"),
)


class MasaQuerySet(models.QuerySet[Any]):
    """Rows with a term, `mulai` to `selesai` (the last day counts)."""

    def current(self, hari: Any = None) -> MasaQuerySet:
        """Keep those whose term covers the day, which is today unless given."""
        hari = hari or timezone.localdate()
        return self.filter(models.Q(selesai=None) | models.Q(selesai__gte=hari), mulai__lte=hari)


class KeanggotaanQuerySet(MasaQuerySet):
    """Places in a KIM; one that was ended by somebody is over at that very moment."""

    def current(self, hari: Any = None) -> KeanggotaanQuerySet:
        return super().current(hari).filter(ended_at=None)  # type: ignore[return-value]

    def pengurus(self) -> KeanggotaanQuerySet:
        """Keep those who may speak for the KIM."""
        return self.filter(jabatan__in=("ketua", "sekretaris"))

    def with_account(self) -> KeanggotaanQuerySet:
        """Keep those whose person can sign in: an account at rest is as good as none."""
        return self.filter(pengguna__is_active=True)

    def without_account(self) -> KeanggotaanQuerySet:
        return self.filter(models.Q(pengguna=None) | models.Q(pengguna__is_active=False))


class PenugasanQuerySet(MasaQuerySet):
    """Assignments; one that was ended by somebody is over at that very moment."""

    def current(self, hari: Any = None) -> PenugasanQuerySet:
        return super().current(hari).filter(ended_at=None)  # type: ignore[return-value]

    def running(self) -> PenugasanQuerySet:
        """Keep those that are not over, among them such as begin later."""
        today = timezone.localdate()
        return self.filter(models.Q(selesai=None) | models.Q(selesai__gte=today), ended_at=None)


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
        from komunitas.models import TERAKHIR

        since = timezone.now() - timedelta(days=settings.KIM_HARI_AKTIF)
        return self.filter(
            GreaterThanOrEqual(TERAKHIR, since) if aktif else LessThan(TERAKHIR, since)
        )

    def for_cards(self) -> KimQuerySet:
        """Load what a card shows and no more, in one query."""
        return self.select_related("wilayah", "logo").only(*CARD)

    def search(self, q: str) -> KimQuerySet:
        """Keep those that match the words of `q` or its number, or whose name looks like it.

        The name of a field of interest stands for the KIM that work in it.
        """
        q = clean_query(q)
        if not is_searchable(q):
            return self.none()
        if len(q) >= 10 and q.isdecimal():
            return self.filter(
                models.Q(nomor=q) | models.Q(nomor_kimid=q) | models.Q(pk__in=self._kept_of(q))
            )
        condition = models.Q(cari=words_query(q, "indonesian"))
        condition |= models.Q(cari=words_query(q, "simple"))
        condition |= in_named_bidang(self, q)
        if not has_operators(q):
            condition |= models.Q(nama_cari__trigram_word_similar=short_name(q))
        return self.filter(condition)

    def _kept_of(self, nomor: str) -> models.QuerySet[Any]:
        """Return the key of the KIM into which the one with this number was merged."""
        return self.model._base_manager.filter(nomor=nomor).values("digabung_ke")
