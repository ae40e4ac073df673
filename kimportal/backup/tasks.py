"""The nightly backup."""

from celery import shared_task

from kimportal.backup.errors import BackupError
from kimportal.backup.retention import weed
from kimportal.backup.writing import make_backup


@shared_task(autoretry_for=(BackupError,), retry_backoff=60, max_retries=5)
def back_up() -> None:
    """Runs nightly; twice makes two files, of which the rule keeps one per day.

    What stands in its way (a full disk, one that is still at it) may be gone a while later.
    """
    make_backup(track=lambda things, **words: things)
    weed()
