"""The clock by which pages about no region in particular tell the time."""

from functools import cache
from typing import Any

from django.http import HttpRequest

from komunitas.permissions import assignments_of, memberships_of

WIB = 7


def zona_pembaca(request: HttpRequest) -> dict[str, object]:
    """Return `zona_pembaca`, looked up only when a template asks: public pages never do."""
    return {"zona_pembaca": cache(lambda: zone_of(request.user))}


def zone_of(user: Any) -> int:
    """Return the clock of the user's KIM, else of the region they work for, else WIB."""
    if not user.is_authenticated:
        return WIB
    own = memberships_of(user).order_by("pk").values_list("kim__wilayah__zona", flat=True).first()
    if own is None:
        work = assignments_of(user).exclude(wilayah=None).order_by("pk")
        own = work.values_list("wilayah__zona", flat=True).first()
    return WIB if own is None else int(own)
