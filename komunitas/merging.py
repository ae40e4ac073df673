"""Two KIM become one: everything of the one moves to the other, which keeps number and address.

The merged KIM ends in a state of its own. Its number and its public address are never given
to another KIM and lead to the kept one. Rooms above that point to a KIM are found through
the models, so they need not be known here.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from kimportal.audit.models import SYSTEM, record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.activity import set_last_activity
from komunitas.changes import cancel_perubahan
from komunitas.invitations import revoke_invitation
from komunitas.membership import cancel_permohonan
from komunitas.models import (
    Jabatan,
    Keanggotaan,
    Kim,
    Permohonan,
    PerubahanKim,
    StatusKim,
    StatusPermohonan,
    StatusPerubahan,
    Undangan,
)
from komunitas.officers import pengurus_of
from komunitas.permissions import can_merge_kim
from komunitas.photos import withdraw_kim_photos
from komunitas.places import lock_kim


@transaction.atomic
def merge_kim(kim: Kim, *, into: Kim, by: Any, reason: str) -> Kim:
    """Make `kim` part of `into`, and return the kept one."""
    reason = require_reason(reason)
    if kim.pk == into.pk:
        raise TransitionError("Pilih KIM lain. KIM tidak dapat digabung dengan dirinya sendiri.")
    # Always in the order of the keys, so that two merges never wait for each other.
    locked = {row.pk: lock_kim(row) for row in sorted((kim, into), key=lambda row: row.pk)}
    kim, into = locked[kim.pk], locked[into.pk]
    if not can_merge_kim(by, kim) or not can_merge_kim(by, into):
        raise NotAllowed
    _check_states(kim, into)
    told = [*pengurus_of(kim), *pengurus_of(into)]
    _close_requests(kim)
    _move_places(kim, into, by=by)
    _move_rows(kim, into)
    _finish(kim, into, by=by, reason=reason)
    notify(
        told,
        judul=f"{kim.nama} digabung ke {into.nama}",
        isi=f"Kabar dan anggotanya sekarang di {into.nama}. Alasan: {reason}",
        url=f"/kelola/kim/{into.pk}/",
    )
    return into


def what_moves(kim: Kim) -> list[tuple[str, int]]:
    """Return what a merge would move, as (name of the rows, how many)."""
    counted = [
        (str(model._meta.verbose_name), model._base_manager.filter(**{name: kim}).count())
        for model, name in _pointing_here()
    ]
    return [(name, count) for name, count in counted if count]


def _check_states(kim: Kim, into: Kim) -> None:
    if into.status != StatusKim.VERIFIED:
        raise TransitionError(f"{into.nama} belum terverifikasi atau sedang dibekukan.")
    if kim.status not in (StatusKim.SUBMITTED, StatusKim.VERIFIED):
        raise TransitionError(
            f"{kim.nama} berstatus “{kim.get_status_display().lower()}”, jadi tidak dapat digabung."
        )


def _close_requests(kim: Kim) -> None:
    """End what would let somebody into, or change, a KIM that is no more."""
    for invitation in Undangan.objects.filter(kim=kim, revoked_at=None):
        revoke_invitation(invitation, by=SYSTEM)
    for request in Permohonan.objects.filter(kim=kim, status=StatusPermohonan.SUBMITTED):
        cancel_permohonan(request, by=SYSTEM)
    waiting = (StatusPerubahan.SUBMITTED, StatusPerubahan.RETURNED)
    for change in PerubahanKim.objects.filter(kim=kim, status__in=waiting):
        cancel_perubahan(change, by=SYSTEM)


def _move_places(kim: Kim, into: Kim, *, by: Any) -> None:
    """Seat the people in the kept KIM: its ketua stays, nobody sits twice."""
    current = Keanggotaan.objects.current().filter(kim=into)
    seated = set(current.exclude(pengguna=None).values_list("pengguna", flat=True))
    has_ketua = current.filter(jabatan=Jabatan.KETUA).exists()
    for place in Keanggotaan.objects.current().filter(kim=kim):
        if place.pengguna_id in seated:
            place.selesai = max(timezone.localdate(), place.mulai)
            place.ended_at = timezone.now()
        elif place.jabatan == Jabatan.KETUA and has_ketua:
            place.jabatan = Jabatan.ANGGOTA
        place.kim = into
        place.save()
        record(by=by, verb="move_member", obj=place, wilayah_kode=into.wilayah_id)


def _move_rows(kim: Kim, into: Kim) -> None:
    for model, name in _pointing_here():
        model._base_manager.filter(**{name: kim}).update(**{name: into})


def _pointing_here() -> list[tuple[type[models.Model], str]]:
    """Return every model with a key to a KIM, and the key's name.

    Records of what happened to a KIM stay with it (`STAYS_WITH_KIM`).
    """
    return [
        (relation.related_model, relation.field.name)
        for relation in Kim._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and not relation.related_model._meta.auto_created
        and not getattr(relation.related_model, "STAYS_WITH_KIM", False)
    ]


def _finish(kim: Kim, into: Kim, *, by: Any, reason: str) -> None:
    before = kim.status
    withdraw_kim_photos(kim)
    newest = [at for at in (kim.last_activity_at, into.last_activity_at) if at]
    set_last_activity(into.pk, max(newest, default=None))
    into.nomor_kimid = into.nomor_kimid or kim.nomor_kimid
    into.save(update_fields=["nomor_kimid"])
    kim.status, kim.digabung_ke, kim.last_activity_at = StatusKim.MERGED, into, None
    kim.save()
    acts = (
        (kim, "merge_kim", before, f"{kim.status} {into.nomor}"),
        (into, "absorb_kim", into.status, f"{into.status} {kim.nomor or kim.pk}"),
    )
    for row, verb, old, new in acts:
        record(
            by=by,
            verb=verb,
            obj=row,
            wilayah_kode=row.wilayah_id,
            before=old,
            after=new,
            reason=reason,
        )
