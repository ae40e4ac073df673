"""The QuerySet twins of `komunitas.officer_permissions`."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from kimportal.accounts.models import Pengguna
from kimportal.accounts.second_factor import PROOFS
from komunitas.models import Keanggotaan, Penugasan, Peran
from komunitas.permissions import NASIONAL, admin_codes
from komunitas.scope import within
from wilayah.models import Wilayah


def wilayah_assignable_by(user: Any) -> QuerySet[Wilayah]:
    """Twin of `can_assign_in`."""
    return Wilayah.objects.filter(within(admin_codes(user), "kode"))


def penugasan_visible_to(user: Any) -> QuerySet[Penugasan]:
    """Twin of `can_view_penugasan`."""
    return Penugasan.objects.filter(within(admin_codes(user)))


def penugasan_endable_by(user: Any) -> QuerySet[Penugasan]:
    """Twin of `can_end_penugasan`."""
    allowed = Q(peran=Peran.PEMANTAU) | _below(user)
    rows = Penugasan.objects.running().filter(within(admin_codes(user)), allowed)
    return rows.exclude(pengguna=user.pk)


def akun_visible_to(user: Any) -> QuerySet[Pengguna]:
    """Twin of `can_view_akun`."""
    codes = admin_codes(user)
    if NASIONAL in codes:
        return Pengguna.objects.all()
    places = Keanggotaan.objects.current().filter(within(codes, "kim__wilayah_id"))
    posts = Penugasan.objects.running().filter(within(codes))
    return Pengguna.objects.filter(_owns(places) | _owns(posts))


def akun_suspendable_by(user: Any) -> QuerySet[Pengguna]:
    """Twin of `can_suspend_akun`."""
    codes = admin_codes(user)
    places, posts = Keanggotaan.objects.current(), Penugasan.objects.running()
    outside = places.exclude(within(codes, "kim__wilayah_id"))
    rows = _others(user).exclude(_owns(outside)).exclude(_owns(posts.exclude(_below(user))))
    if NASIONAL in codes:
        return rows
    return rows.filter(_owns(places) | _owns(posts)) if codes else rows.none()


def akun_resettable_by(user: Any) -> QuerySet[Pengguna]:
    """Twin of `can_reset_second_factor`."""
    posts: Any = Penugasan.objects.running()
    proof = Authenticator.objects.filter(user=OuterRef("pk"), type__in=PROOFS)
    rows = _others(user).filter(_owns(posts), Exists(proof), is_active=True)
    return rows.exclude(_owns(posts.exclude(_below(user)))) if admin_codes(user) else rows.none()


def _others(user: Any) -> QuerySet[Pengguna]:
    return Pengguna.objects.filter(is_superuser=False).exclude(pk=user.pk)


def _owns(rows: Any) -> Q:
    """Return the condition that one of the rows is the person's."""
    return Q(pk__in=rows.filter(pengguna__isnull=False).values("pengguna"))


def _below(user: Any) -> Q:
    """Twin of `is_below`, as a condition on assignments."""
    codes = admin_codes(user)
    if user.is_authenticated and user.is_superuser and codes:
        return Q(pk__isnull=False)
    condition = Q(pk__in=[])
    for kode in codes:
        inner = Q(wilayah__isnull=False) & ~Q(wilayah=kode)
        condition |= within([kode]) & inner
    return condition
