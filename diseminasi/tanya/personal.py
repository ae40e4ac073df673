"""A person's data among questions: what the person asked for a KIM, and answered for a region."""

from __future__ import annotations

from typing import Any

from diseminasi.models import JawabanInfo, PertanyaanInfo


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return the questions the person typed, and the answers, as plain data.

    They are the KIM's and the region's, and stay when the person goes.
    """
    asked = PertanyaanInfo.objects.filter(penanya=pengguna).select_related("info", "kim")
    answered = JawabanInfo.objects.filter(oleh=pengguna).select_related("pertanyaan__info")
    return {
        "pertanyaan_info": [
            {
                "info": str(row.info),
                "kim": str(row.kim),
                "pertanyaan": row.teks,
                "pada": row.created_at.isoformat(),
            }
            for row in asked.order_by("pk")
        ],
        "jawaban_info": [
            {
                "info": str(row.pertanyaan.info),
                "jawaban": row.teks,
                "pada": row.created_at.isoformat(),
            }
            for row in answered.order_by("pk")
        ],
    }
