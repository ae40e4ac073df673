"""Rumours that sound like another one: proposals only, a person decides whether they are one."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from diseminasi.hoaks.querysets import IsuQuerySet

# More is not looked through; what goes round is told apart by its beginning.
SEPANJANG = 600
TAMPIL = 5


def similar_rumours(text: str, among: IsuQuerySet) -> list[Any]:
    """Return the rumours of `among` that resemble a text most (`mirip`, pg_trgm's scale)."""
    text = text[:SEPANJANG]
    if not text.strip():
        return []
    likeness = Greatest(TrigramSimilarity("bunyi", text), TrigramSimilarity("klaim", text))
    rows = among.filter(Q(bunyi__trigram_similar=text) | Q(klaim__trigram_similar=text))
    rows = rows.annotate(mirip=likeness).select_related("wilayah").defer("cari")
    return list(rows.order_by("-mirip", "-pk")[:TAMPIL])
