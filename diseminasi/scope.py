"""The QuerySet twins of `diseminasi.permissions`: which rows may this user reach?"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from diseminasi.models import (
    BISA_DIUBAH,
    TERBIT,
    InfoPemerintah,
    LaporanPenyebaran,
    StatusInfo,
)
from diseminasi.permissions import BISA_DIBATALKAN
from diseminasi.querysets import InfoQuerySet
from komunitas.models import Kim
from komunitas.permissions import PENGURUS, admin_codes, memberships_of, officer_codes
from komunitas.querysets import KimQuerySet
from komunitas.scope import within
from wilayah.models import Wilayah
from wilayah.querysets import WilayahQuerySet


def wilayah_targetable_by(user: Any) -> WilayahQuerySet:
    """Twin of `can_target`."""
    return Wilayah.objects.filter(within(admin_codes(user), "kode"))


def info_visible_to(user: Any) -> InfoQuerySet:
    """Twin of `can_view_info`."""
    public = Q(status__in=[*TERBIT, StatusInfo.WITHDRAWN], cara_jawab="")
    return InfoPemerintah.objects.filter(public | within(officer_codes(user)))


def info_on_desk_of(user: Any) -> InfoQuerySet:
    """Return what an officer's desk lists: the own region's, and what was released for it."""
    codes = officer_codes(user)
    wanted = within(codes)
    for kode in codes:
        if kode:
            wanted |= Q(pk__in=InfoPemerintah.objects.public().in_wilayah(kode).values("pk"))
    return info_visible_to(user).filter(wanted)


def info_workable_by(user: Any) -> InfoQuerySet:
    """Twin of `can_work_on_info`."""
    return InfoPemerintah.objects.filter(within(admin_codes(user)))


def info_editable_by(user: Any) -> InfoQuerySet:
    """Twin of `can_edit_info`."""
    return info_workable_by(user).filter(status__in=BISA_DIUBAH)


def info_releasable_by(user: Any) -> InfoQuerySet:
    """Twin of `can_release_info`."""
    rows = info_workable_by(user).filter(status=StatusInfo.SUBMITTED)
    if not user.is_authenticated:
        return rows
    own = Q(penulis=user) | Q(pengaju__isnull=False, pengaju=user)
    return rows.exclude(Q(lintas_kabkota=True) & own)


def info_correctable_by(user: Any) -> InfoQuerySet:
    """Twin of `can_correct_info`."""
    return info_workable_by(user).filter(status__in=TERBIT)


def kim_relaying_for(user: Any) -> KimQuerySet:
    """Twin of `can_relay_for`."""
    return Kim.objects.published().filter(pk__in=memberships_of(user).values("kim"))


def wilayah_recordable_by(user: Any) -> WilayahQuerySet:
    """Twin of `can_record_relay`."""
    return Wilayah.objects.filter(within(admin_codes(user), "kode"))


def relay_takeable_back_by(user: Any) -> QuerySet[LaporanPenyebaran]:
    """Twin of `can_take_back_relay`."""
    places = memberships_of(user)
    chairs = Q(kim__in=places.filter(jabatan__in=PENGURUS).values("kim"))
    own = Q(oleh=user.pk, kim__in=places.values("kim"))
    fresh = timezone.now() - BISA_DIBATALKAN
    return LaporanPenyebaran.objects.filter(chairs | own, created_at__gt=fresh)


def laporan_penyebaran_visible_to(user: Any) -> QuerySet[LaporanPenyebaran]:
    """Twin of `can_view_laporan_penyebaran`."""
    own = Q(kim__in=memberships_of(user).values("kim"))
    return LaporanPenyebaran.objects.filter(own | within(officer_codes(user)))
