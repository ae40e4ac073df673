"""The only door to the status of a post's version.

    draft, returned, cancelled --submit--> submitted --approve--> published
    submitted --return--> returned        submitted --reject--> rejected
    submitted --cancel--> cancelled       published --take_down--> withdrawn
    submitted --publish_first--> published, by the region's rules; then --confirm--> published
    published --(newer version approved)--> superseded
    published --hide--> withdrawn, until decided: --confirm_take_down--> withdrawn
                                                  or --restore--> published
    withdrawn --restore--> published      rejected --reopen--> submitted   (appeal accepted)

Each function locks the row, checks the state, then the permission, writes one audit row,
tells whom it concerns, and leaves effects on files to the commit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from kegiatan.completeness import IncompleteError, missing
from kegiatan.forgetting import forget_posts
from kegiatan.history import keep
from kegiatan.models import TERBUKA, JenisRiwayat, Kegiatan, Naskah, StatusNaskah
from kegiatan.permissions import can_moderate_naskah, can_submit_naskah, can_take_back_naskah
from kegiatan.photos import publish_photos, withdraw_photos
from kegiatan.policy import why_it_waits
from kegiatan.summary import summarise
from kegiatan.telling import (
    tell_decided,
    tell_hidden,
    tell_published_first,
    tell_reusers,
    tell_submitted,
)
from kegiatan.words import note_words
from kimportal.audit.models import SYSTEM, record
from kimportal.audit.takedowns import (
    Dasar,
    end_takedown,
    ground_of,
    is_provisional,
    register_takedown,
)
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.activity import set_last_activity
from komunitas.trust import earn_trust

S = StatusNaskah
# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "submit_kegiatan": ((S.DRAFT, S.RETURNED, S.CANCELLED), S.SUBMITTED),
    "cancel_kegiatan": ((S.SUBMITTED,), S.CANCELLED),
    "publish_first": ((S.SUBMITTED,), S.PUBLISHED),
    "approve_kegiatan": ((S.SUBMITTED,), S.PUBLISHED),
    "confirm_kegiatan": ((S.PUBLISHED,), S.PUBLISHED),
    "return_kegiatan": ((S.SUBMITTED,), S.RETURNED),
    "reject_kegiatan": ((S.SUBMITTED,), S.REJECTED),
    "take_down_kegiatan": ((S.PUBLISHED,), S.WITHDRAWN),
    "hide_kegiatan": ((S.PUBLISHED,), S.WITHDRAWN),
    "confirm_take_down_kegiatan": ((S.WITHDRAWN,), S.WITHDRAWN),
    "restore_kegiatan": ((S.WITHDRAWN,), S.PUBLISHED),
    "reopen_kegiatan": ((S.REJECTED,), S.SUBMITTED),
}


@transaction.atomic
def submit_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Hand a version to the region's admins; where its KIM is trusted, it is public at once.

    What the portal itself hands in always waits. Raises IncompleteError when something is
    missing, unless the portal hands in.
    """
    naskah = _locked(naskah, "submit_kegiatan")
    if by is not SYSTEM:
        if not can_submit_naskah(by, naskah):
            raise NotAllowed
        if galat := missing(naskah):
            raise IncompleteError(galat)
    naskah.submitted_at, naskah.reviewed_at = timezone.now(), None
    naskah.diserahkan_at = None
    naskah.ringkasan = naskah.ringkasan or summarise(naskah.isi)
    _move(naskah, "submit_kegiatan", by=by)
    keep(naskah, jenis=JenisRiwayat.DIAJUKAN, by=by)
    if by is not SYSTEM and not why_it_waits(naskah):
        return publish_first(naskah)
    tell_submitted(naskah, by=by)
    return naskah


