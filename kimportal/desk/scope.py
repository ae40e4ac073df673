"""The QuerySet twins of `kimportal.desk.permissions`."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from kimportal.audit.models import CatatanAudit, Penurunan
from kimportal.desk.models import Ekspor, JenisEkspor, KopSurat, LaporanKonten
from komunitas.permissions import NASIONAL, admin_codes, memberships_of, officer_codes
from komunitas.scope import within


def _inside(codes: list[str]) -> Q:
    """Return the condition that the reported page's KIM lies in one of the scopes."""
    of_kim = within(codes, "kim__wilayah_id") & Q(kim__isnull=False)
    of_post = within(codes, "kegiatan__kim__wilayah_id") & Q(kegiatan__isnull=False)
    return of_kim | of_post


def _own(user: Any) -> QuerySet[LaporanKonten]:
    """Return the reports about the user's own post or KIM."""
    places = memberships_of(user).values("kim")
    own = Q(kim__in=places) | Q(kegiatan__kim__in=places)
    own |= Q(kegiatan__penulis=user) | Q(kegiatan__dititipkan_oleh=user)
    return LaporanKonten.objects.filter(own)


def _others(user: Any) -> QuerySet[LaporanKonten]:
    """Return the reports that are not about the user's own post or KIM."""
    if not user.is_authenticated:
        return LaporanKonten.objects.none()
    return LaporanKonten.objects.exclude(pk__in=_own(user).values("pk"))


def laporan_visible_to(user: Any) -> QuerySet[LaporanKonten]:
    """Twin of `can_view_laporan`."""
    return _others(user).filter(_inside(officer_codes(user)))


def laporan_decidable_by(user: Any) -> QuerySet[LaporanKonten]:
    """Twin of `can_decide_laporan`."""
    return _others(user).filter(_inside(admin_codes(user)))


def penurunan_visible_to(user: Any) -> QuerySet[Penurunan]:
    """Twin of `can_view_penurunan`."""
    return Penurunan.objects.filter(within(officer_codes(user), "catatan__wilayah_kode"))


def catatan_visible_to(user: Any) -> QuerySet[CatatanAudit]:
    """Twin of `can_view_catatan`."""
    codes = admin_codes(user)
    if not codes:
        return CatatanAudit.objects.none()
    own = _own(user).annotate(teks=Cast("pk", CharField())).values("teks")
    rows = CatatanAudit.objects.exclude(object_type="laporankonten", object_id__in=own)
    if NASIONAL in codes:
        return rows
    here = Q(pk__in=[])
    for kode in codes:
        # A prefix, which the trail's index answers; a code is never the beginning of another's.
        here |= Q(wilayah_kode__startswith=kode)
    return rows.filter(here)


def kop_editable_by(user: Any) -> QuerySet[KopSurat]:
    """Twin of `can_edit_kop`."""
    return KopSurat.objects.filter(within(admin_codes(user), "wilayah_id"))


def ekspor_readable_by(user: Any) -> QuerySet[Ekspor]:
    """Twin of `can_read_ekspor`."""
    if not user.is_authenticated:
        return Ekspor.objects.none()
    trail = Q(jenis=JenisEkspor.AUDIT) & within(admin_codes(user), "wilayah_id")
    lists = ~Q(jenis=JenisEkspor.AUDIT) & within(officer_codes(user), "wilayah_id")
    return Ekspor.objects.filter(trail | lists, pengguna=user)
