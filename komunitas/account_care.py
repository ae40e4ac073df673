"""What admins do with the accounts of people in their region: close, open, free of a lost factor.

Each act needs a reason, is written down, and the person is told.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from django.db import transaction

from kimportal.accounts.models import Pengguna
from kimportal.accounts.suspension import close_account, remove_second_factor, reopen_account
from kimportal.audit.models import record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, require_reason
from komunitas.officer_permissions import (
    can_reset_second_factor,
    can_suspend_akun,
    places_of,
    posts_of,
)
from komunitas.officers import common_code


@transaction.atomic
def suspend_akun(akun: Pengguna, *, by: Any, reason: str) -> Pengguna:
    """Close an account: its person is signed out at once, and no role counts any more."""
    reason = require_reason(reason)
    if not can_suspend_akun(by, akun):
        raise NotAllowed
    akun = close_account(akun)
    _record(akun, "suspend_akun", by=by, reason=reason)
    return akun


@transaction.atomic
def restore_akun(akun: Pengguna, *, by: Any, reason: str) -> Pengguna:
    """Open a closed account again; its person signs in anew."""
    reason = require_reason(reason)
    if not can_suspend_akun(by, akun):
        raise NotAllowed
    akun = reopen_account(akun)
    _record(akun, "restore_akun", by=by, reason=reason)
    notify(
        [akun],
        judul="Akun Anda dapat dipakai lagi",
        isi=f"Dipulihkan oleh {by}. Alasan: {reason}",
        url="/akun/",
    )
    return akun


@transaction.atomic
def reset_second_factor(akun: Pengguna, *, by: Any, reason: str) -> Pengguna:
    """Take off a second factor that was lost; the officer sets up a new one before the desk."""
    reason = require_reason(reason)
    akun = Pengguna.objects.select_for_update().get(pk=akun.pk)
    if not can_reset_second_factor(by, akun):
        raise NotAllowed
    remove_second_factor(akun)
    _record(akun, "reset_second_factor", by=by, reason=reason)
    notify(
        [akun],
        judul="Pengaman kedua akun Anda dilepas",
        isi=(
            f"Oleh {by}. Alasan: {reason}\nMasuklah dengan kata sandi, lalu pasang pengaman "
            "yang baru. Kalau Anda tidak memintanya, segera ganti kata sandi dan hubungi "
            "Diskominfo provinsi."
        ),
        url="/akun/keamanan/",
    )
    return akun


def _record(akun: Pengguna, verb: str, *, by: Any, reason: str) -> None:
    """Write the act down under the narrowest region around all places of the person."""
    codes = [*places_of(akun), *posts_of(akun)]
    kode = reduce(common_code, codes) if codes else ""
    record(by=by, verb=verb, obj=akun, wilayah_kode=kode, reason=reason)
