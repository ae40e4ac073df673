"""Work of the page cache outside the request."""

from celery import shared_task

from kimportal.freshness.purge import PurgeError, purge
from kimportal.freshness.version import forget_old_changes


@shared_task
def forget_changes() -> None:
    """Runs hourly and may run twice."""
    forget_old_changes()


@shared_task(autoretry_for=(PurgeError,), retry_backoff=True, retry_jitter=True, max_retries=8)
def purge_pages(paths: list[str]) -> None:
    """Have pages forgotten; until nginx has, they age out by themselves within seconds."""
    purge(paths)
