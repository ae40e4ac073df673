"""Adding documents and pictures to a message while it is in its writers' hands."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from diseminasi.locking import lock_info, record_info, require
from diseminasi.models import BISA_DIUBAH, InfoPemerintah, Lampiran
from diseminasi.permissions import can_edit_info
from kimportal.transitions import TransitionError
from komunitas.decrees import forget_file

PALING_BANYAK = 5
MAX_BYTES = 5 * 1024 * 1024


@transaction.atomic
def attach(info: InfoPemerintah, *, by: Any, judul: str, berkas: ContentFile) -> Lampiran:
    """Add a checked file; up to five, so that the ZIP stays small enough for a phone."""
    info = lock_info(info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    if info.daftar_lampiran.count() >= PALING_BANYAK:
        raise TransitionError(f"Paling banyak {PALING_BANYAK} lampiran. Hapus dulu salah satu.")
    if info.daftar_lampiran.filter(judul=judul).exists():
        raise TransitionError("Sudah ada lampiran bernama itu. Pakai nama lain.")
    lampiran = Lampiran.objects.create(info=info, judul=judul, berkas=berkas, ukuran=berkas.size)
    record_info(info, "attach_to_info", by=by)
    return lampiran


@transaction.atomic
def detach(lampiran: Lampiran, *, by: Any) -> None:
    """Take a file out again, and delete it."""
    info = lock_info(lampiran.info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    forget_file(lampiran.berkas)
    lampiran.delete()
    record_info(info, "detach_from_info", by=by)
