"""Sets of regions, and the one way to ask what lies inside a region.

The code is a materialised path (73, 73.71, 73.71.01, 73.71.01.1001), so "inside" is a
comparison of the first 2, 5 or 8 characters, for which every big table has an expression
index together with its sort column.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from wilayah.ranking import search_regions

KODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
PANJANG_KODE = {1: 2, 2: 5, 3: 8, 4: 13}


def normalise_kode(text: str) -> str | None:
    """Return the dotted form of a code written with or without dots, None if it is no code."""
    text = text.strip()
    if text.isdigit() and len(text) in (2, 4, 6, 10):
        text = ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)
    return text if KODE.fullmatch(text) else None


def ancestor_codes(kode: str) -> list[str]:
    """Return the codes above `kode`, widest first: 73.71.01 -> [73, 73.71]."""
    return [kode[:n] for n in PANJANG_KODE.values() if n < len(kode)]


def inside(kode: str, field: str = "wilayah_id") -> models.expressions.Combinable:
    """Return the condition that `field` is `kode` or lies inside it, at any depth."""
    return inside_any(kode, len(kode), field)


def inside_any(kode: Any, length: int, field: str = "wilayah_id") -> models.expressions.Combinable:
    """Return the condition that `field` lies inside a region whose code has this length.

    The code may be an expression, for queries that are compiled before it is known.
    """
    if length == PANJANG_KODE[4]:
        return Exact(models.F(field), kode)
    return Exact(Left(field, length), kode)


class WilayahQuerySet(models.QuerySet[Any]):
    """Regions; chainable."""

    def current(self) -> WilayahQuerySet:
        """Leave out the regions that were retired."""
        return self.filter(berakhir_pada=None)

    def provinsi(self) -> WilayahQuerySet:
        """Keep the regions that lie in no other."""
        return self.filter(induk=None)

    def children_of(self, kode: str) -> WilayahQuerySet:
        return self.filter(induk_id=kode)

    def in_wilayah(self, kode: str) -> WilayahQuerySet:
        """Keep the region itself and everything below it (by the key's pattern index)."""
        return self.filter(kode__startswith=kode)

    def ancestors_of(self, kode: str) -> WilayahQuerySet:
        """Return the regions above `kode`, widest first, in one query by key."""
        return self.filter(kode__in=ancestor_codes(kode)).order_by("kode")

    def search(self, q: str) -> WilayahQuerySet:
        """Keep the current regions that `q` may mean, likeliest first; see `wilayah.ranking`."""
        return search_regions(self.current(), q)