@transaction.atomic
def publish_first(naskah: Naskah) -> Naskah:
    """Publish a version before anybody checked it; the portal's own act, by the rules.

    `reviewed_at` stays empty: it waits for an admin, who confirms it or takes it down.
    """
    naskah = _locked(naskah, "publish_first")
    if reasons := why_it_waits(naskah):
        raise TransitionError(reasons[0])
    naskah = _publish(naskah, "publish_first", by=SYSTEM, reason="Dipercaya: terbit dulu.")
    tell_published_first(naskah)
    return naskah


@transaction.atomic
def cancel_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Take back what was handed in ("batal diajukan"); it can be handed in again."""
    naskah = _locked(naskah, "cancel_kegiatan")
    if by is not SYSTEM and not can_take_back_naskah(by, naskah):
        raise NotAllowed
    return _move(naskah, "cancel_kegiatan", by=by)


@transaction.atomic
def approve_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Publish a version; the one that was public until now is superseded."""
    naskah = _locked(naskah, "approve_kegiatan")
    _require_moderator(by, naskah)
    naskah.reviewed_at = timezone.now()
    naskah = _publish(naskah, "approve_kegiatan", by=by)
    tell_decided(naskah, by=by)
    _count_approved(naskah, by=by)
    return naskah


@transaction.atomic
def confirm_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Leave a version public that was published first: "sudah diperiksa"."""
    naskah = _locked(naskah, "confirm_kegiatan")
    _require_moderator(by, naskah)
    if naskah.reviewed_at is not None:
        raise TransitionError(f"“{naskah}” sudah diperiksa. Muat ulang halaman.")
    naskah.reviewed_at = timezone.now()
    naskah = _move(naskah, "confirm_kegiatan", by=by)
    _count_approved(naskah, by=by)
    return naskah


@transaction.atomic
def return_kegiatan(naskah: Naskah, *, by: Any, reason: str) -> Naskah:
    """Give a version back to its author with a note on what to mend."""
    naskah = _decide(naskah, "return_kegiatan", by=by, reason=reason)
    tell_decided(naskah, by=by)
    return naskah


@transaction.atomic
def reject_kegiatan(naskah: Naskah, *, by: Any, reason: str) -> Naskah:
    """Refuse a version for good."""
    naskah = _decide(naskah, "reject_kegiatan", by=by, reason=reason)
    tell_decided(naskah, by=by)
    return naskah


@transaction.atomic
def take_down_kegiatan(
    naskah: Naskah, *, by: Any, reason: str, dasar: Dasar | None = None
) -> Naskah:
    """Take a published post off the public pages ("diturunkan"), its photos included.

    Officers name the ground; it enters the take-down register.
    """
    dasar = ground_of(dasar, by=by)
    naskah = _decide(naskah, "take_down_kegiatan", by=by, reason=reason)
    register_takedown(naskah, dasar)
    _leave_public(naskah)
    tell_decided(naskah, by=by, dasar=dasar.teks)
    tell_reusers(naskah)
    return naskah


@transaction.atomic
def hide_kegiatan(naskah: Naskah, *, reason: str, dasar: Dasar) -> Naskah:
    """Hide a published post until an officer has decided; the portal's own act."""
    naskah = _locked(naskah, "hide_kegiatan")
    naskah.catatan = require_reason(reason)
    _move(naskah, "hide_kegiatan", by=SYSTEM, reason=reason)
    register_takedown(naskah, replace(dasar, sementara=True))
    _leave_public(naskah)
    tell_hidden(naskah)
    return naskah


@transaction.atomic
def confirm_take_down_kegiatan(naskah: Naskah, *, by: Any, reason: str, dasar: Dasar) -> Naskah:
    """Leave a hidden post off the public pages, now by an officer's decision."""
    dasar = ground_of(dasar, by=by)
    if not is_provisional(naskah):
        raise TransitionError(f"“{naskah}” tidak sedang disembunyikan sementara.")
    naskah = _decide(naskah, "confirm_take_down_kegiatan", by=by, reason=reason)
    register_takedown(naskah, dasar)
    tell_decided(naskah, by=by, dasar=dasar.teks)
    tell_reusers(naskah)
    return naskah


