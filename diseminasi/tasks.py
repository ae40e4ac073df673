"""Work of Info Pemerintah and Cek Hoaks outside the request."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from diseminasi.bahasa.telling import ask_translators
from diseminasi.delivery import deliver_batch, deliver_late
from diseminasi.hoaks.weeding import forget_senders
from diseminasi.khusus.reminding import remind_all
from diseminasi.models import (
    InfoPemerintah,
    Isu,
    JawabanInfo,
    KirimanIsu,
    Pengantaran,
    PengingatKhusus,
    Ralat,
    StatusIsu,
)
from diseminasi.reach_refreshing import mark_all, refresh_reach
from diseminasi.tanya.telling import tell_askers
from diseminasi.telling import ask_relayers, tell_handed
from kimportal.owed.doing import owed_task


@shared_task(acks_late=True)
def deliver(info_id: int) -> None:
    """Hand a message out until nothing is left; may run twice and be killed anywhere."""
    while deliver_batch(info_id):
        pass
    refresh_reach()


@shared_task
def go_on_delivering() -> None:
    """Take up deliveries that stopped, and serve KIM that became public since."""
    for info_id in Pengantaran.objects.filter(done_at=None).values_list("info", flat=True):
        deliver.delay(info_id)
    done = InfoPemerintah.objects.standing().unexpired().filter(pengantaran__done_at__isnull=False)
    for info in done.select_related("pengantaran", "wilayah"):
        deliver_late(info)
    refresh_reach()


@shared_task(acks_late=True)
def refresh_reach_task() -> None:
    """Count the reach of what was delivered and relayed since; may run twice."""
    refresh_reach()


@shared_task
def recount_reach() -> None:
    """Count every message in force anew, since villages and KIM change; nightly."""
    mark_all()
    refresh_reach()


@owed_task
def ask_for_correction(ralat_id: int) -> None:
    """Ask those who relayed a message to relay its correction; may run twice.

    Of a message for KIM only, everyone who got it is told.
    """
    ralat = Ralat.objects.select_related("info").get(pk=ralat_id)
    if ralat.info.is_khusus:
        tell_handed(ralat)
    else:
        ask_relayers(ralat)
        ask_translators(ralat)


@shared_task(acks_late=True)
def send_reminder(pengingat_id: int) -> None:
    """Remind the KIM that have not answered; may run twice."""
    remind_all(PengingatKhusus.objects.select_related("info__wilayah").get(pk=pengingat_id))


@shared_task(acks_late=True)
def tell_askers_task(jawaban_id: int) -> None:
    """Tell everyone who asked of the answer; may run twice."""
    rows = JawabanInfo.objects.select_related("pertanyaan__info")
    tell_askers(rows.get(pk=jawaban_id))


@owed_task
def mail_sender(kiriman_id: int) -> None:
    """Tell somebody who sent a rumour in what became of it; nothing to do without an address."""
    rows = KirimanIsu.objects.select_related("isu__gabung_ke")
    kiriman = rows.filter(pk=kiriman_id, kontak__contains="@").first()
    if kiriman is None:
        return
    isu: Isu = kiriman.isu.gabung_ke or kiriman.isu
    if isu.status in (StatusIsu.RECEIVED, StatusIsu.CHECKING):
        return
    konteks = {
        "isu": isu,
        "situs": settings.KIM_NAMA_SITUS,
        "url": settings.KIM_SITE_URL + kiriman.alamat_tiket,
    }
    teks = render_to_string("email/isu.txt", konteks)
    send_mail(f"Hasil Cek Hoaks {kiriman.isu.nomor}", teks, None, [kiriman.kontak])


@shared_task
def forget_senders_task() -> None:
    """Empty the contacts of those who sent rumours in long ago; daily, may run twice."""
    forget_senders()
