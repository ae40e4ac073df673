"""Pages that were taken down leave the page cache at once.

Everything else needs no purge, since a cached page is at most a few seconds old. Photos need none
either: nginx reads them from the store, where they are deleted.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction

from kimportal.freshness.purge import PurgeError, purge
from kimportal.freshness.tasks import purge_pages

logger = logging.getLogger(__name__)

# A page may have been in the making while it was taken down, so it is forgotten once more.
AGAIN_AFTER = 2


def forget_pages(*paths: str) -> None:
    """Have pages forgotten once the transaction has committed; a task repeats it until done.

    Nothing happens where no nginx is named.
    """
    if settings.KIM_PURGE_URL:
        transaction.on_commit(lambda: _forget(list(paths)), robust=True)


def _forget(paths: list[str]) -> None:
    try:
        purge(paths)
    except PurgeError as error:
        logger.warning("Purge failed and is tried again: %s", error)
    purge_pages.apply_async((paths,), countdown=AGAIN_AFTER)
