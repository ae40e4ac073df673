"""The only door to requests: asking to join or claiming, deciding, taking back.

submitted --accept--> accepted    submitted --reject--> rejected
submitted --cancel--> cancelled
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kimportal.audit.models import SYSTEM, record
from kimportal.notifications.inbox import notify
from kimportal.search import likeness
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas import places
from komunitas.models import (
    PENGURUS,
    Jabatan,
    JenisPermohonan,
    Keanggotaan,
    Kim,
    Permohonan,
    StatusPermohonan,
)
from komunitas.officers import admins_of, has_pengurus_account, pengurus_of
from komunitas.permissions import can_decide_permohonan, can_join_kim

S = StatusPermohonan
# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "accept_permohonan": ((S.SUBMITTED,), S.ACCEPTED),
    "reject_permohonan": ((S.SUBMITTED,), S.REJECTED),
    "cancel_permohonan": ((S.SUBMITTED,), S.CANCELLED),
}
# Likeness of two names from which they are taken for the same person's (0 to 1).
NAMA_SAMA = 0.5
# How often one person may ask within 24 hours, whatever became of it.
MAKS_SEHARI = 5


@transaction.atomic
def ask_permohonan(kim: Kim, *, by: Any, jenis: str, jabatan: str, pesan: str = "") -> Permohonan:
    """Ask to join a KIM, or to take over one in which nobody has an account."""
    kim = places.lock_kim(kim)
    if not can_join_kim(by, kim):
        raise NotAllowed
    _check_kind(kim, jenis, jabatan)
    if Permohonan.objects.filter(kim=kim, pengguna=by, status=S.SUBMITTED).exists():
        raise TransitionError("Permohonan Anda untuk KIM ini sudah masuk. Tunggu keputusannya.")
    _check_not_flooding(by)
    permohonan = Permohonan.objects.create(
        kim=kim, pengguna=by, jenis=jenis, jabatan=jabatan, pesan=pesan
    )
    _record(permohonan, "ask_permohonan", by=by, after=S.SUBMITTED)
    _tell_deciders(permohonan)
    return permohonan


def _check_not_flooding(by: Any) -> None:
    """Each request is a letter to people who did not ask for it."""
    since = timezone.now() - timedelta(days=1)
    if Permohonan.objects.filter(pengguna=by, created_at__gt=since).count() >= MAKS_SEHARI:
        raise TransitionError(
            f"Anda sudah {MAKS_SEHARI} kali memohon dalam 24 jam ini. Coba lagi besok."
        )


def _check_kind(kim: Kim, jenis: str, jabatan: str) -> None:
    if jenis == JenisPermohonan.KLAIM:
        if has_pengurus_account(kim):
            raise TransitionError(
                f"Pengurus {kim.nama} sudah punya akun di sini. Mintalah bergabung kepada mereka."
            )
        if jabatan not in PENGURUS:
            raise TransitionError("Klaim hanya oleh ketua atau sekretaris.")
    elif not has_pengurus_account(kim):
        raise TransitionError(
            f"Belum ada pengurus {kim.nama} yang punya akun, jadi tidak ada yang bisa menjawab."
        )
    elif jabatan == Jabatan.KETUA:
        raise TransitionError("Jabatan ketua hanya berpindah lewat serah terima.")


def _tell_deciders(permohonan: Permohonan) -> None:
    kim = permohonan.kim
    if permohonan.jenis == JenisPermohonan.KLAIM:
        notify(
            admins_of(kim),
            judul=f"Klaim atas {kim.nama}",
            isi=f"Dari {permohonan.pengguna}, {permohonan.get_jabatan_display().lower()}.",
            url=f"/admin/komunitas/permohonan/{permohonan.pk}/change/",
        )
        return
    notify(
        pengurus_of(kim),
        judul=f"{permohonan.pengguna} ingin bergabung dengan {kim.nama}",
        isi=permohonan.pesan,
        url=f"/kelola/kim/{kim.pk}/permohonan/{permohonan.pk}/",
    )


@transaction.atomic
def cancel_permohonan(permohonan: Permohonan, *, by: Any) -> Permohonan:
    """Take the own request back; the portal ends those of a KIM that is no more."""
    permohonan = _locked(permohonan, "cancel_permohonan")
    if by is not SYSTEM and permohonan.pengguna_id != by.pk:
        raise NotAllowed
    return _move(permohonan, "cancel_permohonan", by=by)


@transaction.atomic
def accept_permohonan(
    permohonan: Permohonan, *, by: Any, keanggotaan: Keanggotaan | None = None
) -> Permohonan:
    """Let the person in: as the listed member `keanggotaan`, if given, else as a new one."""
    permohonan = _locked(permohonan, "accept_permohonan")
    _require_decider(by, permohonan)
    if permohonan.jenis == JenisPermohonan.KLAIM:
        _seat_claimant(permohonan, by=by)
    elif keanggotaan is not None:
        if keanggotaan.kim_id != permohonan.kim_id:
            raise NotAllowed
        places.attach(keanggotaan, pengguna=permohonan.pengguna, by=by, verb="join_kim")
    else:
        places.seat(
            permohonan.kim,
            pengguna=permohonan.pengguna,
            jabatan=permohonan.jabatan,
            by=by,
            verb="join_kim",
        )
    permohonan = _decided(permohonan, "accept_permohonan", by=by)
    notify(
        [permohonan.pengguna],
        judul=f"Anda sekarang anggota {permohonan.kim.nama}",
        isi="Permohonan Anda disetujui.",
        url=f"/kelola/kim/{permohonan.kim_id}/",
    )
    return permohonan


@transaction.atomic
def reject_permohonan(permohonan: Permohonan, *, by: Any, reason: str) -> Permohonan:
    """Refuse a request, with a reason that the person reads."""
    reason = require_reason(reason, supaya="yang melamar tahu mengapa")
    permohonan = _locked(permohonan, "reject_permohonan")
    _require_decider(by, permohonan)
    permohonan.alasan = reason
    permohonan = _decided(permohonan, "reject_permohonan", by=by, reason=reason)
    notify(
        [permohonan.pengguna],
        judul=f"Permohonan Anda kepada {permohonan.kim.nama} ditolak",
        isi=reason,
        url="/kelola/kim/",
    )
    return permohonan


def _seat_claimant(permohonan: Permohonan, *, by: Any) -> None:
    """Give the claimant the listed place of that office, or replace whoever is listed there."""
    kim, jabatan = permohonan.kim, permohonan.jabatan
    if has_pengurus_account(kim):
        raise TransitionError(f"Pengurus {kim.nama} sudah punya akun. Tolak klaim ini.")
    listed = Keanggotaan.objects.current().without_account().filter(kim=kim, jabatan=jabatan)
    for place in listed.filter(pengguna=None):
        if likeness_of(place.nama, permohonan.pengguna.nama) >= NAMA_SAMA:
            places.attach(place, pengguna=permohonan.pengguna, by=by, verb="claim_kim")
            return
    if jabatan == Jabatan.KETUA:
        for place in listed:
            places.end_for_successor(place, by=by)
    places.seat(kim, pengguna=permohonan.pengguna, jabatan=jabatan, by=by, verb="claim_kim")


def likeness_of(one: str, other: str) -> float:
    """Return how alike two people's names are, word by word, 0 to 1."""
    words, others = one.split(), other.split()
    if not words or not others:
        return 0.0
    best = [max(likeness(word, w) for w in others) for word in words]
    return sum(best) / max(len(words), len(others))


