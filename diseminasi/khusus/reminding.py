"""Reminding the KIM that have not answered yet: one tap, once a day."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from diseminasi.khusus.answers import BELUM, answers_of
from diseminasi.locking import lock_info, record_info, require
from diseminasi.models import TERBIT, InfoPemerintah, PengingatKhusus
from diseminasi.permissions import can_work_on_info
from kimportal.audit.models import SYSTEM
from kimportal.notifications.inbox import notify_all
from kimportal.template_tags import tanggal
from kimportal.transitions import TransitionError
from komunitas.models import Keanggotaan

# KIM reminded at once.
SEKALI = 2000


@transaction.atomic
def remind_info(info: InfoPemerintah, *, by: Any) -> PengingatKhusus:
    """Remind those who have not answered; a second time on the same day is refused."""
    info = lock_info(info, states=TERBIT)
    require(can_work_on_info, by, info)
    if not info.is_menunggu_jawaban:
        raise TransitionError("Batas menjawabnya sudah lewat.")
    if not answers_of(info).filter(BELUM).exists():
        raise TransitionError("Semua KIM sudah menjawab.")
    # The message is locked: nobody else reminds meanwhile.
    pengingat, is_new = PengingatKhusus.objects.get_or_create(
        info=info, tanggal=timezone.localdate(), defaults={"oleh": None if by is SYSTEM else by}
    )
    if not is_new:
        raise TransitionError("Hari ini sudah diingatkan. Bisa diingatkan lagi besok.")
    record_info(info, "remind_info", by=by)
    _send_later(pengingat.pk)
    return pengingat


def _send_later(pengingat_id: int) -> None:
    from diseminasi.tasks import send_reminder

    transaction.on_commit(lambda: send_reminder.delay(pengingat_id))


def remind_all(pengingat: PengingatKhusus, *, size: int = SEKALI) -> int:
    """Put the reminder into the inboxes of the pengurus, in batches by KIM; return how many KIM.

    Whoever has got it is left out, so that it may run twice.
    """
    info, count, last = pengingat.info, 0, 0
    places = Keanggotaan.objects.current().pengurus().with_account()
    waiting = answers_of(info).filter(BELUM).order_by("kim").values_list("kim", flat=True)
    while keys := list(waiting.filter(kim__gt=last)[:size]):
        notify_all(
            places.filter(kim__in=keys).values_list("pengguna", flat=True).distinct(),
            judul=f"Belum dijawab: “{info}”",
            isi=f"{info.nama_penerbit} menunggu jawaban KIM Anda sampai "
            f"{tanggal(info.jawab_sampai)}.",
            url=f"/kelola/info/{info.pk}/",
            kunci=f"ingat-{pengingat.pk}",
        )
        count, last = count + len(keys), keys[-1]
    return count
