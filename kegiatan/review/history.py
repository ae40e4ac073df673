"""What was decided before: on this post, on its KIM and on its author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast

from kegiatan.models import Naskah
from kimportal.audit.models import CatatanAudit

NOTES = 5
NOTED = {
    "return_kegiatan": "Minta perbaikan",
    "reject_kegiatan": "Ditolak",
    "take_down_kegiatan": "Diturunkan",
    "confirm_take_down_kegiatan": "Diturunkan",
}
COUNTED = {
    "published": "terbit",
    "returned": "perlu diperbaiki",
    "rejected": "ditolak",
    "withdrawn": "diturunkan",
    "submitted": "menunggu",
}


@dataclass(frozen=True)
class Hitungan:
    """How many versions are in a state: of the KIM, and of these the author's."""

    status: str
    kata: str
    kim: int
    penulis: int


def counts_of(naskah: Naskah) -> list[Hitungan]:
    """Return where the KIM's other posts stand, in one query."""
    author = Q(kegiatan__penulis=naskah.kegiatan.penulis_id) & Q(kegiatan__penulis__isnull=False)
    rows = (
        Naskah.objects.filter(kegiatan__kim=naskah.kegiatan.kim_id, status__in=COUNTED)
        .exclude(kegiatan=naskah.kegiatan_id)
        .order_by()
        .values("status")
        .annotate(kim=Count("pk"), penulis=Count("pk", filter=author))
    )
    found = {row["status"]: row for row in rows}
    return [
        Hitungan(status, word, found[status]["kim"], found[status]["penulis"])
        for status, word in COUNTED.items()
        if status in found
    ]


@dataclass(frozen=True)
class Nota:
    """One decision with its reason, and the version it was about."""

    catatan: CatatanAudit
    kata: str
    naskah_id: int


def last_notes(naskah: Naskah) -> list[Nota]:
    """Return the newest reasons that officers gave to this KIM, this post's included."""
    own = Naskah.objects.filter(kegiatan__kim=naskah.kegiatan.kim_id).order_by()
    keys: Any = own.annotate(kunci=Cast("pk", CharField())).values("kunci")
    rows = (
        CatatanAudit.objects.filter(object_type="naskah", object_id__in=keys, verb__in=NOTED)
        .exclude(reason="")
        .select_related("actor")
    )
    return [Nota(row, NOTED[row.verb], int(row.object_id)) for row in rows[:NOTES]]
