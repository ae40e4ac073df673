"""The only door to the trust in a KIM: given, taken back, every change audited.

A trusted KIM publishes first and is checked afterwards (`kegiatan.policy` has the rest).
The portal itself gives trust once, after the first approved posts; what an admin has decided
since, it leaves alone.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from kimportal.audit.models import SYSTEM, record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.models import Kepercayaan, Kim, StatusKim
from komunitas.officers import pengurus_of
from komunitas.permissions import can_verify_kim

# So many posts are checked before a KIM publishes first.
KABAR_PERTAMA = 3
OTOMATIS = f"{KABAR_PERTAMA} kabar pertama sudah disetujui Admin Diskominfo."


@transaction.atomic
def give_trust(kim: Kim, *, by: Any, reason: str) -> Kepercayaan:
    """Let a KIM publish first, its posts checked afterwards."""
    kim, known = _locked(kim, by=by)
    if known is not None and known.dipercaya:
        raise TransitionError(f"{kim} sudah dipercaya.")
    row = _write(kim, known, dipercaya=True, by=by, reason=reason)
    _tell(
        kim,
        by=by,
        judul=f"{kim.nama} sekarang dipercaya",
        isi="Kabar langsung terbit, lalu diperiksa Admin Diskominfo sesudahnya. "
        f"Alasan: {row.alasan}",
    )
    return row


@transaction.atomic
def take_back_trust(kim: Kim, *, by: Any, reason: str) -> Kepercayaan:
    """Let every post of a KIM wait for an admin again."""
    kim, known = _locked(kim, by=by)
    if by is SYSTEM:
        raise NotAllowed
    if known is not None and not known.dipercaya:
        raise TransitionError(f"Kepercayaan kepada {kim} sudah dicabut.")
    row = _write(kim, known, dipercaya=False, by=by, reason=reason)
    _tell(
        kim,
        by=by,
        judul=f"Kabar {kim.nama} diperiksa dulu sebelum terbit",
        isi=f"Alasan Admin Diskominfo: {row.alasan}",
    )
    return row


def earn_trust(kim: Kim, *, approved: int) -> None:
    """Give trust by the portal's own rule, unless somebody has decided about it before."""
    if approved < KABAR_PERTAMA or not kim.is_public or trust_of(kim) is not None:
        return
    give_trust(kim, by=SYSTEM, reason=OTOMATIS)


def trust_of(kim: Kim) -> Kepercayaan | None:
    """Return what was last decided about the trust in a KIM."""
    return Kepercayaan.objects.filter(kim=kim.pk).select_related("oleh").first()


def _locked(kim: Kim, *, by: Any) -> tuple[Kim, Kepercayaan | None]:
    kim = Kim.objects.select_for_update().get(pk=kim.pk)
    if kim.status != StatusKim.VERIFIED:
        raise TransitionError(f"{kim} belum terverifikasi atau sedang dibekukan.")
    if by is not SYSTEM and not can_verify_kim(by, kim):
        raise NotAllowed
    return kim, trust_of(kim)


def _write(
    kim: Kim, known: Kepercayaan | None, *, dipercaya: bool, by: Any, reason: str
) -> Kepercayaan:
    before = "belum" if known is None else _word(known.dipercaya)
    row = known or Kepercayaan(kim=kim)
    row.dipercaya, row.alasan = dipercaya, require_reason(reason)[:500]
    row.oleh = None if by is SYSTEM else by
    row.changed_at = timezone.now()
    row.save()
    record(
        by=by,
        verb="give_trust" if dipercaya else "take_back_trust",
        obj=kim,
        wilayah_kode=kim.wilayah_id,
        before=before,
        after=_word(dipercaya),
        reason=row.alasan,
    )
    return row


def _word(dipercaya: bool) -> str:
    return "dipercaya" if dipercaya else "dicabut"


def _tell(kim: Kim, *, by: Any, judul: str, isi: str) -> None:
    people = [person for person in pengurus_of(kim) if person != by]
    notify(people, judul=judul, isi=isi, url=f"/kelola/kim/{kim.pk}/")
