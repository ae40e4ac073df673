"""The Celery application: configured from Django's settings, in place when there is no broker."""

import logging
import os
from typing import Any

from celery import Celery, Task
from kombu.exceptions import OperationalError as BrokerError
from kombu.utils.uuid import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kimportal.settings.local")

logger = logging.getLogger(__name__)


class PatientTask(Task):
    """A task that may find the queue down.

    Whoever asks for it has committed already: what was saved must not end in an error page.
    What is owed stands in a table, and a task of beat finds it there.
    """

    def apply_async(self, *args: Any, **options: Any) -> Any:
        try:
            return super().apply_async(*args, **options)
        except BrokerError as error:
            logger.error("Queue is down, %s was not handed on: %s", self.name, error)  # noqa: TRY400
            return self.AsyncResult(options.get("task_id") or uuid())


app = Celery("kimportal", task_cls=PatientTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
