"""Who may do what with questions. Twins as sets are in `diseminasi.tanya.scope`.

A question belongs to the KIM that asked and to the region whose message it is about; other
regions, the KIM's own included, do not read it before it is public.
"""

from __future__ import annotations

from typing import Any

from diseminasi.models import PertanyaanInfo
from komunitas.permissions import NASIONAL, admin_codes, covers, is_member, officer_codes


def can_view_question(user: Any, pertanyaan: PertanyaanInfo) -> bool:
    """The asking KIM's own people, and officers of the region that issued the message."""
    if pertanyaan.kim.is_public and is_member(user, pertanyaan.kim):
        return True
    return covers(officer_codes(user), pertanyaan.info.wilayah_id or NASIONAL)


def can_answer_question(user: Any, pertanyaan: PertanyaanInfo) -> bool:
    """Admins over the region that issued the message answer, merge and publish."""
    return covers(admin_codes(user), pertanyaan.info.wilayah_id or NASIONAL)
