"""The QuerySet twins of `komunitas.permissions`: which rows may this user reach."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from komunitas.models import (
    PENGURUS,
    AturanKim,
    BerkasRegister,
    Jabatan,
    Keanggotaan,
    Kim,
    Penugasan,
    Permohonan,
    PerubahanKim,
)
from komunitas.permissions import (
    BERAKHIR,
    BISA_DIGABUNG,
    BISA_DIMASUKI,
    BISA_DIPINDAH,
    BISA_DIUBAH,
    NASIONAL,
    admin_codes,
    memberships_of,
    officer_codes,
)
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
    return Kim.objects.filter(Q(status="verified") | _as_officer(user) | Q(pk__in=member_of))


def kim_on_desk_of(user: Any) -> KimQuerySet:
    """Return what an officer's desk has of `kim_visible_to`: those of the region, no drafts."""
    return Kim.objects.filter(_as_officer(user))


def _as_officer(user: Any) -> Q:
    """Twin of `sees_as_officer`, as a condition."""
    return within(officer_codes(user)) & ~Q(status="draft")


def kim_verifiable_by(user: Any) -> KimQuerySet:
    """Twin of `can_verify_kim`."""
    member_of = memberships_of(user).values("kim")
    return Kim.objects.filter(within(admin_codes(user))).exclude(pk__in=member_of)


def kim_mergeable_by(user: Any) -> KimQuerySet:
    """Twin of `can_merge_kim`."""
    return kim_verifiable_by(user).filter(status__in=BISA_DIGABUNG)


def kim_movable_by(user: Any) -> KimQuerySet:
    """Twin of `can_move_kim`."""
    return kim_verifiable_by(user).filter(status__in=BISA_DIPINDAH)


def _pengurus_of(user: Any) -> QuerySet[Any]:
    """Return the keys of the KIM for which `user` may speak."""
    return memberships_of(user).filter(jabatan__in=PENGURUS).values("kim")


def kim_editable_by(user: Any) -> KimQuerySet:
    """Twin of `can_edit_kim`."""
    return Kim.objects.filter(pk__in=_pengurus_of(user), status__in=BISA_DIUBAH)


def kim_deletable_by(user: Any) -> KimQuerySet:
    """Twin of `can_delete_kim`."""
    return Kim.objects.filter(pk__in=_pengurus_of(user), status="draft")


def kim_managed_by(user: Any) -> KimQuerySet:
    """Twin of `can_manage_members`."""
    return Kim.objects.filter(pk__in=_pengurus_of(user)).exclude(status__in=BERAKHIR)


def kim_handable_by(user: Any) -> KimQuerySet:
    """Twin of `can_hand_over`."""
    if not user.is_authenticated or not user.is_active:
        return Kim.objects.none()
    ketua: Any = Keanggotaan.objects.current().filter(jabatan=Jabatan.KETUA)
    vacant = Q(pk__in=ketua.without_account().values("kim"))
    stands_in = Q(pk__in=_pengurus_of(user)) | Q(pk__in=kim_verifiable_by(user).values("pk"))
    own = Q(pk__in=ketua.filter(pengguna=user).values("kim"))
    return Kim.objects.filter(own | (vacant & stands_in)).exclude(status__in=BERAKHIR)


def kim_joinable_by(user: Any) -> KimQuerySet:
    """Twin of `can_join_kim`."""
    if not user.is_authenticated or not user.is_active:
        return Kim.objects.none()
    member_of = memberships_of(user).values("kim")
    return Kim.objects.filter(status__in=BISA_DIMASUKI).exclude(pk__in=member_of)


def sk_downloadable_by(user: Any) -> KimQuerySet:
    """Twin of `can_download_sk`."""
    return Kim.objects.filter(Q(pk__in=_pengurus_of(user)) | _as_officer(user))


def _not_own(user: Any) -> Q:
    return ~Q(pengguna=user) if user.is_authenticated else Q(pk__in=[])


def permohonan_visible_to(user: Any) -> QuerySet[Permohonan]:
    """Twin of `can_view_permohonan`."""
    own = Q(pengguna=user) if user.is_authenticated else Q(pk__in=[])
    joining = Q(jenis="gabung", kim__in=_pengurus_of(user))
    claims = Q(jenis="klaim") & within(officer_codes(user), "kim__wilayah_id")
    return Permohonan.objects.filter(own | joining | claims)


def permohonan_decidable_by(user: Any) -> QuerySet[Permohonan]:
    """Twin of `can_decide_permohonan`."""
    joining = Q(jenis="gabung", kim__in=kim_managed_by(user).values("pk"))
    claims = Q(jenis="klaim", kim__in=kim_verifiable_by(user).values("pk"))
    return Permohonan.objects.filter(joining | claims).filter(_not_own(user))


def perubahan_visible_to(user: Any) -> QuerySet[PerubahanKim]:
    """Twin of `can_view_perubahan`."""
    codes = officer_codes(user)
    here = within(codes, "kim__wilayah_id")
    # `within` on an empty target must not match: NASIONAL would match rows without one,
    # which it covers anyhow through `here`.
    return PerubahanKim.objects.filter(
        here | within(codes, "wilayah_id") | Q(kim__in=_pengurus_of(user))
    )


def perubahan_decidable_by(user: Any) -> QuerySet[PerubahanKim]:
    """Twin of `can_decide_perubahan`."""
    both = Q(wilayah=None) | within(admin_codes(user), "wilayah_id")
    return PerubahanKim.objects.filter(both, kim__in=kim_verifiable_by(user).values("pk"))


def aturan_editable_by(user: Any) -> QuerySet[AturanKim]:
    """Twin of `can_edit_aturan`."""
    return AturanKim.objects.filter(within(admin_codes(user), "wilayah_id"))


def registers_usable_by(user: Any) -> QuerySet[BerkasRegister]:
    """Twin of `can_use_register`."""
    return BerkasRegister.objects.filter(within(admin_codes(user), "wilayah_id"))


def members_without_account_for(user: Any) -> QuerySet[Keanggotaan]:
    """Twin of `can_create_account`."""
    mine = Q(kim__in=_pengurus_of(user)) | Q(kim__in=kim_verifiable_by(user).values("pk"))
    return Keanggotaan.objects.current().filter(mine, kim__status="verified", pengguna=None)


def members_recoverable_by(user: Any) -> QuerySet[Keanggotaan]:
    """Twin of `can_recover_account`."""
    if not user.is_authenticated:
        return Keanggotaan.objects.none()
    current = Keanggotaan.objects.current()
    chaired = memberships_of(user).filter(jabatan=Jabatan.KETUA).values("kim")
    only_here = (
        current.filter(pengguna__isnull=False)
        .values("pengguna")
        .annotate(jumlah=Count("pk"))
        .filter(jumlah=1)
        .values("pengguna")
    )
    elsewhere = current.filter(pengguna__isnull=False).exclude(
        within(admin_codes(user), "kim__wilayah_id")
    )
    by_chair = Q(kim__in=chaired, pengguna__in=only_here)
    by_admin = Q(kim__in=kim_verifiable_by(user).values("pk")) & ~Q(
        pengguna__in=elsewhere.values("pengguna")
    )
    assigned = Penugasan.objects.current().filter(pengguna=OuterRef("pengguna"))
    return (
        current.filter(
            by_chair | by_admin,
            Q(pengguna__email=None) | Q(pengguna__email=""),
            kim__status="verified",
            pengguna__is_active=True,
            pengguna__is_staff=False,
            pengguna__is_superuser=False,
        )
        .exclude(Exists(assigned))
        .exclude(pengguna=user)
    )
