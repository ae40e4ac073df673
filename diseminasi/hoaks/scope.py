"""The QuerySet twins of `diseminasi.hoaks.permissions`: which rumours may this user reach?"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from diseminasi.hoaks.querysets import IsuQuerySet
from diseminasi.models import TERDAFTAR, Isu, StatusIsu
from komunitas.permissions import admin_codes, officer_codes
from komunitas.scope import within


def isu_visible_to(user: Any) -> IsuQuerySet:
    """Twin of `can_view_isu`."""
    public = Q(status__in=[*TERDAFTAR, StatusIsu.WITHDRAWN])
    return Isu.objects.filter(public | within(officer_codes(user)))


def isu_on_desk_of(user: Any) -> IsuQuerySet:
    """Return what an officer's desk lists: the rumours of the own region."""
    return Isu.objects.filter(within(officer_codes(user)))


def isu_checkable_by(user: Any) -> IsuQuerySet:
    """Twin of `can_check_isu`."""
    return Isu.objects.filter(within(admin_codes(user)))


def isu_mergeable_into_by(user: Any) -> IsuQuerySet:
    """Twin of `can_merge_into`."""
    own = Q(status=StatusIsu.RECEIVED) & within(admin_codes(user))
    return Isu.objects.filter(Q(status__in=TERDAFTAR) | own)
