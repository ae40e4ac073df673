"""Work of the desk outside the request."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from kimportal.desk.exports import chase_exports, forget_exports, run_export
from kimportal.desk.models import LaporanKonten, StatusLaporan
from kimportal.desk.queue_reminders import remind_of_overdue
from kimportal.owed.doing import owed_task

# How long a reporter's contact is kept after the decision.
SIMPAN_KONTAK = timedelta(days=90)


@owed_task
def mail_reporter(laporan_id: int) -> None:
    """Send the outcome to the reporter's e-mail; nothing to do while it is open or without one."""
    laporan = LaporanKonten.objects.filter(pk=laporan_id).first()
    if laporan is None or laporan.status == StatusLaporan.OPEN or "@" not in laporan.kontak:
        return
    konteks = {
        "laporan": laporan,
        "situs": settings.KIM_NAMA_SITUS,
        "url": settings.KIM_SITE_URL + laporan.alamat_tiket,
    }
    teks = render_to_string("email/laporan.txt", konteks)
    send_mail(f"Hasil laporan Anda {laporan.nomor}", teks, None, [laporan.kontak])


@shared_task
def forget_contacts() -> None:
    """Empty the contacts of reports decided long ago; runs daily and may run twice."""
    LaporanKonten.objects.filter(decided_at__lt=timezone.now() - SIMPAN_KONTAK).exclude(
        kontak=""
    ).update(kontak="")


@shared_task
def remind_overdue() -> None:
    """Tell provinces what is overdue in them; runs daily and may run twice."""
    remind_of_overdue()


@shared_task(acks_late=True)
def write_export(pk: int) -> None:
    """Write the file of an export; one that is done is left as it is."""
    run_export(pk)


@shared_task
def chase_exports_task() -> None:
    """See to exports whose task was lost with the queue; may run twice."""
    chase_exports()


@shared_task
def forget_exports_task() -> None:
    """Delete exported files after their days; runs daily and may run twice."""
    forget_exports()
