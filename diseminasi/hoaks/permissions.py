"""Who may do what with rumours. Twins as sets are in `diseminasi.hoaks.scope`."""

from __future__ import annotations

from typing import Any

from diseminasi.models import Isu, StatusIsu
from komunitas.permissions import NASIONAL, admin_codes, covers, officer_codes


def is_public(isu: Isu) -> bool:
    return isu.is_terdaftar or isu.status == StatusIsu.WITHDRAWN


def can_view_isu(user: Any, isu: Isu) -> bool:
    """Everyone sees what is shown; before, the officers of where it goes round."""
    return is_public(isu) or covers(officer_codes(user), isu.wilayah_id or NASIONAL)


def can_check_isu(user: Any, isu: Isu) -> bool:
    """Admins over the region check and decide, and read how the sender can be reached."""
    return covers(admin_codes(user), isu.wilayah_id or NASIONAL)


def can_merge_into(user: Any, isu: Isu) -> bool:
    """What everyone may read takes in the same rumour from anywhere; else only one's own."""
    return isu.is_terdaftar or (isu.status == StatusIsu.RECEIVED and can_check_isu(user, isu))
