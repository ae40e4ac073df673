"""The only door to the status of Info Pemerintah.

    draft, returned --submit--> submitted --release--> released
    submitted --take_back--> draft          submitted --return--> returned
    released, corrected --correct--> corrected
    released, corrected --withdraw--> withdrawn

A message for one kabupaten/kota is released by whoever submits it; one that goes beyond
waits for a second admin.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from diseminasi.delivery import start_delivery
from diseminasi.forgetting import forget_info
from diseminasi.locking import lock_info, record_info, require
from diseminasi.models import InfoPemerintah, JenisRalat, Ralat, StatusInfo
from diseminasi.permissions import (
    can_correct_info,
    can_edit_info,
    can_release_info,
    can_work_on_info,
)
from diseminasi.reach_refreshing import refresh_soon
from diseminasi.targeting import codes_of
from diseminasi.telling import tell_changed, tell_decided, tell_submitted
from kimportal.audit.models import SYSTEM
from kimportal.owed.doing import owe
from kimportal.transitions import TransitionError, require_reason

S = StatusInfo
# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "submit_info": ((S.DRAFT, S.RETURNED), S.SUBMITTED),
    "take_back_info": ((S.SUBMITTED,), S.DRAFT),
    "release_info": ((S.SUBMITTED,), S.RELEASED),
    "return_info": ((S.SUBMITTED,), S.RETURNED),
    "correct_info": ((S.RELEASED, S.CORRECTED), S.CORRECTED),
    "withdraw_info": ((S.RELEASED, S.CORRECTED), S.WITHDRAWN),
}
# What a correction may change; whom the message is for stays as it was.
BISA_DIRALAT = ("judul", "isi", "tindakan", "sumber", "alamat_sumber", "berlaku_sampai")
BISA_DIRALAT_KHUSUS = (*BISA_DIRALAT[:-1], "jawab_sampai")


@transaction.atomic
def submit_info(info: InfoPemerintah, *, by: Any) -> InfoPemerintah:
    """Send a message on its way: out at once, or first to a second admin."""
    info = _locked(info, "submit_info")
    require(can_edit_info, by, info)
    if not codes_of(info):
        raise TransitionError("Pilih dulu sasarannya: paling sedikit satu wilayah.")
    if info.is_berakhir or (info.jawab_sampai and info.jawab_sampai < timezone.localdate()):
        raise TransitionError("Masa berlakunya sudah lewat. Perbaiki dulu tanggalnya.")
    info.submitted_at, info.catatan = timezone.now(), ""
    info.pengaju = None if by is SYSTEM else by
    info = _move(info, "submit_info", by=by)
    if not info.lintas_kabkota:
        return release_info(info, by=by)
    tell_submitted(info, by=by)
    return info


@transaction.atomic
def take_back_info(info: InfoPemerintah, *, by: Any) -> InfoPemerintah:
    """Take a message back that waits, to go on with it."""
    info = _locked(info, "take_back_info")
    require(can_work_on_info, by, info)
    return _move(info, "take_back_info", by=by)


@transaction.atomic
def release_info(info: InfoPemerintah, *, by: Any) -> InfoPemerintah:
    """Make a message public and hand it to the KIM of its sasaran."""
    info = _locked(info, "release_info")
    require(can_release_info, by, info)
    info.released_at = timezone.now()
    info.perilis = None if by is SYSTEM else by
    info.slug = info.slug or slugify(info.judul)[:120].strip("-") or "info"
    info = _move(info, "release_info", by=by)
    tell_decided(info, by=by)
    start_delivery(info)
    return info


@transaction.atomic
def return_info(info: InfoPemerintah, *, by: Any, reason: str) -> InfoPemerintah:
    """Give a message back to whoever sent it, with a note on what to mend."""
    reason = require_reason(reason)
    info = _locked(info, "return_info")
    require(can_release_info, by, info)
    info.catatan = reason
    info = _move(info, "return_info", by=by, reason=reason)
    tell_decided(info, by=by)
    return info


@transaction.atomic
def correct_info(
    info: InfoPemerintah, *, by: Any, reason: str, changes: dict[str, Any]
) -> InfoPemerintah:
    """Mend a released message; `reason` tells those who relayed it what was wrong."""
    reason = require_reason(reason)
    info = _locked(info, "correct_info")
    require(can_correct_info, by, info)
    allowed = BISA_DIRALAT_KHUSUS if info.is_khusus else BISA_DIRALAT
    known = {name: value for name, value in changes.items() if name in allowed}
    changed = {name: value for name, value in known.items() if getattr(info, name) != value}
    before = {name: str(getattr(info, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(info, name, value)
    _note_ralat(info, JenisRalat.RALAT, by=by, penjelasan=reason, sebelum=before)
    info = _move(info, "correct_info", by=by, reason=reason)
    tell_changed(info, by=by, penjelasan=reason)
    return info


@transaction.atomic
def withdraw_info(info: InfoPemerintah, *, by: Any, reason: str) -> InfoPemerintah:
    """Take a message back from the public; its page says so, and why, for ever."""
    reason = require_reason(reason)
    info = _locked(info, "withdraw_info")
    require(can_correct_info, by, info)
    info.catatan = reason
    _note_ralat(info, JenisRalat.PENARIKAN, by=by, penjelasan=reason, sebelum={})
    info = _move(info, "withdraw_info", by=by, reason=reason)
    forget_info(info)
    tell_changed(info, by=by, penjelasan=reason)
    return info


def _locked(info: InfoPemerintah, verb: str) -> InfoPemerintah:
    return lock_info(info, states=LANGKAH[verb][0])


def _move(info: InfoPemerintah, verb: str, *, by: Any, reason: str = "") -> InfoPemerintah:
    before, info.status = info.status, LANGKAH[verb][1]
    info.save()
    record_info(info, verb, by=by, before=before, after=info.status, reason=reason)
    return info


def _note_ralat(info: InfoPemerintah, jenis: str, *, by: Any, **words: Any) -> None:
    """Keep what was wrong, and ask everyone who relayed it to relay this too."""
    from diseminasi.tasks import ask_for_correction

    ralat = Ralat.objects.create(
        info=info,
        nomor=info.daftar_ralat.count() + 1,
        jenis=jenis,
        oleh=None if by is SYSTEM else by,
        **words,
    )
    refresh_soon()
    owe(ask_for_correction, ralat.pk)
