"""What reports hold about somebody with an account: as reporter, by the contact, or as decider."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from kimportal.accounts.models import Pengguna
from kimportal.desk.models import LaporanKonten


def _sent_by(pengguna: Pengguna) -> QuerySet[LaporanKonten]:
    """Return the reports that name the person's e-mail or telephone number as contact."""
    contacts = [text for text in (pengguna.email, pengguna.telepon) if text]
    return LaporanKonten.objects.filter(kontak__in=contacts)


def of_person(pengguna: Pengguna) -> list[dict[str, Any]]:
    """Return the reports the person sent or decided, as plain data."""
    sent = set(_sent_by(pengguna).values_list("pk", flat=True))
    rows = LaporanKonten.objects.filter(Q(pk__in=sent) | Q(decided_by=pengguna)).order_by("pk")
    return [
        {
            "nomor": row.nomor,
            "sebagai": "pelapor" if row.pk in sent else "pemutus",
            "alasan": str(row.get_alasan_display()),
            "catatan": row.catatan if row.pk in sent else "",
            "masuk": row.created_at.isoformat(),
            "status": str(row.get_status_display()),
            "jawaban": row.jawaban,
        }
        for row in rows
    ]


def forget_reporter(pengguna: Pengguna) -> int:
    """Empty note and contact of the reports the person sent; return how many there were."""
    return _sent_by(pengguna).update(kontak="", catatan="")
