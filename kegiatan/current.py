"""The version of a post that is being worked on: finding it, and locking it for a change."""

from __future__ import annotations

from typing import Any

from kegiatan.models import Kegiatan, Naskah
from kegiatan.permissions import can_edit_naskah, is_writer
from kimportal.transitions import NotAllowed, TransitionError

TERTUTUP = {
    "submitted": "Kabar ini sudah diajukan. Ambil dulu kalau mau mengubahnya.",
    "published": "Kabar ini sudah terbit. Buat perubahan baru untuk memperbaikinya.",
    "rejected": "Kabar ini ditolak, jadi tidak bisa diubah lagi.",
    "withdrawn": "Kabar ini diturunkan. Buat perubahan baru untuk memperbaikinya.",
    "superseded": "Versi ini sudah digantikan versi yang lebih baru.",
}
DISERAHKAN = "Tulisan ini sudah diserahkan ke pengurus. Ambil dulu kalau mau mengubahnya."


class ClosedError(TransitionError):
    """The version may not be changed any more; `naskah` says where it stands."""

    def __init__(self, naskah: Naskah) -> None:
        super().__init__(TERTUTUP.get(naskah.status, DISERAHKAN))
        self.naskah = naskah


def current_version(kegiatan: Kegiatan) -> Naskah:
    """Return the version that is being worked on, else the newest one."""
    rows = kegiatan.daftar_naskah.select_related(
        "kegiatan__kim__wilayah", "wilayah", "diubah_oleh", "terinspirasi_dari"
    )
    return rows.latest("pk")


def lock_current(kegiatan: Kegiatan) -> Naskah:
    """Lock the post, then its current version: the order in which moderation locks.

    Raises Kegiatan.DoesNotExist when it was deleted meanwhile.
    """
    locked = Kegiatan.objects.select_for_update().get(pk=kegiatan.pk)
    rows = Naskah.objects.select_for_update(of=("self",)).select_related(
        "kegiatan__kim__wilayah", "wilayah", "diubah_oleh", "terinspirasi_dari"
    )
    return rows.filter(kegiatan=locked).latest("pk")


def open_for_writing(kegiatan: Kegiatan, *, by: Any) -> Naskah:
    """Lock the post's current version for a change by `by`, who must be allowed to make it."""
    naskah = lock_current(kegiatan)
    if not is_writer(by, naskah.kegiatan):
        raise NotAllowed
    if not can_edit_naskah(by, naskah):
        raise ClosedError(naskah)
    return naskah
