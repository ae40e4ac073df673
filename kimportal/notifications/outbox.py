"""The outbox: e-mail that is owed, one row each, until it was handed to the mail server.

The row commits with the message, so nothing is lost while worker, Redis or mail server are
down; whoever finds it due sends it. A crash between sending and noting it sends it again.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from kimportal.notifications.models import Kiriman, Pemberitahuan

logger = logging.getLogger(__name__)

# After 15 seconds, a minute, four, …: the last try is a day after the first.
FIRST_WAIT = timedelta(seconds=15)
FACTOR = 4
TRIES = 8
# Until then the task of its own has it; afterwards the task was lost.
HEAD_START = timedelta(seconds=60)


def owe_mail(pesan: Pemberitahuan) -> None:
    """Put the e-mail of a message into the outbox, in the caller's transaction."""
    Kiriman.objects.create(pesan=pesan, due_at=timezone.now() + HEAD_START)


def send_owed(pesan_id: int) -> bool:
    """Send the e-mail of a message, if it is still owed; False when the mail server refused.

    One that another worker is sending is left to it.
    """
    with transaction.atomic():
        rows = Kiriman.objects.select_for_update(skip_locked=True, of=("self",))
        kiriman = rows.filter(pesan=pesan_id, sent_at=None).exclude(due_at=None).first()
        if kiriman is None:
            return True
        try:
            _send(kiriman.pesan)
        except OSError as error:  # all of smtplib's errors are
            logger.warning("Mail %s was not taken: %s", kiriman.pk, type(error).__name__)
            kiriman.tries += 1
            wait = FIRST_WAIT * FACTOR ** (kiriman.tries - 1)
            kiriman.due_at = timezone.now() + wait if kiriman.tries < TRIES else None
            kiriman.save()
            return False
        kiriman.sent_at, kiriman.due_at = timezone.now(), None
        kiriman.save()
    return True


def send_all_due() -> None:
    """Send what is due, oldest first, until the mail server refuses one."""
    due = Kiriman.objects.filter(due_at__lte=timezone.now()).order_by("due_at")
    for pesan_id in due.values_list("pesan", flat=True)[:500]:
        if not send_owed(pesan_id):
            return


def _send(pesan: Pemberitahuan) -> None:
    """Hand one message to the mail server; not when its person or the address is gone."""
    if not pesan.pengguna.is_active or not pesan.pengguna.email:
        return
    teks = render_to_string(
        "email/pemberitahuan.txt",
        {"pesan": pesan, "situs": settings.KIM_NAMA_SITUS, "url": settings.KIM_SITE_URL},
    )
    # A title may hold a line break from somebody's text; a mail header may not.
    send_mail(" ".join(pesan.judul.split()), teks, None, [pesan.pengguna.email])
