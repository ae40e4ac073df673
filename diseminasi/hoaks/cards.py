"""Cards of Cek Hoaks."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from diseminasi.hoaks.querysets import IsuQuerySet

ISU = "includes/_isu_card.html"


def draw_cards(rows: IsuQuerySet, **options: Any) -> dict[int, SafeString]:
    """Return the cards of `rows` by their key, in their order."""
    return {isu.pk: render_to_string(ISU, {"isu": isu} | options) for isu in rows.for_cards()}
