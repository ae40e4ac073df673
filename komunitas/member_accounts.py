"""Accounts for members without e-mail: made and recovered by their pengurus or admins."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from kimportal.accounts.activation import Terbitan, issue_code
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Keanggotaan
from komunitas.permissions import can_create_account, can_recover_account
from komunitas.places import attach, lock_kim


@transaction.atomic
def create_account(place: Keanggotaan, *, telepon: str, by: Any) -> Terbitan:
    """Give a listed member an account that signs in with its phone number.

    The code is shown once to whoever made it, to be handed over in person or by WhatsApp.
    """
    place = _locked(place)
    if not can_create_account(by, place):
        raise NotAllowed
    akun = _new_account(telepon, place.nama)
    place.telepon = telepon
    place.save()
    attach(place, pengguna=akun, by=by, verb="create_account")
    return issue_code(akun, jenis="aktivasi", by=by)


def _new_account(telepon: str, nama: str) -> Pengguna:
    try:
        with transaction.atomic():
            return Pengguna.objects.create_user(None, telepon=telepon, nama=nama)
    except IntegrityError as error:
        raise TransitionError(
            "Nomor ini sudah dipakai sebuah akun. Kalau itu akun orangnya, kirimi dia undangan."
        ) from error


@transaction.atomic
def recover_account(place: Keanggotaan, *, by: Any) -> Terbitan:
    """Make a code with which the member sets a new password; the member is told in the inbox."""
    place = _locked(place)
    akun = place.pengguna
    if akun is None or not can_recover_account(by, place):
        raise NotAllowed
    terbitan = issue_code(akun, jenis="pemulihan", by=by)
    record(by=by, verb="recover_account", obj=place, wilayah_kode=place.kim.wilayah_id)
    notify(
        [akun],
        judul="Kode pemulihan akun Anda dibuat",
        isi=(
            f"{by} membuatkan kode agar Anda dapat membuat kata sandi baru. "
            "Kalau Anda tidak memintanya, hubungi Admin Diskominfo."
        ),
        url="/akun/",
    )
    return terbitan


def _locked(place: Keanggotaan) -> Keanggotaan:
    kim = lock_kim(place.kim)
    place = Keanggotaan.objects.select_related("pengguna").get(pk=place.pk)
    place.kim = kim
    return place
