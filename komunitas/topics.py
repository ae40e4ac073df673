"""Fields of interest (bidang) by their keys, and what a search means by the name of one.

"kopi umkm" asks for coffee in the field "UMKM dan ekonomi kreatif", whether or not a text
says "UMKM".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db.models import Q, QuerySet

from kimportal.search import has_operators, is_searchable, words_query

_WORD = re.compile(r"[^\W_]+")
_NAMES_NOTHING = {"dan", "lainnya"}
# Seconds; a search asks for them several times, and they change a few times a year.
A_MINUTE = 60


class NamaBidang(NamedTuple):
    """What pages show of a field of interest."""

    nama: str
    slug: str


def bidang_names(bidang: Any) -> dict[int, str]:
    """Return the name of each field of interest by its key, in the order of their list."""
    return {pk: row.nama for pk, row in _kept(bidang).items()}


def bidang_of(bidang: Any, keys: Collection[int]) -> list[NamaBidang]:
    """Return the fields of interest of these keys (`bidang_ids`), in the order of their list."""
    known = _kept(bidang)
    if not known.keys() >= set(keys):  # one was added just now
        caches["fragments"].delete("bidang")
        known = _kept(bidang)
    return [row for pk, row in known.items() if pk in keys]


def _kept(bidang: Any) -> dict[int, NamaBidang]:
    def read() -> dict[int, NamaBidang]:
        rows = bidang.objects.values_list("pk", "nama", "slug")
        return {pk: NamaBidang(*row) for pk, *row in rows}

    return caches["fragments"].get_or_set("bidang", read, A_MINUTE) or {}


def _telling_words(nama: str) -> set[str]:
    return set(_WORD.findall(nama.lower())) - _NAMES_NOTHING


def in_named_bidang(rows: QuerySet[Any], q: str) -> Q:
    """Return the condition to be in a field that `q` names and to hold its other words."""
    nothing = Q(pk__in=[])
    words = _WORD.findall(q)
    if has_operators(q) or not words:
        return nothing
    bidang = rows.model._meta.get_field("bidang").related_model
    names = {pk: _telling_words(nama) for pk, nama in bidang_names(bidang).items()}
    asked = {word.lower() for word in words}
    named = [pk for pk, name in names.items() if name & asked]
    if not named:
        return nothing
    condition = Q(bidang_ids__overlap=named)
    naming = set().union(*(names[pk] for pk in named))
    others = " ".join(word for word in words if word.lower() not in naming)
    if is_searchable(others):
        condition &= Q(cari=words_query(others, "indonesian"))
    return condition
