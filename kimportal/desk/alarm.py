"""Telling other admins at once of acts that would hurt in wrong hands.

The message names nobody: who did it stands in the trail, to which it leads.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.urls import reverse

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit, recorded
from kimportal.desk.audit_words import verb_label
from kimportal.desk.hurtful import MANY, TAKING_DOWN, lately_taken_down
from kimportal.desk.models import JenisEkspor
from kimportal.notifications.inbox import notify
from komunitas.models import Penugasan, Peran
from wilayah.querysets import ancestor_codes

ALWAYS = ("assign", "merge_kim", "reset_second_factor", "suspend_akun")
WHAT_NOW = (
    "Lihat di jejak audit siapa yang melakukannya. Kalau tindakan ini tidak Anda kenal, "
    "bekukan akun itu dan hubungi admin pusat."
)


@receiver(recorded)
def sound(sender: object, row: CatatanAudit, **kwargs: Any) -> None:
    """Tell the region's other admins and pusat, in the transaction of the act itself."""
    if row.actor is None or not (judul := _title(row)):
        return
    penerima = _other_admins(row.wilayah_kode).exclude(pk=row.actor_id)
    url = reverse("admin:audit_catatanaudit_changelist")
    notify(penerima, judul=judul, isi=WHAT_NOW, url=url, kunci=f"alarm:{row.pk}")


def _title(row: CatatanAudit) -> str:
    is_trail = row.verb == "request_export" and row.after == JenisEkspor.AUDIT.label
    if row.verb in ALWAYS or is_trail:
        return f"Tindakan berisiko: {verb_label(row.verb)}"
    if row.verb in TAKING_DOWN and lately_taken_down(row.actor) % MANY == 0:
        return "Tindakan berisiko: banyak penurunan dalam satu jam"
    return ""


def _other_admins(kode: str) -> Any:
    around = Q(wilayah=None) | Q(wilayah__in=[kode, *ancestor_codes(kode)] if kode else [])
    rows = Penugasan.objects.current().filter(around, peran=Peran.ADMIN)
    return Pengguna.objects.filter(pk__in=rows.values("pengguna"))
