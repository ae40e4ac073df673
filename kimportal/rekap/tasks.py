"""Keeping the counts fresh."""

from celery import shared_task

from kimportal.rekap.refreshing import refresh_counts


@shared_task
def refresh() -> None:
    """Count everything anew; runs hourly and may run twice."""
    refresh_counts()
