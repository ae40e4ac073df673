"""What was taken down leaves the open data before the next night."""

from __future__ import annotations

from datetime import timedelta

from kimportal.audit.models import CatatanAudit
from kimportal.pages.data import shelf
from kimportal.pages.data.writing import build

# Acts after which a row of the files is public no more.
TAKING_DOWN = (
    *("take_down_kegiatan", "hide_kegiatan", "suspend_kim"),
    *("withdraw_info", "withdraw_isu", "merge_isu"),
)
# An act is dated before it is committed: the files may have been read in between.
COMMITTED_WITHIN = timedelta(minutes=1)


def renew() -> None:
    """Make the files anew if something in them was taken down: once, however much it was."""
    rak = shelf.current()
    if rak is None:
        return
    since = rak.dibuat - COMMITTED_WITHIN
    if CatatanAudit.objects.filter(verb__in=TAKING_DOWN, created_at__gt=since).exists():
        build()