def _locked(permohonan: Permohonan, verb: str) -> Permohonan:
    """Lock the KIM, then the request, so that two deciders stand in line."""
    kim = places.lock_kim(permohonan.kim)
    rows = Permohonan.objects.select_for_update(of=("self",)).select_related("pengguna")
    permohonan = rows.get(pk=permohonan.pk)
    permohonan.kim = kim
    if permohonan.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"Permohonan ini sudah {permohonan.get_status_display().lower()}, "
            "jadi langkah ini tidak bisa dilakukan."
        )
    return permohonan


def _require_decider(by: Any, permohonan: Permohonan) -> None:
    if not can_decide_permohonan(by, permohonan):
        raise NotAllowed


def _decided(permohonan: Permohonan, verb: str, *, by: Any, reason: str = "") -> Permohonan:
    permohonan.decided_by, permohonan.decided_at = by, timezone.now()
    return _move(permohonan, verb, by=by, reason=reason)


def _move(permohonan: Permohonan, verb: str, *, by: Any, reason: str = "") -> Permohonan:
    before, permohonan.status = permohonan.status, LANGKAH[verb][1]
    permohonan.save()
    _record(permohonan, verb, by=by, before=before, after=permohonan.status, reason=reason)
    return permohonan


def _record(permohonan: Permohonan, verb: str, *, by: Any, **states: str) -> None:
    record(by=by, verb=verb, obj=permohonan, wilayah_kode=permohonan.kim.wilayah_id, **states)
