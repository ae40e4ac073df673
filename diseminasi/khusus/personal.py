"""A person's data among messages for KIM only: answers typed for a KIM, reminders sent."""

from __future__ import annotations

from typing import Any

from diseminasi.models import PengingatKhusus, TanggapanKim


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return the answers the person typed and the reminders sent, as plain data."""
    answered = TanggapanKim.objects.filter(oleh=pengguna).select_related("info", "kim")
    reminded = PengingatKhusus.objects.filter(oleh=pengguna).select_related("info")
    return {
        "jawaban_khusus_kim": [
            {
                "info": str(row.info),
                "kim": str(row.kim),
                "jawaban": row.ringkas,
                "keterangan": row.teks,
                "pada": row.created_at.isoformat(),
            }
            for row in answered.order_by("pk")
        ],
        "pengingat_khusus_kim": [
            {"info": str(row.info), "tanggal": row.tanggal.isoformat()}
            for row in reminded.order_by("pk")
        ],
    }
