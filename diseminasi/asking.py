"""Asking a KIM to relay a message in a village that it has yet to reach, often a neighbour's.

The message may never have been meant for that KIM: its own village is no sasaran, or its
bidang is another. Being asked hands it over, or the KIM could neither read nor report it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from diseminasi.locking import lock_info
from diseminasi.models import TERBIT, InfoPemerintah, Penyampaian
from diseminasi.permissions import can_record_relay
from diseminasi.reach_refreshing import refresh_soon
from diseminasi.targeting import villages_of
from kimportal.audit.models import record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Keanggotaan, Kim
from wilayah.models import Wilayah


@transaction.atomic
def ask_kim(info: InfoPemerintah, *, by: Any, kim: Kim, desa: Wilayah) -> None:
    """Hand the message to a KIM and ask its pengurus to relay it in a village; told once each."""
    if not can_record_relay(by, desa) or not can_record_relay(by, kim.wilayah):
        raise NotAllowed
    info = lock_info(info, states=TERBIT)
    if info.is_khusus or not villages_of(info).filter(pk=desa.pk).exists():
        raise TransitionError(f"{desa.sebutan} tidak termasuk sasaran info ini.")
    places = Keanggotaan.objects.current().pengurus().with_account().filter(kim=kim)
    people = [row.pengguna for row in places.select_related("pengguna") if row.pengguna]
    if not people:
        raise TransitionError(f"Pengurus {kim.nama} belum punya akun. Hubungi lewat WhatsApp.")
    fields = {"wilayah_kode": kim.wilayah_id}
    Penyampaian.objects.get_or_create(info=info, kim=kim, defaults=fields)
    notify(
        people,
        judul=f"Mohon sebarkan di {desa.nama}: “{info}”",
        isi=f"KIM Anda diminta menyebarkannya kepada warga {desa.sebutan}. Setelah itu tekan "
        "“Sudah kami sebarkan” dan pilih desanya.",
        url=f"/kelola/info/{info.pk}/?kim={kim.pk}",
        kunci=f"minta-sebar-{info.pk}-{kim.pk}-{desa.kode}",
    )
    record(by=by, verb="ask_kim", obj=info, wilayah_kode=desa.kode, after=kim.nomor or "")
    refresh_soon()
