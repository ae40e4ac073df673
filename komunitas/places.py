"""The only door to places in a KIM: adding, changing, ending, leaving, handing over.

Each function locks the KIM's row first, so that two people who change the same KIM stand in
line, then checks state and permission, and writes one audit row. Once a KIM has been handed
in, its chair is given up only together with a successor (`hand_over`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kimportal.accounts.activation import end_codes
from kimportal.audit.models import record, record_many
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import PENGURUS, Jabatan, Keanggotaan, Kim, StatusKim
from komunitas.officers import pengurus_of
from komunitas.permissions import can_hand_over, can_manage_members, memberships_of

TANPA_KETUA = (
    "KIM tidak boleh tanpa ketua. Serahkan dulu jabatan ketua kepada anggota lain, lalu coba lagi."
)


@transaction.atomic
def add_member(kim: Kim, *, by: Any, nama: str, jabatan: str, **fields: Any) -> Keanggotaan:
    """List somebody as a member; an account is not needed."""
    kim = _locked_for(by, kim)
    _check_chair_free(kim, jabatan)
    _check_term(jabatan, fields.get("selesai"))
    place = Keanggotaan.objects.create(kim=kim, nama=nama, jabatan=jabatan, **fields)
    _record(place, "add_member", by=by, after=jabatan)
    return place


@transaction.atomic
def edit_member(place: Keanggotaan, *, by: Any, **fields: Any) -> Keanggotaan:
    """Change what is listed about a current member."""
    kim = _locked_for(by, place.kim)
    place = _current(place)
    before, after = place.jabatan, fields.get("jabatan", place.jabatan)
    if after != before:
        _check_chair_free(kim, after)
        _check_chair_kept(kim, place)
        if after not in PENGURUS:
            _check_somebody_stays(kim, place)
    _check_term(after, fields.get("selesai"))
    _check_name_may_show(place, shown=fields.get("tampil_publik", False))
    for name, value in fields.items():
        setattr(place, name, value)
    place.save()
    if after != before:
        _end_codes(place)
    _record(place, "edit_member", by=by, before=before, after=after)
    return place


@transaction.atomic
def end_member(place: Keanggotaan, *, by: Any) -> Keanggotaan:
    """End a place; from now on it gives no right."""
    kim = _locked_for(by, place.kim)
    place = _current(place)
    _check_chair_kept(kim, place)
    _check_somebody_stays(kim, place)
    _end(place, "end_member", by=by)
    if place.pengguna and place.pengguna != by:
        notify(
            [place.pengguna],
            judul=f"Keanggotaan Anda di {kim.nama} berakhir",
            isi="Pengurus mengakhirinya hari ini. Tulisan Anda tetap tercatat atas nama KIM.",
            url="/kelola/kim/",
        )
    return place


@transaction.atomic
def leave_kim(kim: Kim, *, by: Any) -> None:
    """Give up the own place."""
    kim = lock_kim(kim)
    place = memberships_of(by).filter(kim=kim).first()
    if place is None:
        raise NotAllowed
    _check_chair_kept(kim, place)
    _check_somebody_stays(kim, place)
    _end(place, "leave_kim", by=by)
    notify(
        pengurus_of(kim),
        judul=f"{place.nama} keluar dari {kim.nama}",
        url=f"/kelola/kim/{kim.pk}/anggota/",
    )


@transaction.atomic
def hand_over(kim: Kim, *, to: Keanggotaan, leaves: bool, by: Any) -> Keanggotaan:
    """Give the chair to another current member; the old ketua becomes anggota or leaves.

    Both happen together, so that at no moment the KIM has no chair, or two.
    """
    kim = lock_kim(kim)
    if not can_hand_over(by, kim):
        raise NotAllowed
    current = Keanggotaan.objects.current().filter(kim=kim)
    ketua = current.get(jabatan=Jabatan.KETUA)
    successor = current.filter(pk=to.pk).exclude(pk=ketua.pk).first()
    if successor is None:
        raise TransitionError("Orang ini bukan anggota KIM ini lagi. Pilih anggota lain.")
    _check_somebody_can_act(kim, ketua, successor)
    ketua.jabatan = Jabatan.ANGGOTA
    ketua.save()
    if leaves:
        _end(ketua, "leave_kim", by=by)
    before, successor.jabatan, successor.selesai = successor.jabatan, Jabatan.KETUA, None
    successor.save()
    _end_codes(successor)
    _record(successor, "hand_over", by=by, before=before, after=Jabatan.KETUA)
    told = [place.pengguna for place in (successor, ketua) if place.pengguna and not _is(place, by)]
    notify(
        told,
        judul=f"{successor.nama} sekarang ketua {kim.nama}",
        isi="Jabatan ketua sudah diserahterimakan.",
        url=f"/kelola/kim/{kim.pk}/",
    )
    return successor


def _is(place: Keanggotaan, pengguna: Any) -> bool:
    return bool(place.pengguna_id == pengguna.pk)


def _check_somebody_can_act(kim: Kim, ketua: Keanggotaan, successor: Keanggotaan) -> None:
    """Refuse a successor without account where nobody else could act for the KIM here."""
    others = Keanggotaan.objects.current().pengurus().with_account().filter(kim=kim)
    if ketua.pengguna_id and not successor.pengguna_id and not others.exclude(pk=ketua.pk).exists():
        raise TransitionError(
            f"{successor.nama} belum punya akun, jadi tidak ada yang bisa mengurus KIM ini di "
            "portal. Buatkan akun dulu dari daftar anggota."
        )


def _check_somebody_stays(kim: Kim, place: Keanggotaan) -> None:
    """Refuse to leave a KIM that is not through yet without anybody who could go on with it."""
    pengurus = Keanggotaan.objects.current().pengurus().with_account().filter(kim=kim)
    if kim.verified_at is None and pengurus.filter(pk=place.pk).exists() and pengurus.count() == 1:
        raise TransitionError(
            "Tidak ada pengurus lain yang punya akun, jadi tidak ada yang bisa meneruskan KIM "
            "ini. Undang pengurus lain dulu. Selama masih draf, KIM ini juga bisa dihapus."
        )


def lock_kim(kim: Kim) -> Kim:
    """Return the KIM's row, locked, so that decisions about its people stand in line."""
    return Kim.objects.select_for_update(of=("self",)).select_related("wilayah").get(pk=kim.pk)


