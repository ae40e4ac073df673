"""Invitations by link: making, using, taking back. The token is kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kimportal.audit.models import SYSTEM, record
from kimportal.notifications.inbox import notify
from kimportal.template_tags import alamat_lengkap
from kimportal.transitions import NotAllowed, TransitionError
from komunitas import places
from komunitas.models import Jabatan, Keanggotaan, Kim, StatusKim, Undangan
from komunitas.officers import pengurus_of
from komunitas.permissions import can_manage_members

BERLAKU = timedelta(days=14)


@transaction.atomic
def invite(
    kim: Kim,
    *,
    by: Any,
    jabatan: str = Jabatan.ANGGOTA,
    maks_pakai: int = 1,
    keanggotaan: Keanggotaan | None = None,
) -> tuple[Undangan, str]:
    """Make an invitation and return it with its address, which is not kept anywhere."""
    if not can_manage_members(by, kim):
        raise NotAllowed
    if keanggotaan is None and jabatan == Jabatan.KETUA:
        raise TransitionError("Jabatan ketua hanya berpindah lewat serah terima.")
    if keanggotaan is not None:
        if keanggotaan.kim_id != kim.pk:
            raise NotAllowed
        jabatan, maks_pakai = keanggotaan.jabatan, 1
    token = secrets.token_urlsafe(24)
    undangan = Undangan.objects.create(
        kim=kim,
        keanggotaan=keanggotaan,
        token_hash=hash_token(token),
        jabatan=jabatan,
        maks_pakai=1 if jabatan == Jabatan.SEKRETARIS else maks_pakai,
        berlaku_sampai=timezone.now() + BERLAKU,
        dibuat_oleh=by,
    )
    _record(undangan, "invite", by=by, after=jabatan)
    return undangan, alamat_lengkap(reverse("kelola_kim:invitation", args=[token]))


def find_invitation(token: str) -> Undangan | None:
    """Return the invitation of a token while it lets somebody in."""
    rows = Undangan.objects.open().select_related("kim__wilayah", "dibuat_oleh", "keanggotaan")
    undangan = rows.filter(token_hash=hash_token(token)).first()
    return undangan if undangan and _is_usable(undangan) else None


@transaction.atomic
def accept_invitation(undangan: Undangan, *, by: Any) -> Keanggotaan:
    """Use an invitation: the person becomes a member at once."""
    kim = places.lock_kim(undangan.kim)
    fresh = Undangan.objects.select_for_update().open().filter(pk=undangan.pk).first()
    if fresh is None or not _is_usable(fresh):
        raise TransitionError("Undangan ini tidak berlaku lagi. Minta tautan baru kepada pengurus.")
    if fresh.keanggotaan is not None:
        place = places.attach(fresh.keanggotaan, pengguna=by, by=by, verb="join_kim")
    else:
        place = places.seat(kim, pengguna=by, jabatan=fresh.jabatan, by=by, verb="join_kim")
    fresh.terpakai += 1
    fresh.save()
    notify(
        [p for p in pengurus_of(kim) if p.pk != by.pk],
        judul=f"{place.nama} bergabung dengan {kim.nama} lewat undangan",
        url=f"/kelola/kim/{kim.pk}/anggota/",
    )
    return place


@transaction.atomic
def revoke_invitation(undangan: Undangan, *, by: Any) -> None:
    """Take an invitation back; a second time changes nothing."""
    places.lock_kim(undangan.kim)
    if by is not SYSTEM and not can_manage_members(by, undangan.kim):
        raise NotAllowed
    if Undangan.objects.filter(pk=undangan.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _record(undangan, "revoke_invitation", by=by)


def _is_usable(undangan: Undangan) -> bool:
    """An invitation holds only as long as whoever gave it may still give it."""
    stopped = (StatusKim.REJECTED, StatusKim.MERGED, StatusKim.SUSPENDED)
    return undangan.kim.status not in stopped and can_manage_members(
        undangan.dibuat_oleh, undangan.kim
    )


def hash_token(token: str) -> str:
    # A token of 192 random bits needs no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()


def _record(undangan: Undangan, verb: str, *, by: Any, after: str = "") -> None:
    record(by=by, verb=verb, obj=undangan, wilayah_kode=undangan.kim.wilayah_id, after=after)
