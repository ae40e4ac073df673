"""The only door to the status of a rumour.

    received, dismissed, withdrawn --start_check--> checking
    received, checking --decide--> decided        decided --correct--> decided
    checking, decided --withdraw--> withdrawn
    received --dismiss--> dismissed               received, checking --merge--> merged

Admins over the rumour's region do all of it. From `checking` on everyone can read it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from diseminasi.forgetting import forget_isu
from diseminasi.hoaks.following import correct_messages, withdraw_messages
from diseminasi.hoaks.permissions import can_check_isu, can_merge_into
from diseminasi.hoaks.telling import tell_senders
from diseminasi.locking import require
from diseminasi.models import Isu, JenisRalat, RalatPutusan, StatusIsu
from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import TransitionError, require_reason

S = StatusIsu
# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "start_check": ((S.RECEIVED, S.DISMISSED, S.WITHDRAWN), S.CHECKING),
    "decide_isu": ((S.RECEIVED, S.CHECKING), S.DECIDED),
    "correct_isu": ((S.DECIDED,), S.DECIDED),
    "withdraw_isu": ((S.CHECKING, S.DECIDED), S.WITHDRAWN),
    "dismiss_isu": ((S.RECEIVED,), S.DISMISSED),
    "merge_isu": ((S.RECEIVED, S.CHECKING), S.MERGED),
}
# What everyone reads of a rumour, and of its verdict.
ISU = ("klaim", "bunyi")
VONIS = (*ISU, "putusan", "penjelasan", "sumber", "instansi")


@transaction.atomic
def start_check(isu: Isu, *, by: Any, klaim: str, bunyi: str) -> Isu:
    """Show in public that a rumour is being checked, in words that name no person."""
    isu = _locked(isu, "start_check", by=by)
    isu.klaim, isu.bunyi = klaim, bunyi
    isu.putusan, isu.catatan, isu.decided_at = "", "", None
    return _show(isu, "start_check", by=by)


@transaction.atomic
def decide_isu(isu: Isu, *, by: Any, **vonis: str) -> Isu:
    """Publish the verdict; `vonis` are the fields of `VONIS`."""
    isu = _locked(isu, "decide_isu", by=by)
    for name in VONIS:
        setattr(isu, name, vonis[name])
    isu.decided_at = timezone.now()
    isu.pemutus = None if by is SYSTEM else by
    isu = _show(isu, "decide_isu", by=by)
    tell_senders(isu)
    return isu


@transaction.atomic
def correct_isu(isu: Isu, *, by: Any, reason: str, **vonis: str) -> Isu:
    """Mend a verdict; `reason` tells everyone who passed it on what was wrong."""
    reason = require_reason(reason)
    isu = _locked(isu, "correct_isu", by=by)
    changed = {name: vonis[name] for name in VONIS if vonis[name] != getattr(isu, name)}
    if not changed:
        raise TransitionError("Belum ada yang berubah. Perbaiki dulu putusannya.")
    _note(isu, JenisRalat.RALAT, by=by, penjelasan=reason, sebelum=_words(isu, *changed))
    for name, value in changed.items():
        setattr(isu, name, value)
    isu.decided_at = timezone.now()
    isu = _show(isu, "correct_isu", by=by, reason=reason)
    correct_messages(isu, by=by, reason=reason)
    tell_senders(isu)
    return isu


@transaction.atomic
def withdraw_isu(isu: Isu, *, by: Any, reason: str) -> Isu:
    """Take a rumour's page back; it says so, and why, for ever."""
    reason = require_reason(reason)
    isu = _locked(isu, "withdraw_isu", by=by)
    _note(isu, JenisRalat.PENARIKAN, by=by, penjelasan=reason, sebelum=_words(isu, "putusan"))
    isu.catatan = reason
    isu = _move(isu, "withdraw_isu", by=by, reason=reason)
    forget_isu(isu)
    withdraw_messages(isu, by=by, reason=reason)
    tell_senders(isu)
    return isu


@transaction.atomic
def dismiss_isu(isu: Isu, *, by: Any, reason: str) -> Isu:
    """Leave a rumour unchecked: no rumour, or nothing that can be checked. The sender reads why."""
    reason = require_reason(reason)
    isu = _locked(isu, "dismiss_isu", by=by)
    isu.catatan = reason
    isu = _move(isu, "dismiss_isu", by=by, reason=reason)
    tell_senders(isu)
    return isu


@transaction.atomic
def merge_isu(isu: Isu, *, by: Any, ke: Isu) -> Isu:
    """Say that a rumour is the same as another, whose verdict its senders then read."""
    rows = Isu.objects.select_for_update(of=("self",)).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[isu.pk, ke.pk])}
    isu, ke = _locked(isu, "merge_isu", by=by), locked[ke.pk]
    if ke.pk == isu.pk or not can_merge_into(by, ke):
        raise TransitionError("Isu ini tidak bisa digabung ke sana. Muat ulang halaman.")
    isu.gabung_ke = ke
    isu.daftar_gabungan.update(gabung_ke=ke)
    isu = _move(isu, "merge_isu", by=by, ke=f" {ke.nomor}")
    forget_isu(isu)
    if ke.is_diputuskan:
        tell_senders(isu)
    return isu


def _locked(isu: Isu, verb: str, *, by: Any) -> Isu:
    rows = Isu.objects.select_for_update(of=("self",)).select_related("wilayah")
    isu = rows.get(pk=isu.pk)
    if isu.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"“{isu}” sekarang berstatus “{isu.get_status_display().lower()}”, jadi langkah "
            "ini tidak bisa dilakukan. Muat ulang halaman."
        )
    require(can_check_isu, by, isu)
    return isu


def _show(isu: Isu, verb: str, *, by: Any, reason: str = "") -> Isu:
    """Bring a rumour to the top of the public list, at the address it had before or a new one."""
    isu.shown_at = timezone.now()
    isu.slug = isu.slug or slugify(isu.klaim)[:120].strip("-") or "isu"
    return _move(isu, verb, by=by, reason=reason)


def _move(isu: Isu, verb: str, *, by: Any, reason: str = "", ke: str = "") -> Isu:
    before, isu.status = isu.status, LANGKAH[verb][1]
    isu.save()
    record(
        by=by,
        verb=verb,
        obj=isu,
        wilayah_kode=isu.wilayah_id or "",
        before=before,
        after=isu.status + ke,
        reason=reason,
    )
    return isu


def _words(isu: Isu, *names: str) -> dict[str, str]:
    return {name: str(getattr(isu, name)) for name in names}


def _note(isu: Isu, jenis: str, *, by: Any, **words: Any) -> None:
    RalatPutusan.objects.create(isu=isu, jenis=jenis, oleh=None if by is SYSTEM else by, **words)
