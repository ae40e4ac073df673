"""A person's data in this room: messages are their region's and name nobody in public."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from diseminasi.bahasa import personal as bahasa
from diseminasi.hoaks import personal as hoaks
from diseminasi.khusus import personal as khusus
from diseminasi.models import InfoPemerintah, LaporanPenyebaran, Ralat
from diseminasi.tanya import personal as tanya


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return what the person wrote, sent, released and corrected, as plain data."""
    part = Q(penulis=pengguna) | Q(pengaju=pengguna) | Q(perilis=pengguna)
    infos = InfoPemerintah.objects.filter(part).select_related("wilayah").order_by("pk")
    corrected = Ralat.objects.filter(oleh=pengguna).select_related("info").order_by("pk")
    relayed = LaporanPenyebaran.semua.filter(oleh=pengguna).select_related("info", "kim")
    own = hoaks.export_person(pengguna) | tanya.export_person(pengguna)
    own |= khusus.export_person(pengguna) | bahasa.export_person(pengguna)
    return own | {
        "laporan_penyebaran": [
            {
                "info": str(row.info),
                "kim": str(row.kim or row.get_penyebar_display()),
                "lewat": str(row.get_kanal_display()),
                "tempat": row.tempat,
                "tanggal": row.tanggal.isoformat(),
                "dibatalkan": row.dibatalkan_at.isoformat() if row.dibatalkan_at else "",
            }
            for row in relayed.order_by("pk")
        ],
        "info_pemerintah": [
            {
                "judul": info.judul,
                "penerbit": info.nama_penerbit,
                "status": str(info.get_status_display()),
                "dibuat": info.created_at.isoformat(),
            }
            for info in infos
        ],
        "ralat_info_pemerintah": [
            {
                "info": str(row.info),
                "penjelasan": row.penjelasan,
                "pada": row.created_at.isoformat(),
            }
            for row in corrected
        ],
    }


def erase_person(pengguna: Any) -> None:
    """Empty what is the person's own here."""
    hoaks.erase_person(pengguna)
