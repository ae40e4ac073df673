"""Cards of Info Pemerintah."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from diseminasi.querysets import InfoQuerySet

INFO = "includes/_info_card.html"


def draw_cards(rows: InfoQuerySet, **options: Any) -> dict[int, SafeString]:
    """Return the cards of `rows` by their key, in their order.

    `options` are those of the template, such as `h`. They are not kept: a card says whether the
    message still holds today.
    """
    return {info.pk: render_to_string(INFO, {"info": info} | options) for info in rows.for_cards()}
