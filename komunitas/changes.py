"""The only door to changes of a verified KIM that admins decide on: name, village, SK.

returned --propose--> submitted --approve--> approved
                      submitted --return--> returned
                      submitted --reject--> rejected
submitted, returned --cancel--> cancelled
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from kimportal.audit.models import SYSTEM, record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.decrees import forget_file
from komunitas.models import Kim, PerubahanKim, StatusKim, StatusPerubahan, SuratKeputusan
from komunitas.officers import admins_of, common_code, pengurus_of
from komunitas.permissions import (
    admin_codes,
    can_decide_perubahan,
    can_edit_kim,
    can_move_kim,
    covers,
    is_pengurus,
)
from komunitas.places import lock_kim
from wilayah.models import Wilayah

S = StatusPerubahan
TERBUKA = (S.SUBMITTED, S.RETURNED)
# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "approve_perubahan": ((S.SUBMITTED,), S.APPROVED),
    "return_perubahan": ((S.SUBMITTED,), S.RETURNED),
    "reject_perubahan": ((S.SUBMITTED,), S.REJECTED),
    "cancel_perubahan": (TERBUKA, S.CANCELLED),
}


def open_change(kim: Kim) -> PerubahanKim | None:
    """Return the change that is under way, if any; there is at most one."""
    rows = PerubahanKim.objects.select_related("wilayah", "kim__wilayah")
    return rows.filter(kim=kim, status__in=TERBUKA).first()


@transaction.atomic
def propose_change(
    kim: Kim, *, by: Any, nama: str = "", wilayah: Wilayah | None = None, **fields: Any
) -> PerubahanKim:
    """Hand in a change, or the mended form of one that came back."""
    kim = lock_kim(kim)
    if kim.status != StatusKim.VERIFIED or not can_edit_kim(by, kim):
        raise NotAllowed
    perubahan = PerubahanKim.objects.filter(kim=kim, status__in=TERBUKA).first()
    if perubahan and perubahan.status == S.SUBMITTED:
        raise TransitionError(
            "Perubahan sebelumnya masih diperiksa. Batalkan dulu kalau mau diganti."
        )
    perubahan = perubahan or PerubahanKim(kim=kim)
    before = perubahan.status if perubahan.pk else ""
    fields |= {
        "nama": "" if nama == kim.nama else nama,
        "wilayah": None if wilayah == kim.wilayah else wilayah,
    }
    if not (fields["nama"] or fields["wilayah"] or fields.get("sk_nomor")):
        raise TransitionError("Belum ada yang diubah. Tulis nama, desa, atau SK yang baru.")
    if fields.get("sk_berkas"):
        forget_file(perubahan.sk_berkas)
    else:
        fields.pop("sk_berkas", None)
    for name, value in fields.items():
        setattr(perubahan, name, value)
    perubahan.pemohon, perubahan.submitted_at = by, timezone.now()
    perubahan.status = S.SUBMITTED
    perubahan.save()
    _record(perubahan, "propose_change", by=by, before=before)
    _tell_admins(perubahan)
    return perubahan


def _tell_admins(perubahan: PerubahanKim) -> None:
    kim = perubahan.kim
    notify(
        admins_of(kim, common_code(kim.wilayah_id, perubahan.wilayah_id or kim.wilayah_id)),
        judul=f"{kim.nama} mengajukan perubahan",
        isi="\n".join(f"{label}: {nilai}" for label, nilai in perubahan.isi),
        url=f"/admin/komunitas/perubahankim/{perubahan.pk}/change/",
    )


@transaction.atomic
def cancel_perubahan(perubahan: PerubahanKim, *, by: Any) -> PerubahanKim:
    """Take a change back; the KIM stays as it is."""
    perubahan = _locked(perubahan, "cancel_perubahan")
    if by is not SYSTEM and not is_pengurus(by, perubahan.kim):
        raise NotAllowed
    return _move(perubahan, "cancel_perubahan", by=by)


@transaction.atomic
def approve_perubahan(perubahan: PerubahanKim, *, by: Any) -> PerubahanKim:
    """Make the change. Number and address of the KIM stay for ever."""
    perubahan = _locked(perubahan, "approve_perubahan")
    _require_decider(by, perubahan)
    _apply(perubahan)
    perubahan.decided_at, perubahan.catatan = timezone.now(), ""
    perubahan = _move(perubahan, "approve_perubahan", by=by)
    _tell_pengurus(perubahan, "disetujui")
    return perubahan


@transaction.atomic
def return_perubahan(perubahan: PerubahanKim, *, by: Any, reason: str) -> PerubahanKim:
    """Give a change back with a note on what to mend."""
    return _refuse(perubahan, "return_perubahan", "perlu diperbaiki", by=by, reason=reason)


@transaction.atomic
def reject_perubahan(perubahan: PerubahanKim, *, by: Any, reason: str) -> PerubahanKim:
    """Refuse a change."""
    return _refuse(perubahan, "reject_perubahan", "ditolak", by=by, reason=reason)


def _refuse(perubahan: PerubahanKim, verb: str, word: str, *, by: Any, reason: str) -> PerubahanKim:
    reason = require_reason(reason)
    perubahan = _locked(perubahan, verb)
    _require_decider(by, perubahan)
    perubahan.catatan, perubahan.decided_at = reason, timezone.now()
    perubahan = _move(perubahan, verb, by=by, reason=reason)
    _tell_pengurus(perubahan, word)
    return perubahan


@transaction.atomic
def move_kim(kim: Kim, *, by: Any, wilayah: Wilayah, reason: str) -> Kim:
    """Put a KIM into another village, as after a region split; number and address stay.

    Who decides answers for both villages: an admin over both, else the region around them.
    """
    reason = require_reason(reason)
    kim = lock_kim(kim)
    if not can_move_kim(by, kim) or not covers(admin_codes(by), wilayah.kode):
        raise NotAllowed
    if wilayah.pk == kim.wilayah_id:
        raise TransitionError(f"{kim.nama} sudah ada di {wilayah.sebutan}.")
    before, kim.wilayah = kim.wilayah_id, wilayah
    # The point was checked against the former village.
    kim.lat = kim.lon = None
    kim.save()
    record(
        by=by,
        verb="move_kim",
        obj=kim,
        wilayah_kode=wilayah.kode,
        before=before,
        after=wilayah.kode,
        reason=reason,
    )
    notify(
        pengurus_of(kim),
        judul=f"{kim.nama} sekarang tercatat di {wilayah.sebutan}",
        isi=f"Nomor dan alamat halaman tetap. Alasan: {reason}",
        url=f"/kelola/kim/{kim.pk}/",
    )
    return kim


def _apply(perubahan: PerubahanKim) -> None:
    kim = perubahan.kim
    kim.nama = perubahan.nama or kim.nama
    kim.wilayah = perubahan.wilayah or kim.wilayah
    kim.save()
    if perubahan.sk_nomor and perubahan.sk_tanggal:
        SuratKeputusan.objects.create(
            kim=kim,
            nomor=perubahan.sk_nomor,
            perihal=perubahan.sk_perihal,
            penerbit=perubahan.sk_penerbit,
            tanggal=perubahan.sk_tanggal,
            berlaku_sampai=perubahan.sk_berlaku_sampai,
            berkas=perubahan.sk_berkas.name,
        )


def _tell_pengurus(perubahan: PerubahanKim, word: str) -> None:
    kim = perubahan.kim
    notify(
        pengurus_of(kim),
        judul=f"Perubahan {kim.nama} {word}",
        isi=perubahan.catatan,
        url=f"/kelola/kim/{kim.pk}/perubahan/",
    )


def _locked(perubahan: PerubahanKim, verb: str) -> PerubahanKim:
    """Lock the KIM, then the change, so that two deciders stand in line."""
    kim = lock_kim(perubahan.kim)
    rows = PerubahanKim.objects.select_for_update(of=("self",)).select_related("wilayah")
    perubahan = rows.get(pk=perubahan.pk)
    perubahan.kim = kim
    if perubahan.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"Perubahan ini sudah berstatus “{perubahan.get_status_display().lower()}”, "
            "jadi langkah ini tidak bisa dilakukan."
        )
    return perubahan


def _require_decider(by: Any, perubahan: PerubahanKim) -> None:
    if not can_decide_perubahan(by, perubahan):
        raise NotAllowed


def _move(perubahan: PerubahanKim, verb: str, *, by: Any, reason: str = "") -> PerubahanKim:
    before, perubahan.status = perubahan.status, LANGKAH[verb][1]
    perubahan.save()
    _record(perubahan, verb, by=by, before=before, reason=reason)
    return perubahan


def _record(perubahan: PerubahanKim, verb: str, *, by: Any, before: str, reason: str = "") -> None:
    record(
        by=by,
        verb=verb,
        obj=perubahan,
        wilayah_kode=perubahan.kim.wilayah_id,
        before=before,
        after=perubahan.status,
        reason=reason,
    )
