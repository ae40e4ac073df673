"""The Celery application: configured from Django's settings, in place when there is no broker."""

import logging
import os
from collections.abc import Mapping, Sequence
from typing import Any

from celery import Celery, Task
from celery.signals import setup_logging
from kombu.exceptions import OperationalError as BrokerError
from kombu.utils.uuid import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kimportal.settings.local")

logger = logging.getLogger(__name__)


class PatientTask(Task):
    """A task that may find the queue down.

    Whoever asks for it has committed already: what was saved must not end in an error page. The
    task is kept in the database, and handed on when the queue is back. What beat asks for is
    not: it asks again.
    """

    def apply_async(
        self,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Any:
        try:
            return super().apply_async(args, kwargs, **options)
        except BrokerError as error:
            logger.error("Queue is down, %s is kept: %s", self.name, error)  # noqa: TRY400
            if options.get("producer") is None:
                _keep(self.name, args or (), kwargs or {})
            return self.AsyncResult(options.get("task_id") or uuid())


def _keep(task: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    from kimportal.titipan.handing_on import keep  # models, which are not there at the start

    keep(task, args, kwargs)


app = Celery("kimportal", task_cls=PatientTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_our_lines(**kwargs: Any) -> None:
    """Leave logging to Django's settings: Celery's own lines would not be JSON."""
