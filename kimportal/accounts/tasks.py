"""Work of accounts outside the request."""

from celery import shared_task
from django.core.management import call_command

from kimportal.accounts import unconfirmed


@shared_task
def clear_ended_sessions() -> None:
    """Delete the rows of sessions that ran out; runs daily and may run twice."""
    call_command("clearsessions")


@shared_task
def clear_unconfirmed() -> int:
    """Delete accounts that nobody confirmed in time; runs daily and may run twice."""
    return unconfirmed.clear_unconfirmed()
