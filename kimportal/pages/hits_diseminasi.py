"""What the site-wide search finds of Info Pemerintah and Cek Hoaks.

There are thousands of them, not millions, and each kind is one query: the rows that are found
hold what is shown of them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, TextField
from django.db.models.functions import Left

from diseminasi.models import InfoPemerintah, Isu
from kimportal.pages.hits import CAP, Hit, Jenis, Pencarian
from kimportal.search import mark_words, words_query
from kimportal.template_tags import tanggal

TAMPAK = 240
INFO_SHOWN = (
    *("judul", "slug", "program", "urgensi", "berlaku_sampai", "released_at"),
    *("wilayah__nama", "wilayah__jenis", "wilayah__tingkat", "wilayah__zona"),
)
ISU_SHOWN = ("klaim", "slug", "putusan", "shown_at", *INFO_SHOWN[-4:])


def find_info(p: Pencarian) -> list[Any]:
    """Return the messages that hold and match, best first."""
    rows = InfoPemerintah.objects.released()
    if p.wilayah:
        rows = rows.in_wilayah(p.wilayah.kode)
    found = rows.search(p.q).select_related("wilayah").only(*INFO_SHOWN)
    return list(found.annotate(awal=_begin("isi")).order_by("-rank", "-released_at")[: CAP + 1])


def find_isu(p: Pencarian) -> list[Any]:
    """Return the rumours that are public and match, best first."""
    query = words_query(p.q, "indonesian")
    rows = Isu.objects.listed()
    if p.wilayah:
        rows = rows.in_wilayah(p.wilayah.kode)
    found = rows.filter(cari=query).select_related("wilayah").only(*ISU_SHOWN)
    found = found.annotate(rank=SearchRank(F("cari"), query), awal=_begin("penjelasan"))
    return list(found.order_by("-rank", "-shown_at")[: CAP + 1])


def _begin(field: str) -> Left:
    return Left(field, TAMPAK, output_field=TextField())


def as_found(rows: list[Any], _q: str) -> list[Any]:
    return rows


def show_info(info: Any, p: Pencarian) -> Hit:
    return Hit(
        url=info.get_absolute_url(),
        judul=mark_words(info.judul, p.q),
        teks=mark_words(info.awal, p.q),
        keterangan=[
            info.nama_penerbit,
            *([mark_words(info.program, p.q)] if info.program else []),
            "Tidak berlaku lagi" if info.is_berakhir else info.get_urgensi_display(),
            tanggal(info.released_at, info.zona),
        ],
    )


def show_isu(isu: Any, p: Pencarian) -> Hit:
    return Hit(
        url=isu.get_absolute_url(),
        judul=mark_words(isu.klaim, p.q),
        teks=mark_words(isu.awal, p.q),
        keterangan=[
            isu.get_putusan_display() or "Sedang diperiksa",
            isu.tempat,
            tanggal(isu.shown_at, isu.zona),
        ],
    )


INFO = Jenis("info", "Info Pemerintah", "building-community", find_info, as_found, show_info)
ISU = Jenis("cek-hoaks", "Cek Hoaks", "circle-check", find_isu, as_found, show_isu)


def finds_messages(p: Pencarian) -> bool:
    """Tell whether any message or rumour matches."""
    return bool(find_info(p) or find_isu(p))