def seat(kim: Kim, *, pengguna: Any, jabatan: str, by: Any, verb: str) -> Keanggotaan:
    """Give an account a new place in the (locked) KIM, under its own name."""
    if memberships_of(pengguna).filter(kim=kim).exists():
        raise TransitionError(f"{pengguna} sudah menjadi anggota {kim.nama}.")
    _check_chair_free(kim, jabatan)
    place = Keanggotaan.objects.create(
        kim=kim,
        pengguna=pengguna,
        nama=pengguna.nama or "Anggota",
        jabatan=jabatan,
        mulai=timezone.localdate(),
    )
    _end_codes(place)
    _record(place, verb, by=by, after=jabatan)
    return place


def list_imported(daftar: list[Keanggotaan], *, by: Any, reason: str) -> None:
    """List people whom a dinas' register names, in KIM that the caller made or locked."""
    Keanggotaan.objects.bulk_create(daftar, batch_size=1000)
    pairs = ((place, place.kim.wilayah_id) for place in daftar)
    record_many(pairs, by=by, verb="import_member", reason=reason)


def attach(place: Keanggotaan, *, pengguna: Any, by: Any, verb: str) -> Keanggotaan:
    """Give a listed member (of the locked KIM) an account."""
    place = _current(place)
    if place.pengguna_id is not None:
        raise TransitionError(f"{place.nama} sudah punya akun.")
    if memberships_of(pengguna).filter(kim=place.kim).exists():
        raise TransitionError(f"{pengguna} sudah menjadi anggota {place.kim.nama}.")
    place.pengguna = pengguna
    place.save()
    _end_codes(place)
    _record(place, verb, by=by, after=place.jabatan)
    return place


def end_for_successor(place: Keanggotaan, *, by: Any) -> None:
    """End a place whose successor sits down in the same transaction."""
    _end(_current(place), "end_member", by=by)


def _locked_for(by: Any, kim: Kim) -> Kim:
    kim = lock_kim(kim)
    if not can_manage_members(by, kim):
        raise NotAllowed
    return kim


def _current(place: Keanggotaan) -> Keanggotaan:
    """Re-read a place under the KIM's lock; refuse one that is over."""
    found = Keanggotaan.objects.current().select_related("kim", "pengguna").filter(pk=place.pk)
    fresh = found.first()
    if fresh is None:
        raise TransitionError(f"Keanggotaan {place.nama} sudah berakhir.")
    return fresh


def _check_chair_free(kim: Kim, jabatan: str) -> None:
    if jabatan == Jabatan.KETUA:
        check_chair_free(Keanggotaan.objects.current().filter(kim=kim))


def check_chair_free(places: Any) -> None:
    """Refuse a ketua where there is one among the current `places` of a KIM."""
    if ketua := places.filter(jabatan=Jabatan.KETUA).first():
        raise TransitionError(
            f"KIM ini sudah punya ketua: {ketua.nama}. Gantilah lewat “Serah terima ketua”."
        )


def _check_chair_kept(kim: Kim, place: Keanggotaan) -> None:
    if place.jabatan == Jabatan.KETUA and kim.status != StatusKim.DRAFT:
        raise TransitionError(TANPA_KETUA)


def _check_term(jabatan: str, selesai: date | None) -> None:
    """A term that runs out would empty the chair by itself."""
    if jabatan == Jabatan.KETUA and selesai is not None:
        raise TransitionError(
            "Ketua tidak diberi tanggal selesai. Jabatannya berpindah lewat “Serah terima ketua”."
        )


def _check_name_may_show(place: Keanggotaan, *, shown: bool) -> None:
    """Who withdrew consent is not shown again by others."""
    if shown and place.pengguna is not None and place.pengguna.rested_at is not None:
        raise TransitionError(
            f"{place.nama} menarik persetujuannya, jadi namanya tidak boleh tampil untuk umum."
        )


def _end(place: Keanggotaan, verb: str, *, by: Any) -> None:
    place.selesai, place.ended_at = timezone.localdate(), timezone.now()
    place.save()
    _end_codes(place)
    _record(place, verb, by=by, before=place.jabatan)


def _end_codes(place: Keanggotaan) -> None:
    """End what was handed out to enter the person's account, made for other rights than now."""
    if place.pengguna is not None:
        end_codes(place.pengguna)


def _record(place: Keanggotaan, verb: str, *, by: Any, before: str = "", after: str = "") -> None:
    record(
        by=by,
        verb=verb,
        obj=place,
        wilayah_kode=place.kim.wilayah_id,
        before=before,
        after=after,
    )
