"""Who may hand out assignments, and care for the accounts of people in the region.

Rank follows from the region: "below" means that every assignment of the person lies inside
one of the actor's regions and is not that region itself. Twins are in `komunitas.officer_scope`.
"""

from __future__ import annotations

from typing import Any

from kimportal.accounts.models import Pengguna
from kimportal.accounts.second_factor import has_second_factor
from komunitas.models import Keanggotaan, Penugasan, Peran
from komunitas.permissions import NASIONAL, admin_codes, covers
from wilayah.models import Wilayah


def can_assign_in(user: Any, wilayah: Wilayah | None) -> bool:
    """Admins hand out assignments in their own region and inside it; the nation is pusat's."""
    return covers(admin_codes(user), wilayah.kode if wilayah else NASIONAL)


def can_view_penugasan(user: Any, penugasan: Penugasan) -> bool:
    """Admins see who works in their region."""
    return covers(admin_codes(user), penugasan.wilayah_id or NASIONAL)


def can_end_penugasan(user: Any, penugasan: Penugasan) -> bool:
    """End what is below, and pemantau of the own level; never the own, never a peer's."""
    if penugasan.pengguna_id == user.pk or not can_view_penugasan(user, penugasan):
        return False
    if not Penugasan.objects.running().filter(pk=penugasan.pk).exists():
        return False
    return (
        user.is_superuser
        or penugasan.peran == Peran.PEMANTAU
        or is_below(admin_codes(user), penugasan.wilayah_id)
    )


def is_below(codes: list[str], kode: str | None) -> bool:
    """Tell whether a region lies inside one of the scopes and is not the scope itself."""
    return kode is not None and any(kode.startswith(scope) and kode != scope for scope in codes)


def can_view_akun(user: Any, akun: Pengguna) -> bool:
    """Admins see the people who have a place or an assignment in their region."""
    codes = admin_codes(user)
    if NASIONAL in codes:
        return True
    return any(covers(codes, kode) for kode in [*places_of(akun), *posts_of(akun)])


def can_suspend_akun(user: Any, akun: Pengguna) -> bool:
    """Close or open an account: admins over every place of the person, officers only below.

    Not the own account, not a superuser's. Whoever has no place anywhere is pusat's business.
    """
    if akun.is_superuser or akun.pk == user.pk:
        return False
    return _is_in_care(user, akun)


def can_reset_second_factor(user: Any, akun: Pengguna) -> bool:
    """Take a lost second factor off an officer below."""
    if akun.is_superuser or not akun.is_active or akun.pk == user.pk:
        return False
    return bool(posts_of(akun)) and has_second_factor(akun) and _outranks(user, akun)


def _is_in_care(user: Any, akun: Pengguna) -> bool:
    codes, places, posts = admin_codes(user), places_of(akun), posts_of(akun)
    if not places and not posts:
        return NASIONAL in codes
    return all(covers(codes, kode) for kode in places) and _outranks(user, akun)


def _outranks(user: Any, akun: Pengguna) -> bool:
    codes = admin_codes(user)
    if not codes:
        return False
    return user.is_superuser or all(is_below(codes, kode or None) for kode in posts_of(akun))


def places_of(akun: Pengguna) -> list[str]:
    """Return the villages in whose KIM the person has a place, whether or not active now."""
    rows = Keanggotaan.objects.current().filter(pengguna=akun)
    return list(rows.values_list("kim__wilayah_id", flat=True))


def posts_of(akun: Pengguna) -> list[str]:
    """Return the regions of the person's assignments that are not over ("" = nation)."""
    rows = Penugasan.objects.running().filter(pengguna=akun)
    return [kode or NASIONAL for kode in rows.values_list("wilayah_id", flat=True)]
