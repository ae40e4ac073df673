"""Cards of KIM, each drawn once for every version of what it shows."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kimportal.compiled import CompiledQuery, is_one_of_these, rows_of
from kimportal.fragments import kept_rows
from komunitas.models import Bidang, Kim, is_aktif
from komunitas.querysets import KimQuerySet
from komunitas.topics import bidang_of

KIM = "includes/_kim_card.html"
SHOWN = CompiledQuery(lambda: Kim.objects.filter(is_one_of_these()).for_cards())


def card_versions(rows: KimQuerySet) -> QuerySet[Kim]:
    """Return (key, …) of `rows`: all that says whether a card of it is still as it was drawn."""
    shown = ("last_activity_at", "updated_at", "logo__is_public", "bidang_ids")
    return rows.values_list("pk", *shown)


def draw_versions(versions: Iterable[tuple[Any, ...]], **options: Any) -> dict[int, SafeString]:
    """Return the cards of rows of `card_versions` by their key, in their order.

    `options` are those of the template, such as `h`.
    """

    def draw(missing: Collection[int]) -> dict[int, str]:
        found = SHOWN(these=list(missing))
        return {row.pk: render_to_string(KIM, _shown(row) | options) for row in found}

    shown = {pk: (KIM, options, last, is_aktif(last), *others) for pk, last, *others in versions}
    return kept_rows(shown, draw)


def _shown(kim: Kim) -> dict[str, Any]:
    return {"kim": kim, "daftar_bidang": bidang_of(Bidang, kim.bidang_ids)}


def draw_cards(
    rows: KimQuerySet, *, name: Hashable = None, **options: Any
) -> dict[int, SafeString]:
    """Return the cards of `rows` as `draw_versions` does, in one query where all are at hand.

    `name` is that of a query which never changes (`kimportal.compiled`).
    """
    return draw_versions(rows_of(partial(card_versions, rows), name), **options)
