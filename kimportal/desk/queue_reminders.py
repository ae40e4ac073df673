"""Telling the province once a day what is overdue in it. Nothing is decided by it."""

from __future__ import annotations

from django.utils import timezone

from kimportal.desk.queue import Antrean
from kimportal.desk.queue_filter import Saringan
from kimportal.desk.queue_holding import weed_holds
from kimportal.notifications.inbox import notify
from komunitas.models import Penugasan, Peran

LEWAT = Saringan(lewat="1", bisa="1")


def remind_of_overdue() -> int:
    """Remind every province's admins of what is overdue; return how many were told.

    Counted is what each of them may decide; once a day, however often this runs.
    """
    weed_holds()
    today = timezone.localdate()
    told = 0
    rows = Penugasan.objects.current().filter(
        peran=Peran.ADMIN, wilayah__tingkat=1, pengguna__is_active=True
    )
    people = {row.pengguna_id: row.pengguna for row in rows.select_related("pengguna")}
    for pengguna in people.values():
        if not (count := Antrean(pengguna, LEWAT).total):
            continue
        told += 1
        notify(
            [pengguna],
            judul=f"{count} hal lewat tenggat di wilayah Anda",
            isi="Putuskan sendiri, atau tanyakan kepada admin kabupaten/kota apa kendalanya.",
            url=f"/admin/antrean/?{LEWAT.query}",
            kunci=f"lewat-tenggat-{today:%Y%m%d}",
        )
    return told