@transaction.atomic
def restore_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Publish a version again that was hidden or taken down."""
    naskah = _locked(naskah, "restore_kegiatan")
    _require_moderator(by, naskah)
    kegiatan = naskah.kegiatan
    if kegiatan.naskah_terbit_id is not None:
        raise TransitionError(f"Versi yang lebih baru dari “{naskah}” sudah terbit.")
    naskah.catatan, naskah.reviewed_at = "", timezone.now()
    _move(naskah, "restore_kegiatan", by=by)
    end_takedown(naskah)
    kegiatan.naskah_terbit = naskah
    kegiatan.save()
    _update_kim(kegiatan)
    transaction.on_commit(lambda: publish_photos(naskah.pk))
    return naskah


@transaction.atomic
def reopen_kegiatan(naskah: Naskah, *, by: Any) -> Naskah:
    """Put a rejected version back among those that wait for a decision."""
    naskah = _locked(naskah, "reopen_kegiatan")
    _require_moderator(by, naskah)
    if naskah.kegiatan.daftar_naskah.filter(status__in=TERBUKA).exists():
        raise TransitionError(f"Versi baru dari “{naskah}” sedang dikerjakan.")
    naskah.catatan, naskah.reviewed_at = "", None
    naskah.submitted_at = timezone.now()
    return _move(naskah, "reopen_kegiatan", by=by)


def _publish(naskah: Naskah, verb: str, *, by: Any, reason: str = "") -> Naskah:
    """Make a version the public one, with its photos, under the post's fixed address."""
    kegiatan = naskah.kegiatan
    is_mended = _supersede_current(kegiatan, by=by)
    kegiatan.published_at = kegiatan.published_at or timezone.now()
    kegiatan.slug = kegiatan.slug or slugify(naskah.judul)[:120].strip("-") or "kabar"
    naskah.published_at = kegiatan.published_at
    naskah.catatan = ""
    _move(naskah, verb, by=by, reason=reason)
    kegiatan.naskah_terbit = naskah
    kegiatan.save()
    _update_kim(kegiatan)
    note_words(naskah)
    transaction.on_commit(lambda: publish_photos(naskah.pk))
    if is_mended:
        tell_reusers(naskah)
    return naskah


def _count_approved(naskah: Naskah, *, by: Any) -> None:
    """Let the KIM earn trust by what officers have let through; the portal's own acts do not."""
    if by is SYSTEM:
        return
    kim = naskah.kegiatan.kim
    approved = Naskah.objects.filter(
        kegiatan__kim=kim, status__in=(S.PUBLISHED, S.SUPERSEDED), reviewed_at__isnull=False
    )
    earn_trust(kim, approved=approved.values("kegiatan").distinct().count())


def _leave_public(naskah: Naskah) -> None:
    kegiatan = naskah.kegiatan
    kegiatan.naskah_terbit = None
    kegiatan.save()
    _update_kim(kegiatan)
    transaction.on_commit(lambda: withdraw_photos(naskah.pk))
    forget_posts([kegiatan])


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
            f"“{naskah}” sekarang berstatus “{naskah.get_status_display().lower()}”, "
            "jadi langkah ini tidak bisa dilakukan. Muat ulang halaman."
        )
    return naskah


def _require_moderator(by: Any, naskah: Naskah) -> None:
    if by is not SYSTEM and not can_moderate_naskah(by, naskah):
        raise NotAllowed


def _supersede_current(kegiatan: Kegiatan, *, by: Any) -> bool:
    """Put a new version in the place of the public one; tell whether there was one."""
    current = kegiatan.daftar_naskah.filter(status=S.PUBLISHED).first()
    if current is None:
        return False
    current.kegiatan = kegiatan
    _write(current, S.SUPERSEDED, "supersede_kegiatan", by=by)
    transaction.on_commit(lambda: withdraw_photos(current.pk))
    return True


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
