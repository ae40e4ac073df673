"""What a search means by the name of a field of interest.

"kopi umkm" asks for coffee in the field "UMKM dan ekonomi kreatif", whether or not a text
says "UMKM".
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.array import ArrayOverlap  # type: ignore[attr-defined]
from django.db.models import BigIntegerField, Case, OuterRef, Q, QuerySet, Value, When

from kimportal.search import has_operators, is_searchable, words_query

_WORD = re.compile(r"[^\W_]+")
_NAMES_NOTHING = {"dan", "lainnya"}


def _has_bidang(rows: QuerySet[Any], bidang: list[int]) -> Case:
    """Return the condition to be in any of these fields of interest.

    It looks at one row after the other: read from the newest on, a page is soon full, while
    all rows in a field are a tenth of the country. CASE hides from the planner what it cannot
    estimate; half of the rows, its guess then, is near enough for it to take that way.
    """
    links = rows.model.bidang.through.objects.filter(
        **{rows.model._meta.model_name: OuterRef("pk")}
    )
    keys = ArrayField(BigIntegerField())
    shared = ArrayOverlap(ArraySubquery(links.values("bidang")), Value(bidang, output_field=keys))
    return Case(When(shared, then=Value(True)), default=Value(False))


def in_named_bidang(rows: QuerySet[Any], q: str) -> Q:
    """Return the condition to be in a field that `q` names and to hold its other words."""
    nothing = Q(pk__in=[])
    words = _WORD.findall(q)
    if has_operators(q) or not words:
        return nothing
    names = {
        bidang.pk: set(_WORD.findall(bidang.nama.lower())) - _NAMES_NOTHING
        for bidang in rows.model._meta.get_field("bidang").related_model.objects.all()
    }
    asked = {word.lower() for word in words}
    named = [pk for pk, name in names.items() if name & asked]
    if not named:
        return nothing
    condition = Q(_has_bidang(rows, named))
    naming = set().union(*(names[pk] for pk in named))
    others = " ".join(word for word in words if word.lower() not in naming)
    if is_searchable(others):
        condition &= Q(cari=words_query(others, "indonesian"))
    return condition
