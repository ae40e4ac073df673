"""Keeping tasks while the queue is down, and handing them on: each at least once, in order."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError as BrokerError

from kimportal.titipan.models import Titipan

logger = logging.getLogger(__name__)


def keep(task: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Keep a task, with what it was asked to do, in the caller's transaction."""
    Titipan.objects.create(task=task, args=list(args), kwargs=dict(kwargs))


def hand_on() -> int:
    """Hand on what is kept until the queue refuses it again; return how many were taken."""
    number = 0
    while _hand_on_one():
        number += 1
    return number


@transaction.atomic
def _hand_on_one() -> bool:
    row = Titipan.objects.select_for_update(skip_locked=True).first()
    if row is None:
        return False
    try:
        current_app.send_task(row.task, row.args, row.kwargs)
    except BrokerError as error:
        logger.warning("Queue is still down, %s waits: %s", row.task, error)
        return False
    row.delete()
    return True
