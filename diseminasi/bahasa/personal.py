"""A person's data among versions: what the person wrote for a KIM and reviewed for a region."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from diseminasi.models import VersiBahasa


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return the versions the person had a part in; they are the KIM's and stay."""
    rows = VersiBahasa.objects.filter(Q(penulis=pengguna) | Q(pemeriksa=pengguna))
    return {
        "versi_bahasa": [
            {
                "info": str(row.info),
                "bahasa": str(row.get_bahasa_display()),
                "kim": str(row.kim),
                "judul": row.judul,
                "status": str(row.get_status_display()),
            }
            for row in rows.select_related("info", "kim").order_by("pk")
        ]
    }
