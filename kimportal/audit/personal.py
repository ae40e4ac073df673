"""The person's acts in the audit trail: handed out, never erased.

The rows hold codes, keys and states, no personal text; once the account is emptied, they
point to nobody in particular.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit


def export_person(pengguna: Pengguna) -> dict[str, Any]:
    """Return what the person did, and what was done to the account, ready for JSON."""
    about = Q(object_type="pengguna", object_id=str(pengguna.pk))
    rows = CatatanAudit.objects.filter(Q(actor=pengguna) | about)
    return {
        "catatan_audit": [
            {
                "waktu": row.created_at.isoformat(),
                "perbuatan": row.verb,
                "objek": f"{row.object_type} {row.object_id}",
                "sebelum": row.before,
                "sesudah": row.after,
                "oleh_anda": row.actor_id == pengguna.pk,
            }
            for row in rows
        ]
    }
