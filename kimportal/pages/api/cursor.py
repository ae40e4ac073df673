"""Pages by cursor: where the last page ended, signed, so that nobody has to understand it.

A page begins behind a row, not at a number, so that rows which appear or vanish meanwhile
neither repeat nor hide others, and the thousandth page costs no more than the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.http import Http404

PARAMETER = "kursor"
MAX_ROWS = 100


@dataclass(frozen=True)
class Order:
    """How rows of one kind stand: by a unique field, or newest first by moment and key."""

    name: str
    key: str
    moment: str = ""

    def sort(self, rows: Any) -> Any:
        return (
            rows.order_by(f"-{self.moment}", f"-{self.key}")
            if self.moment
            else rows.order_by(self.key)
        )

    def behind(self, rows: Any, place: list[Any]) -> Any:
        """Keep the rows behind a place."""
        if not self.moment:
            return rows.filter(**{f"{self.key}__gt": place[0]})
        moment = datetime.fromisoformat(place[1])
        same = Q(**{f"{self.moment}__lt": moment}) | Q(**{f"{self.key}__lt": place[0]})
        # The first condition alone lets the index begin at the right place.
        return rows.filter(same, **{f"{self.moment}__lte": moment})

    def place(self, row: Any) -> list[Any]:
        key = getattr(row, self.key)
        return [key, getattr(row, self.moment).isoformat()] if self.moment else [key]


def page(rows: Any, order: Order, *, kursor: str, jumlah: int) -> tuple[list[Any], str]:
    """Return a page of rows, and the cursor of the next one ("" at the end)."""
    signer = Signer(salt=f"api:{order.name}")
    rows = order.sort(rows)
    if kursor:
        try:
            rows = order.behind(rows, signer.unsign_object(kursor))
        except (BadSignature, ValueError):
            raise Http404("Kursor tidak dikenal. Mulailah lagi tanpa kursor.") from None
    found = list(rows[: jumlah + 1])
    if len(found) <= jumlah:
        return found, ""
    return found[:jumlah], signer.sign_object(order.place(found[jumlah - 1]))
