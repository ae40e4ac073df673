"""Who may do what with a KIM. Each predicate has a QuerySet twin of the same meaning.

Scope is a code prefix: an officer's Penugasan over 73 reaches 73.71.01.1001. The twin sets
live in `komunitas.scope`; tests/test_twins.py proves that both agree for the whole cast.
"""

from __future__ import annotations

from typing import Any

from komunitas.models import PENGURUS, Keanggotaan, Kim, Penugasan, Peran

# The scope of the national officers: every code starts with it.
NASIONAL = ""


def officer_codes(user: Any, *roles: str) -> list[str]:
    """Return the region codes over which `user` holds one of `roles` today ("" = nation).

    Without roles any role counts. A superuser holds every role over the nation.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    if user.is_superuser:
        return [NASIONAL]
    rows = Penugasan.objects.current().filter(pengguna=user, peran__in=roles or Peran.values)
    return [kode or NASIONAL for kode in rows.values_list("wilayah_id", flat=True)]


def admin_codes(user: Any) -> list[str]:
    """Return the region codes in which `user` verifies and reviews."""
    return officer_codes(user, Peran.ADMIN)


def covers(codes: list[str], kode: str) -> bool:
    """Tell whether a region lies in one of the scopes."""
    return any(kode.startswith(scope) for scope in codes)


def memberships_of(user: Any) -> Any:
    """Return the current places of `user` in KIM."""
    if not user.is_authenticated or not user.is_active:
        return Keanggotaan.objects.none()
    return Keanggotaan.objects.current().filter(pengguna=user)


def is_member(user: Any, kim: Kim) -> bool:
    return bool(memberships_of(user).filter(kim=kim).exists())


def is_pengurus(user: Any, kim: Kim) -> bool:
    """Tell whether `user` may speak for the KIM."""
    return bool(memberships_of(user).filter(kim=kim, jabatan__in=PENGURUS).exists())


def can_view_kim(user: Any, kim: Kim) -> bool:
    """Everyone sees a verified KIM; its members and the region's officers see it always."""
    return kim.is_public or covers(officer_codes(user), kim.wilayah_id) or is_member(user, kim)


def can_verify_kim(user: Any, kim: Kim) -> bool:
    """Admins of the region decide, but nobody on the KIM in which they have a place."""
    return covers(admin_codes(user), kim.wilayah_id) and not is_member(user, kim)
