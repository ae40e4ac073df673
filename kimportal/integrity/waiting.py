"""What waits at this moment, and since when: in the desk's queue, in the outbox, in Celery's."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator

from celery import current_app
from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from kimportal.desk.queue_kinds import DAFTAR_JENIS
from kimportal.notifications.models import Kiriman
from kimportal.owed.models import Utang
from kimportal.telemetry.tasks import SENT_HEADER

logger = logging.getLogger(__name__)


class Waiting(Collector):
    """Asks when it is scraped; a part that does not answer is said to be down."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("kim_part_up", "Whether a part answers", labels=["part"])
        for part, measure in PARTS.items():
            try:
                found = list(measure())
            except (DatabaseError, BrokerError, RedisError, OSError) as error:
                logger.warning("No figures of %s: %s", part, type(error).__name__)
                found = []
                up.add_metric([part], 0)
            else:
                up.add_metric([part], 1)
            yield from found
        yield up


def _desk() -> Iterator[GaugeMetricFamily]:
    items = GaugeMetricFamily("kim_desk_items", "Items that wait for officers", labels=["kind"])
    oldest = GaugeMetricFamily(
        "kim_desk_oldest_seconds", "Age of the oldest of them", labels=["kind"]
    )
    for jenis in DAFTAR_JENIS:
        rows = jenis.model._default_manager.filter(jenis.waiting)
        found = rows.aggregate(jumlah=Count("pk"), tertua=Min(jenis.masuk))
        items.add_metric([jenis.kode], found["jumlah"])
        oldest.add_metric([jenis.kode], _age(found["tertua"]))
    yield from (items, oldest)


def _outbox() -> Iterator[GaugeMetricFamily]:
    owed = Kiriman.objects.filter(due_at__isnull=False)
    found = owed.aggregate(jumlah=Count("pk"), tertua=Min("pesan__created_at"))
    yield GaugeMetricFamily("kim_outbox_items", "E-mail that is owed", value=found["jumlah"])
    yield GaugeMetricFamily(
        "kim_outbox_oldest_seconds", "Age of the oldest of it", value=_age(found["tertua"])
    )


def _owed() -> Iterator[GaugeMetricFamily]:
    found = Utang.objects.aggregate(jumlah=Count("pk"), tertua=Min("created_at"))
    yield GaugeMetricFamily("kim_owed_items", "Work that is owed", value=found["jumlah"])
    yield GaugeMetricFamily(
        "kim_owed_oldest_seconds", "Age of the oldest of it", value=_age(found["tertua"])
    )


def _tasks() -> Iterator[GaugeMetricFamily]:
    if current_app.conf.task_always_eager:
        return
    with current_app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
        redis = broker.default_channel.client
        name = current_app.conf.task_default_queue
        length, last = redis.llen(name), redis.lindex(name, -1)
    sent = json.loads(last).get("headers", {}).get(SENT_HEADER, 0) if last else 0
    age = max(0.0, time.time() - sent) if sent else 0.0
    yield GaugeMetricFamily("kim_task_queue_items", "Tasks that wait for a worker", value=length)
    yield GaugeMetricFamily("kim_task_queue_oldest_seconds", "Age of the oldest of them", value=age)


def _age(moment: object) -> float:
    return max(0.0, (timezone.now() - moment).total_seconds()) if moment else 0.0  # type: ignore[operator]


PARTS: dict[str, Callable[[], Iterator[GaugeMetricFamily]]] = {
    "desk": _desk,
    "outbox": _outbox,
    "owed": _owed,
    "tasks": _tasks,
}
