"""Questions that sound like another one: proposals only, an admin decides whether they are one."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity

from diseminasi.models import PertanyaanInfo, StatusPertanyaan
from diseminasi.tanya.querysets import PertanyaanQuerySet

TAMPIL = 10


def mergeable_into(pertanyaan: PertanyaanInfo) -> PertanyaanQuerySet:
    """Return the questions about the same message that stand for themselves."""
    rows = PertanyaanInfo.objects.filter(info=pertanyaan.info_id).exclude(pk=pertanyaan.pk)
    return rows.exclude(status=StatusPertanyaan.MERGED)


def similar_questions(pertanyaan: PertanyaanInfo) -> list[Any]:
    """Return those that resemble the question most (`mirip`, pg_trgm's scale)."""
    rows = mergeable_into(pertanyaan).filter(teks__trigram_similar=pertanyaan.teks)
    rows = rows.annotate(mirip=TrigramSimilarity("teks", pertanyaan.teks)).with_others()
    return list(rows.select_related("kim", "wilayah").order_by("-mirip", "pk")[:TAMPIL])
