"""Mail for messages of the inbox."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from kimportal.notifications.models import Pemberitahuan


@shared_task(
    autoretry_for=(OSError,), retry_backoff=True, retry_jitter=True, max_retries=8, acks_late=True
)
def mail_pemberitahuan(pesan_id: int) -> None:
    """Send one message by e-mail; nothing to do when it, its person or the address is gone."""
    pesan = Pemberitahuan.objects.select_related("pengguna").filter(pk=pesan_id).first()
    if pesan is None or not pesan.pengguna.is_active or not pesan.pengguna.email:
        return
    teks = render_to_string(
        "email/pemberitahuan.txt",
        {"pesan": pesan, "situs": settings.KIM_NAMA_SITUS, "url": settings.KIM_SITE_URL},
    )
    # A title may hold a line break from somebody's text; a mail header may not.
    send_mail(" ".join(pesan.judul.split()), teks, None, [pesan.pengguna.email])
