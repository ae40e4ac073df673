"""The QuerySet twins of `kegiatan.permissions`: which rows may this user reach."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kegiatan.models import Naskah
from kegiatan.querysets import NaskahQuerySet
from komunitas.permissions import PENGURUS, admin_codes, memberships_of, officer_codes
from komunitas.scope import within

KIM_WILAYAH = "kegiatan__kim__wilayah_id"


def _own(user: Any) -> Q:
    if not user.is_authenticated:
        return Q(pk__in=[])
    places = memberships_of(user).values("kim")
    return Q(kegiatan__penulis=user) | Q(kegiatan__kim__in=places)


def naskah_visible_to(user: Any) -> NaskahQuerySet:
    """Twin of `can_view_naskah`."""
    public = Q(status="published", kegiatan__kim__status="verified")
    official = Q(submitted_at__isnull=False) & within(officer_codes(user), KIM_WILAYAH)
    return Naskah.objects.filter(public | _own(user) | official)


def naskah_moderatable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_moderate_naskah`."""
    own = Naskah.objects.filter(_own(user)).values("pk")
    return Naskah.objects.filter(
        within(admin_codes(user), KIM_WILAYAH), submitted_at__isnull=False
    ).exclude(pk__in=own)


def naskah_submittable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_submit_naskah`."""
    places = memberships_of(user).filter(jabatan__in=PENGURUS)
    return Naskah.objects.filter(kegiatan__kim__in=places.values("kim"))
