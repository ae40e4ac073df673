"""Mail for messages of the inbox."""

from celery import shared_task

from kimportal.notifications.outbox import send_all_due, send_owed


@shared_task
def mail_pemberitahuan(pesan_id: int) -> None:
    """Send one message by e-mail at once; what fails is due again later."""
    send_owed(pesan_id)


@shared_task
def send_due_mail() -> None:
    """Send what failed, and what lost its task; runs every few seconds, may run twice."""
    send_all_due()
