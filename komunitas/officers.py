"""Who is told: the admins that answer for a region, the pengurus that speak for a KIM."""

from __future__ import annotations

from collections.abc import Iterable

from kimportal.accounts.models import Pengguna
from komunitas.models import Keanggotaan, Kim, Penugasan, Peran
from wilayah.querysets import ancestor_codes


def admins_of(
    kim: Kim, kode: str = "", *, without: Iterable[Pengguna | None] = ()
) -> list[Pengguna]:
    """Return the admins nearest to the KIM who may decide on it.

    Of its kabupaten/kota, else province, else nation; `kode` widens where to begin. Whoever
    has a place in the KIM, or is named in `without`, decides nothing about it and is not asked.
    """
    kode = kode or kim.wilayah_id
    members = Keanggotaan.objects.current().with_account().filter(kim=kim).values("pengguna")
    rows = Penugasan.objects.current().filter(peran=Peran.ADMIN, pengguna__is_active=True)
    rows = rows.exclude(pengguna__in=members).select_related("pengguna")
    rows = rows.exclude(pengguna__in=[person for person in without if person is not None])
    for scope in (kode, *reversed(ancestor_codes(kode)), None):
        if found := [row.pengguna for row in rows.filter(wilayah=scope)]:
            return found
    return []


def common_code(one: str, other: str) -> str:
    """Return the code of the narrowest region around both, empty for the nation."""
    shared = {one, *ancestor_codes(one)} & {other, *ancestor_codes(other)}
    return max(shared, key=len, default="")


def pengurus_of(kim: Kim) -> list[Pengguna]:
    """Return the accounts of those who may speak for the KIM today."""
    rows = Keanggotaan.objects.current().pengurus().with_account().filter(kim=kim)
    return [row.pengguna for row in rows.select_related("pengguna")]


def has_pengurus_account(kim: Kim) -> bool:
    """Tell whether anybody can decide here for the KIM; if not, it can be claimed."""
    return bool(Keanggotaan.objects.current().pengurus().with_account().filter(kim=kim).exists())
