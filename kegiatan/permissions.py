"""Who may do what with a post. Twins as sets are in `kegiatan.scope`."""

from __future__ import annotations

from typing import Any

from kegiatan.models import Naskah, StatusNaskah
from komunitas.permissions import admin_codes, covers, is_member, is_pengurus, officer_codes


def is_own(user: Any, naskah: Naskah) -> bool:
    """Tell whether the post is the user's own or of a KIM in which the user has a place."""
    return naskah.kegiatan.penulis_id == user.pk or is_member(user, naskah.kegiatan.kim)


def can_view_naskah(user: Any, naskah: Naskah) -> bool:
    """Everyone sees what is published by a KIM in good standing.

    Everything else is for the KIM's own people and the officers of the KIM's region; a
    draft that was never handed in is for its KIM alone.
    """
    kim = naskah.kegiatan.kim
    if naskah.status == StatusNaskah.PUBLISHED and kim.is_public:
        return True
    if user.is_authenticated and is_own(user, naskah):
        return True
    return naskah.submitted_at is not None and covers(officer_codes(user), kim.wilayah_id)


def can_moderate_naskah(user: Any, naskah: Naskah) -> bool:
    """Admins of the KIM's region decide, but nobody on an own post or the own KIM's."""
    if naskah.submitted_at is None:
        return False
    return covers(admin_codes(user), naskah.kegiatan.kim.wilayah_id) and not is_own(user, naskah)


def can_submit_naskah(user: Any, naskah: Naskah) -> bool:
    """Pengurus speak for the KIM: they hand in, and take back what was handed in."""
    return user.is_authenticated and is_pengurus(user, naskah.kegiatan.kim)
