"""Seeing to what lost its task."""

from celery import shared_task

from kimportal.owed.doing import do_all_due


@shared_task
def do_due_work() -> None:
    """Do what failed and what lost its task; runs every minute, may run twice."""
    do_all_due()
