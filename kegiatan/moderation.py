"""The only door to the status of a post's version.

    draft, returned, cancelled --submit--> submitted --approve--> published
    submitted --return--> returned        submitted --reject--> rejected
    submitted --cancel--> cancelled       published --take_down--> withdrawn
    published --(newer version approved)--> superseded

Each function locks the row, checks the state, then the permission, writes one audit row,
and leaves effects on files to the commit.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from kegiatan.models import Kegiatan, Naskah, StatusNaskah
from kegiatan.permissions import can_moderate_naskah, can_submit_naskah
from kegiatan.photos import publish_photos, withdraw_photos
from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.activity import set_last_activity

S = StatusNaskah
# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "submit_kegiatan": ((S.DRAFT, S.RETURNED, S.CANCELLED), S.SUBMITTED),
    "cancel_kegiatan": ((S.SUBMITTED,), S.CANCELLED),
    "approve_kegiatan": ((S.SUBMITTED,), S.PUBLISHED),
    "return_kegiatan": ((S.SUBMITTED,), S.RETURNED),
    "reject_kegiatan": ((S.SUBMITTED,), S.REJECTED),
    "take_down_kegiatan": ((S.PUBLISHED,), S.WITHDRAWN),
}


@transaction.atomic
def submit_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Hand a version to the region's admins."""
    naskah = _locked(naskah, "submit_kegiatan")
    if by is not SYSTEM and not can_submit_naskah(by, naskah):
        raise NotAllowed
    naskah.submitted_at = timezone.now()
    return _move(naskah, "submit_kegiatan", by=by)


@transaction.atomic
def cancel_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Take back what was handed in ("batal diajukan"); it can be handed in again."""
    naskah = _locked(naskah, "cancel_kegiatan")
    if by is not SYSTEM and not can_submit_naskah(by, naskah):
        raise NotAllowed
    return _move(naskah, "cancel_kegiatan", by=by)


@transaction.atomic
def approve_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Publish a version; the one that was public until now is superseded."""
    naskah = _locked(naskah, "approve_kegiatan")
    _require_moderator(by, naskah)
    kegiatan, now = naskah.kegiatan, timezone.now()
    _supersede_current(kegiatan, by=by)
    kegiatan.published_at = kegiatan.published_at or now
    kegiatan.slug = kegiatan.slug or slugify(naskah.judul)[:120].strip("-") or "kabar"
    naskah.published_at = kegiatan.published_at
    naskah.reviewed_at = now
    naskah.catatan = ""
    _move(naskah, "approve_kegiatan", by=by)
    kegiatan.naskah_terbit = naskah
    kegiatan.save()
    _update_kim(kegiatan)
    transaction.on_commit(lambda: publish_photos(naskah.pk))
    return naskah


@transaction.atomic
def return_kegiatan(naskah: Naskah, *, by: Any, reason: str) -> Naskah:
    """Give a version back to its author with a note on what to mend."""
    return _decide(naskah, "return_kegiatan", by=by, reason=reason)


@transaction.atomic
def reject_kegiatan(naskah: Naskah, *, by: Any, reason: str) -> Naskah:
    """Refuse a version for good."""
    return _decide(naskah, "reject_kegiatan", by=by, reason=reason)


@transaction.atomic
def take_down_kegiatan(naskah: Naskah, *, by: Any, reason: str) -> Naskah:
    """Take a published post off the public pages ("diturunkan"), its photos included."""
    naskah = _decide(naskah, "take_down_kegiatan", by=by, reason=reason)
    kegiatan = naskah.kegiatan
    kegiatan.naskah_terbit = None
    kegiatan.save()
    _update_kim(kegiatan)
    transaction.on_commit(lambda: withdraw_photos(naskah.pk))
    return naskah


def _decide(naskah: Naskah, verb: str, *, by: Any, reason: str) -> Naskah:
    reason = require_reason(reason)
    naskah = _locked(naskah, verb)
    _require_moderator(by, naskah)
    naskah.catatan = reason
    naskah.reviewed_at = timezone.now()
    return _move(naskah, verb, by=by, reason=reason)


def _locked(naskah: Naskah, verb: str) -> Naskah:
    """Lock the post, then the version, so that two deciders stand in line."""
    Kegiatan.objects.select_for_update().get(pk=naskah.kegiatan_id)
    naskah = (
        Naskah.objects.select_for_update(of=("self",))
        .select_related("kegiatan__kim")
        .get(pk=naskah.pk)
    )
    if naskah.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"“{naskah.judul}” sekarang berstatus “{naskah.get_status_display().lower()}”, "
            "jadi langkah ini tidak bisa dilakukan. Muat ulang halaman."
        )
    return naskah


def _require_moderator(by: Any, naskah: Naskah) -> None:
    if by is not SYSTEM and not can_moderate_naskah(by, naskah):
        raise NotAllowed


def _supersede_current(kegiatan: Kegiatan, *, by: Any) -> None:
    current = kegiatan.daftar_naskah.filter(status=S.PUBLISHED).first()
    if current is not None:
        current.kegiatan = kegiatan
        _write(current, S.SUPERSEDED, "supersede_kegiatan", by=by)
        transaction.on_commit(lambda: withdraw_photos(current.pk))


def _move(naskah: Naskah, verb: str, *, by: Any, reason: str = "") -> Naskah:
    return _write(naskah, LANGKAH[verb][1], verb, by=by, reason=reason)


def _write(naskah: Naskah, status: str, verb: str, *, by: Any, reason: str = "") -> Naskah:
    before, naskah.status = naskah.status, status
    naskah.save()
    record(
        by=by,
        verb=verb,
        obj=naskah,
        wilayah_kode=naskah.kegiatan.kim.wilayah_id,
        before=before,
        after=status,
        reason=reason,
    )
    return naskah


def _update_kim(kegiatan: Kegiatan) -> None:
    """Tell the KIM when it last published something that is still public."""
    newest = (
        Kegiatan.objects.filter(kim=kegiatan.kim_id, naskah_terbit__isnull=False)
        .order_by("-published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    set_last_activity(kegiatan.kim_id, newest)
