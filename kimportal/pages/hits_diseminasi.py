"""What the site-wide search finds of Info Pemerintah and Cek Hoaks.

There are thousands of them, not millions: all that match are ranked.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, TextField
from django.db.models.functions import Left

from diseminasi.models import InfoPemerintah, Isu
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.pages.hits import CAP, Hit, Jenis, Pencarian
from kimportal.pages.hits_marked import in_order
from kimportal.search import mark_words, short_name, words_query
from kimportal.template_tags import tanggal

# So many letters of a text are shown.
AWAL = 240
OF_REGION = ("wilayah__nama", "wilayah__jenis", "wilayah__tingkat", "wilayah__zona")
OF_INFO = ("judul", "slug", "program", "urgensi", "berlaku_sampai", "released_at", *OF_REGION)
OF_ISU = ("klaim", "slug", "putusan", "shown_at", *OF_REGION)
WORDS = SearchQuery(Parameter("q", TextField()), config="indonesian", search_type="websearch")
# As most people search: in the whole country, by no KIM's long name.
INFO_OF_COUNTRY = CompiledQuery(
    lambda: _ranked(InfoPemerintah.objects.released(), WORDS, "-released_at")
)
ISU_OF_COUNTRY = CompiledQuery(lambda: _ranked(Isu.objects.listed(), WORDS, "-shown_at"))


def find_info(p: Pencarian) -> list[int]:
    """Return the keys of the messages that hold and match, best first."""
    return _keys(p, InfoPemerintah.objects.released(), "-released_at", INFO_OF_COUNTRY)


def find_isu(p: Pencarian) -> list[int]:
    """Return the keys of the rumours that are public and match, best first."""
    return _keys(p, Isu.objects.listed(), "-shown_at", ISU_OF_COUNTRY)


def _keys(p: Pencarian, rows: Any, newest: str, of_country: CompiledQuery) -> list[int]:
    if p.wilayah is None and short_name(p.q) == p.q:
        return [pk for (pk,) in of_country(q=p.q)]
    ranked = _ranked(p.in_wilayah(rows), words_query(p.q, "indonesian"), newest)
    return [pk for (pk,) in ranked]


def _ranked(rows: Any, query: Any, newest: str) -> Any:
    found = rows.filter(cari=query).order_by(SearchRank(F("cari"), query).desc(), newest)
    return found.values_list("pk")[: CAP + 1]


def load_info(keys: list[int], q: str) -> list[Any]:
    return _load(InfoPemerintah.objects.only(*OF_INFO), "isi", keys, q)


def load_isu(keys: list[int], q: str) -> list[Any]:
    return _load(Isu.objects.only(*OF_ISU), "penjelasan", keys, q)


def _load(rows: Any, text: str, keys: list[int], q: str) -> list[Any]:
    """Return the rows in the order of their keys, with the beginning of a text (`awal`)."""
    rank = SearchRank(F("cari"), words_query(q, "indonesian"))
    begin = Left(text, AWAL, output_field=TextField())
    shown = rows.filter(pk__in=keys).select_related("wilayah").annotate(rank=rank, awal=begin)
    return in_order(shown, keys)


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


INFO = Jenis("info", "Info Pemerintah", "building-community", find_info, load_info, show_info)
ISU = Jenis("cek-hoaks", "Cek Hoaks", "circle-check", find_isu, load_isu, show_isu)


def finds_messages(p: Pencarian) -> bool:
    """Tell whether any message or rumour matches."""
    return bool(find_info(p) or find_isu(p))
