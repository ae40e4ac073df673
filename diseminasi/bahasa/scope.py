"""The QuerySet twins of `diseminasi.bahasa.permissions`: which versions may this user reach?"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from diseminasi.models import StatusVersi, VersiBahasa
from diseminasi.scope import kim_relaying_for
from komunitas.permissions import admin_codes, memberships_of, officer_codes
from komunitas.scope import within

ASAL = "kim__wilayah_id"


def version_visible_to(user: Any) -> QuerySet[VersiBahasa]:
    """Twin of `can_view_version`."""
    own = Q(kim__in=memberships_of(user).values("kim"))
    public = Q(status=StatusVersi.PUBLISHED)
    return VersiBahasa.objects.filter(public | own | within(officer_codes(user), ASAL))


def version_reviewable_by(user: Any) -> QuerySet[VersiBahasa]:
    """Twin of `can_review_version`."""
    rows = VersiBahasa.objects.filter(within(admin_codes(user), ASAL))
    return rows.exclude(kim__in=memberships_of(user).values("kim"))


def versions_on_desk_of(user: Any) -> QuerySet[VersiBahasa]:
    """Return what an officer's desk lists: versions by KIM of the own region."""
    return VersiBahasa.objects.filter(within(officer_codes(user), ASAL))


def versions_of_kim(user: Any) -> QuerySet[VersiBahasa]:
    """Return what the user's own KIM wrote."""
    return VersiBahasa.objects.filter(kim__in=kim_relaying_for(user).values("pk"))
