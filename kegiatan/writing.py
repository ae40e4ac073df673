"""Writing a post: drafts, hand-over to the pengurus, new versions, reuse.

Whoever saves names the version (`versi`) the text is based on. Where another save came
between, nothing is overwritten: the text is kept as history and the caller is told.
Statuses are the work of `kegiatan.moderation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from kegiatan.completeness import IncompleteError, missing
from kegiatan.content import apply_changes, changes, copy_naskah, new_naskah, snapshot_with
from kegiatan.current import ClosedError, current_version, lock_current, open_for_writing
from kegiatan.history import keep
from kegiatan.models import TERBUKA, JenisRiwayat, Kegiatan, Naskah, StatusNaskah
from kegiatan.moderation import cancel_kegiatan, submit_kegiatan
from kegiatan.permissions import (
    can_create_kegiatan,
    can_delete_naskah,
    can_follow_kegiatan,
    can_hand_over_naskah,
    can_revise_naskah,
    can_submit_naskah,
    can_take_back_naskah,
    is_writer,
)
from kegiatan.photos import forget_photos
from kegiatan.telling import tell_handed_over
from kegiatan.uploads import forget_uploads
from kimportal.audit.models import record
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Kim
from komunitas.permissions import is_pengurus

BELUM = "KIM Anda belum terverifikasi, jadi kabar belum bisa diajukan. Draf ini tersimpan."
DIBEKUKAN = "KIM Anda sedang dibekukan, jadi kabar tidak bisa diajukan. Draf ini tersimpan."


# How many drafts one person may have that were never handed in.
MAKS_DRAF = 50


@dataclass(frozen=True)
class Saved:
    """What became of a save: with `is_conflict` the stored text is another person's."""

    naskah: Naskah
    is_conflict: bool = False


def save_draft(
    *, by: Any, uuid: UUID, versi: int, values: dict[str, Any], kim: Kim | None = None
) -> Saved:
    """Save what was written under the post's device-made key; make the post if it is new.

    `values` are those of `NaskahForm.cleaned_data` that were sent. Saving the same twice
    makes neither a second post nor a new version. Raises Kegiatan.DoesNotExist, NotAllowed,
    or ClosedError when the post is out of the writer's hands.
    """
    kegiatan = Kegiatan.objects.select_related("kim").filter(uuid=uuid).first()
    if kegiatan is None:
        try:
            return Saved(_create(by=by, uuid=uuid, kim=kim, values=values))
        except IntegrityError:
            # The device sent it twice at the same moment.
            kegiatan = Kegiatan.objects.select_related("kim").get(uuid=uuid)
    if not can_follow_kegiatan(by, kegiatan):
        raise Kegiatan.DoesNotExist
    return _update(kegiatan, by=by, versi=versi, values=values)


@transaction.atomic
def _create(*, by: Any, uuid: UUID, kim: Kim | None, values: dict[str, Any]) -> Naskah:
    if kim is None or not can_create_kegiatan(by, kim):
        raise NotAllowed
    _require_room(by)
    kegiatan = Kegiatan.objects.create(uuid=uuid, kim=kim, penulis=by)
    naskah = new_naskah(kegiatan, by=by)
    apply_changes(naskah, changes(naskah, values))
    return naskah


@transaction.atomic
def _update(kegiatan: Kegiatan, *, by: Any, versi: int, values: dict[str, Any]) -> Saved:
    naskah = open_for_writing(kegiatan, by=by)
    found = changes(naskah, values)
    if not found:
        return Saved(naskah)
    if versi != naskah.versi:
        kept = snapshot_with(naskah, found)
        keep(naskah, jenis=JenisRiwayat.BENTROK, by=by, cuplikan=kept)
        return Saved(naskah, is_conflict=True)
    if _is_overwriting(naskah, by):
        keep(naskah, jenis=JenisRiwayat.DIGANTIKAN, by=naskah.diubah_oleh)
    naskah.versi += 1
    naskah.diubah_oleh = by
    apply_changes(naskah, found)
    return Saved(naskah)


def _require_room(by: Any) -> None:
    """Drafts hold photos: one person cannot fill the store with them."""
    drafts = Naskah.objects.filter(kegiatan__penulis=by, status="draft", submitted_at=None)
    if drafts.count() >= MAKS_DRAF:
        raise TransitionError(
            f"Anda punya {MAKS_DRAF} draf yang belum dikirim. Kirim atau hapus beberapa dulu."
        )


def _is_overwriting(naskah: Naskah, by: Any) -> bool:
    """Tell whether the text in place is another's, or was just chosen to be replaced."""
    is_of_another = naskah.diubah_oleh_id not in (None, by.pk)
    return (
        is_of_another
        or naskah.daftar_riwayat.filter(
            jenis=JenisRiwayat.BENTROK, oleh=by, versi=naskah.versi
        ).exists()
    )


@transaction.atomic
def keep_aside(naskah: Naskah, *, values: dict[str, Any], by: Any) -> bool:
    """Keep a text that came too late for its version; False if it says nothing new."""
    if not is_writer(by, naskah.kegiatan):
        raise NotAllowed
    found = changes(naskah, values)
    if found:
        kept = snapshot_with(naskah, found)
        keep(naskah, jenis=JenisRiwayat.BENTROK, by=by, cuplikan=kept)
    return bool(found)


