"""Handing on what the queue could not take."""

from celery import shared_task

from kimportal.titipan import handing_on


@shared_task
def hand_on() -> None:
    """Runs every few seconds and may run twice: a task may be handed on once more than asked."""
    handing_on.hand_on()
