"""Who may do what with Info Pemerintah. Twins as sets are in `diseminasi.scope`.

A message belongs to the region that issues it; whose scope covers that region works on it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from diseminasi.models import InfoPemerintah, LaporanPenyebaran, StatusInfo
from komunitas.models import Kim
from komunitas.permissions import (
    NASIONAL,
    admin_codes,
    covers,
    is_member,
    is_pengurus,
    officer_codes,
)
from wilayah.models import Wilayah

# How long a report can be taken back.
BISA_DIBATALKAN = timedelta(hours=24)


def can_target(user: Any, wilayah: Wilayah | None) -> bool:
    """Admins speak to their own region and what lies inside it; to the nation, pusat."""
    return covers(admin_codes(user), wilayah.kode if wilayah else NASIONAL)


def is_public(info: InfoPemerintah) -> bool:
    is_out = info.is_terbit or info.status == StatusInfo.WITHDRAWN
    return is_out and not info.is_khusus


def can_view_info(user: Any, info: InfoPemerintah) -> bool:
    """Everyone sees what was released; else (before, khusus KIM) officers of its region."""
    return is_public(info) or covers(officer_codes(user), info.wilayah_id or NASIONAL)


def can_work_on_info(user: Any, info: InfoPemerintah) -> bool:
    """Admins over the issuing region, whatever the state."""
    return covers(admin_codes(user), info.wilayah_id or NASIONAL)


def can_edit_info(user: Any, info: InfoPemerintah) -> bool:
    """Words and sasaran change only while nobody else has the message in hand."""
    return info.is_bisa_diubah and can_work_on_info(user, info)


def can_release_info(user: Any, info: InfoPemerintah) -> bool:
    """What goes beyond one kabupaten/kota is released by somebody who neither wrote nor sent it."""
    if info.status != StatusInfo.SUBMITTED or not can_work_on_info(user, info):
        return False
    return not info.lintas_kabkota or user.pk not in (info.penulis_id, info.pengaju_id)


def can_correct_info(user: Any, info: InfoPemerintah) -> bool:
    """Correcting and withdrawing must be quick: any admin of the issuing region."""
    return info.is_terbit and can_work_on_info(user, info)


def can_relay_for(user: Any, kim: Kim) -> bool:
    """Everyone with a place in a public KIM may say what it has relayed."""
    return kim.is_public and is_member(user, kim)


def can_record_relay(user: Any, wilayah: Wilayah) -> bool:
    """Admins of the region write down what was relayed in a village of theirs."""
    return covers(admin_codes(user), wilayah.kode)


def can_take_back_relay(user: Any, laporan: LaporanPenyebaran) -> bool:
    """For a day whoever reported it, as long as in that KIM, and its pengurus."""
    kim = laporan.kim
    is_open = (
        laporan.dibatalkan_at is None and laporan.created_at > timezone.now() - BISA_DIBATALKAN
    )
    if kim is None or not is_open:
        return False
    return is_pengurus(user, kim) or (laporan.oleh_id == user.pk and is_member(user, kim))


def can_view_laporan_penyebaran(user: Any, laporan: LaporanPenyebaran) -> bool:
    """The KIM's own people, and officers of where it was relayed."""
    if laporan.kim is not None and is_member(user, laporan.kim):
        return True
    return covers(officer_codes(user), laporan.wilayah_id)