@transaction.atomic
def hand_in(kegiatan: Kegiatan, *, by: Any) -> Naskah:
    """Send the text on: pengurus to the region's admins, an anggota to the pengurus.

    Doing it again changes nothing. Raises IncompleteError when something is missing.
    """
    naskah = lock_current(kegiatan)
    if not is_writer(by, naskah.kegiatan):
        raise NotAllowed
    if naskah.status in (StatusNaskah.SUBMITTED, StatusNaskah.PUBLISHED):
        return naskah
    if not naskah.is_bisa_diubah:
        raise ClosedError(naskah)
    if is_pengurus(by, naskah.kegiatan.kim):
        if not can_submit_naskah(by, naskah):
            raise TransitionError(DIBEKUKAN if naskah.kegiatan.kim.verified_at else BELUM)
        return submit_kegiatan(naskah, by=by)
    return naskah if naskah.diserahkan_at else _hand_over(naskah, by=by)


def _hand_over(naskah: Naskah, *, by: Any) -> Naskah:
    if not can_hand_over_naskah(by, naskah):
        raise NotAllowed
    if galat := missing(naskah):
        raise IncompleteError(galat)
    naskah.diserahkan_at = timezone.now()
    naskah.save(update_fields=["diserahkan_at"])
    _record(naskah, "hand_over_kegiatan", by=by)
    keep(naskah, jenis=JenisRiwayat.DIAJUKAN, by=by)
    tell_handed_over(naskah, by=by)
    return naskah


@transaction.atomic
def take_back(kegiatan: Kegiatan, *, by: Any) -> Naskah:
    """Take back what waits with the admins or with the pengurus, to go on writing."""
    naskah = lock_current(kegiatan)
    if not can_take_back_naskah(by, naskah):
        if naskah.status == StatusNaskah.SUBMITTED or naskah.diserahkan_at is not None:
            raise NotAllowed
        raise TransitionError("Tulisan ini tidak sedang menunggu siapa pun.")
    if naskah.status == StatusNaskah.SUBMITTED:
        return cancel_kegiatan(naskah, by=by)
    naskah.diserahkan_at = None
    naskah.save(update_fields=["diserahkan_at"])
    _record(naskah, "take_back_kegiatan", by=by)
    return naskah


@transaction.atomic
def start_revision(kegiatan: Kegiatan, *, by: Any) -> Naskah:
    """Begin a new version of a post; what is published stays public until it is through."""
    current = lock_current(kegiatan)
    if current.status in TERBUKA:
        return current
    if not can_revise_naskah(by, current):
        raise NotAllowed
    return copy_naskah(current, kegiatan=current.kegiatan, by=by)


@transaction.atomic
def discard_draft(kegiatan: Kegiatan, *, by: Any) -> None:
    """Delete a draft that was never handed in; with its only version the post goes too."""
    naskah = lock_current(kegiatan)
    if naskah.submitted_at is not None or naskah.status != StatusNaskah.DRAFT:
        raise TransitionError("Hanya draf yang belum pernah diajukan yang bisa dihapus.")
    if not can_delete_naskah(by, naskah):
        raise NotAllowed
    forget_draft(naskah, by=by)


def forget_draft(naskah: Naskah, *, by: Any) -> None:
    """Delete a version with all that belongs to it; the caller has checked that this may be."""
    kegiatan = naskah.kegiatan
    photos = [row.foto for row in naskah.daftar_foto.select_related("foto")]
    _record(naskah, "discard_kegiatan", by=by)
    forget_uploads(naskah)
    naskah.delete()
    if not kegiatan.daftar_naskah.exists():
        kegiatan.delete()
    forget_photos(photos)


@transaction.atomic
def reuse(source: Kegiatan, *, kim: Kim, by: Any, uuid: UUID | None = None) -> Naskah:
    """Copy another KIM's published post into a draft of `kim`, with the source named.

    The photos are shared, not copied. The same `uuid` gives the same draft again.
    """
    if not can_create_kegiatan(by, kim):
        raise NotAllowed
    published = source.naskah_terbit
    if published is None or source.kim_id == kim.pk:
        raise TransitionError("Yang bisa dipakai ulang adalah kabar terbit dari KIM lain.")
    kegiatan, is_new = Kegiatan.objects.get_or_create(
        uuid=uuid or uuid4(), defaults={"kim": kim, "penulis": by}
    )
    if is_new:
        _require_room(by)
    else:
        if not can_follow_kegiatan(by, kegiatan):
            raise NotAllowed
        return current_version(kegiatan)
    return copy_naskah(
        published,
        kegiatan=kegiatan,
        by=by,
        pakai_ulang_dari=source,
        terinspirasi_dari=None,
        wilayah=kim.wilayah,
        tanggal=timezone.localdate(),
        tanggal_selesai=None,
        jam=None,
        tempat="",
        lat=None,
        lon=None,
        jumlah_hadir=None,
        harga=None,
        wa_penjual="",
        izin_foto=False,
    )


def _record(naskah: Naskah, verb: str, *, by: Any) -> None:
    """Write an act down that leaves the status as it is."""
    record(
        by=by,
        verb=verb,
        obj=naskah,
        wilayah_kode=naskah.kegiatan.kim.wilayah_id,
        before=naskah.status,
        after=naskah.status,
    )
