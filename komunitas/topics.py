"""What a search means by the name of a field of interest.

"kopi umkm" asks for coffee in the field "UMKM dan ekonomi kreatif", whether or not a text
says "UMKM".
"""

from __future__ import annotations

import re
from typing import Any

from django.core.cache import caches
from django.db.models import Q, QuerySet

from kimportal.search import has_operators, is_searchable, words_query

_WORD = re.compile(r"[^\W_]+")
_NAMES_NOTHING = {"dan", "lainnya"}
# Seconds; a search asks for them several times, and they change a few times a year.
A_MINUTE = 60


def bidang_names(bidang: Any) -> dict[int, str]:
    """Return the name of each field of interest by its key, in the order of their list."""
    kept: dict[int, str] | None = caches["fragments"].get_or_set(
        "nama-bidang", lambda: dict(bidang.objects.values_list("pk", "nama")), A_MINUTE
    )
    return kept or {}


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
