"""Who may do what with versions. Twins as sets are in `diseminasi.bahasa.scope`.

A version is reviewed in the region of the KIM that wrote it, where its language is understood.
"""

from __future__ import annotations

from typing import Any

from diseminasi.models import StatusVersi, VersiBahasa
from komunitas.permissions import admin_codes, covers, is_member, officer_codes


def can_view_version(user: Any, versi: VersiBahasa) -> bool:
    """Everyone reads what is published; before, the KIM's own people and its officers."""
    if versi.status == StatusVersi.PUBLISHED or is_member(user, versi.kim):
        return True
    return covers(officer_codes(user), versi.kim.wilayah_id)


def can_review_version(user: Any, versi: VersiBahasa) -> bool:
    """Admins over the KIM's region, but nobody whose own KIM it is."""
    return covers(admin_codes(user), versi.kim.wilayah_id) and not is_member(user, versi.kim)
