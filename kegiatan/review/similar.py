"""Texts that resemble a version: the same story twice, or one text under many names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Left

from kegiatan.models import Naskah
from kegiatan.models.indexes import AWAL, DIBANDINGKAN

SHOWN = 5
# pg_trgm's own limit (0.3) finds candidates; below these they are mere neighbours in words.
TITLE_ALIKE = 0.45
TEXT_ALIKE = 0.4
# From here on the beginning of the text is nearly the same.
NEARLY_SAME = 0.8


@dataclass(frozen=True)
class Mirip:
    """One version that resembles another; shares from 0 to 1."""

    naskah: Naskah
    mirip_judul: float
    mirip_isi: float

    @property
    def hampir_sama(self) -> bool:
        return self.mirip_isi >= NEARLY_SAME

    @property
    def persen(self) -> int:
        return round(100 * max(self.mirip_judul, self.mirip_isi))


def similar_posts(naskah: Naskah, among: QuerySet[Naskah]) -> list[Mirip]:
    """Return the published and waiting versions of other posts that resemble it most.

    `among` is what the reader may see.
    """
    beginning = str(naskah.isi)[:AWAL]
    rows: Any = (
        among.filter(status__in=DIBANDINGKAN)
        .exclude(kegiatan=naskah.kegiatan_id)
        .annotate(
            awal=Left("isi", AWAL, output_field=CharField()),
            mirip_judul=TrigramSimilarity("judul", naskah.judul),
        )
        .annotate(mirip_isi=TrigramSimilarity("awal", beginning))
        .filter(Q(judul__trigram_similar=naskah.judul) | Q(awal__trigram_similar=beginning))
        .filter(Q(mirip_judul__gte=TITLE_ALIKE) | Q(mirip_isi__gte=TEXT_ALIKE))
        .select_related("kegiatan__kim", "wilayah")
        .defer("isi", "cari", "kegiatan__kim__cari", "kegiatan__kim__potensi")
        .order_by((F("mirip_judul") + F("mirip_isi")).desc(), "-pk")[:SHOWN]
    )
    return [Mirip(row, row.mirip_judul, row.mirip_isi) for row in rows]
