"""Promising work, doing it, and trying again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from celery import current_app, shared_task
from django.db import transaction
from django.utils import timezone

from kimportal.owed.models import Utang

logger = logging.getLogger(__name__)

Work = Callable[[int], None]

# After 15 seconds, a minute, four, …: the last try is a day after the first.
FIRST_WAIT = timedelta(seconds=15)
FACTOR = 4
TRIES = 8
# Until then the task that the queue has will do it; afterwards that one was lost.
HEAD_START = timedelta(seconds=60)
AT_ONCE = 500


def owed_task(work: Work) -> Any:
    """Make a task of a function that takes the key of a row; it does nothing unless owed."""
    name = f"{work.__module__}.{work.__name__}"

    @shared_task(name=name, acks_late=True)
    @wraps(work)
    def task(key: int) -> None:
        _do(name, key, work)

    return task


def owe(task: Any, key: int) -> None:
    """Promise the task in the caller's transaction; the queue is asked after its commit."""
    due = {"due_at": timezone.now() + HEAD_START, "tries": 0}
    Utang.objects.update_or_create(task=task.name, key=key, defaults=due)
    transaction.on_commit(lambda: task.delay(key))


def forgive(task: Any, key: int) -> None:
    """Call off what is no longer wanted."""
    Utang.objects.filter(task=task.name, key=key).delete()


def do_all_due() -> None:
    """Do what is due, oldest first; may run twice, beside others."""
    due = Utang.objects.filter(due_at__lte=timezone.now()).order_by("due_at")
    for name, key in due.values_list("task", "key")[:AT_ONCE]:
        current_app.tasks[name](key)


def _do(name: str, key: int, work: Work) -> None:
    with transaction.atomic():
        # One that another worker is at is left to it.
        rows = Utang.objects.select_for_update(skip_locked=True)
        row = rows.filter(task=name, key=key).first()
        if row is None:
            return
        error = _try(work, key)
        if error is None:
            row.delete()
        else:
            _put_off(row, error)
    if error is not None and not isinstance(error, OSError):
        raise error


def _try(work: Work, key: int) -> Exception | None:
    try:
        with transaction.atomic():
            work(key)
    except Exception as error:
        return error
    return None


def _put_off(row: Utang, error: Exception) -> None:
    row.tries += 1
    if row.tries >= TRIES:
        logger.error("Given up: %s %s (%s)", row.task, row.key, type(error).__name__)
        row.delete()
        return
    logger.warning("Put off: %s %s (%s)", row.task, row.key, type(error).__name__)
    row.due_at = timezone.now() + FIRST_WAIT * FACTOR ** (row.tries - 1)
    row.save()
