"""The QuerySet twins of `komunitas.permissions`: which rows may this user reach."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from komunitas.models import Kim
from komunitas.permissions import NASIONAL, admin_codes, memberships_of, officer_codes
from komunitas.querysets import KimQuerySet
from wilayah.querysets import inside


def within(codes: list[str], field: str = "wilayah_id") -> Q:
    """Return the condition that `field` lies in one of the scopes; no scope matches nothing."""
    if NASIONAL in codes:
        # Not an empty Q, which would vanish when joined to others by OR.
        return Q(pk__isnull=False)
    condition = Q(pk__in=[])
    for kode in codes:
        condition |= Q(inside(kode, field))
    return condition


def kim_visible_to(user: Any) -> KimQuerySet:
    """Twin of `can_view_kim`."""
    member_of = memberships_of(user).values("kim")
    return Kim.objects.filter(
        Q(status="verified") | within(officer_codes(user)) | Q(pk__in=member_of)
    )


def kim_verifiable_by(user: Any) -> KimQuerySet:
    """Twin of `can_verify_kim`."""
    member_of = memberships_of(user).values("kim")
    return Kim.objects.filter(within(admin_codes(user))).exclude(pk__in=member_of)
