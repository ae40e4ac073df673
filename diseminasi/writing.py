"""Writing a message while it is a draft; its states belong to `diseminasi.release`."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from diseminasi.locking import lock_info, record_info, require
from diseminasi.models import BISA_DIUBAH, InfoPemerintah, Sasaran
from diseminasi.permissions import can_edit_info, can_target
from diseminasi.targeting import is_beyond_one
from kimportal.transitions import NotAllowed
from wilayah.models import Wilayah

# What a message says; sasaran have a door of their own.
ISIAN = (
    *("judul", "isi", "tindakan", "sumber", "alamat_sumber", "program"),
    *("urgensi", "berlaku_mulai", "berlaku_sampai"),
)

# What one for KIM only says.
ISIAN_KHUSUS = (
    *("judul", "isi", "tindakan", "sumber", "alamat_sumber"),
    *("cara_jawab", "jawab_sampai"),
)


@transaction.atomic
def start_info(*, by: Any, wilayah: Wilayah | None, bidang: Any, **isian: Any) -> InfoPemerintah:
    """Begin a message in the name of a region; at first it is for that whole region."""
    if not can_target(by, wilayah):
        raise NotAllowed
    info = InfoPemerintah(wilayah=wilayah, penulis=by, **isian)
    info.lintas_kabkota = is_beyond_one([wilayah.kode if wilayah else ""])
    info.save()
    info.bidang.set(bidang)
    Sasaran.objects.create(info=info, wilayah=wilayah)
    record_info(info, "start_info", by=by, after=info.status)
    return info


@transaction.atomic
def edit_info(info: InfoPemerintah, *, by: Any, bidang: Any, **isian: Any) -> InfoPemerintah:
    """Change the words of a draft, or of one that was given back."""
    info = lock_info(info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    for name, value in isian.items():
        setattr(info, name, value)
    info.save()
    info.bidang.set(bidang)
    record_info(info, "edit_info", by=by)
    return info
