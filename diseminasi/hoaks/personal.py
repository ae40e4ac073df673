"""A person's data in Cek Hoaks: as sender, by the contact, and as who decided."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from diseminasi.models import Isu, KirimanIsu, RalatPutusan


def _sent_by(pengguna: Any) -> QuerySet[KirimanIsu]:
    """Return what names the person's e-mail or telephone number as contact."""
    contacts = [text for text in (pengguna.email, pengguna.telepon) if text]
    return KirimanIsu.objects.filter(kontak__in=contacts)


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return the rumours the person sent in, and the verdicts the person gave or mended."""
    sent = _sent_by(pengguna).select_related("isu").order_by("pk")
    decided = Isu.objects.filter(pemutus=pengguna).order_by("pk")
    corrected = RalatPutusan.objects.filter(oleh=pengguna).select_related("isu").order_by("pk")
    return {
        "isu_yang_dikirim": [
            {"nomor": row.isu.nomor, "teks": row.teks, "tautan": row.tautan, "kontak": row.kontak}
            for row in sent
        ],
        "isu_yang_diputuskan": [
            {"nomor": isu.nomor, "klaim": isu.klaim, "putusan": isu.keadaan} for isu in decided
        ],
        "ralat_putusan": [
            {"isu": row.isu.nomor, "penjelasan": row.penjelasan} for row in corrected
        ],
    }


def erase_person(pengguna: Any) -> None:
    """Empty the contact; the rumour itself is others' words and stays to be checked."""
    _sent_by(pengguna).update(kontak="")
