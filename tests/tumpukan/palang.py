"""Stopping work in its middle: locks in the database, and the queue as Redis keeps it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from celery import Celery
from django.db import connection
from redis import Redis

from kimportal.stack import Stack

# After so many seconds the queue hands out again what a dead worker had taken.
VISIBILITY = 1800


@contextmanager
def locked(mode: str, *tables: str) -> Iterator[None]:
    """Hold locks on whole tables: whoever wants to write there (or to read) waits meanwhile."""
    with closing(psycopg2.connect(**connection.get_connection_params())) as link:
        with link.cursor() as cursor:
            for table in tables:
                cursor.execute(f'LOCK TABLE "{table}" IN {mode} MODE')
            yield
        link.rollback()


def waiting_for_locks() -> int:
    """Return how many others wait in this database for somebody's lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


class Antrean:
    """The queue of a stack."""

    def __init__(self, stack: Stack) -> None:
        self._redis = Redis.from_url(stack.environment["REDIS_URL"])
        self._sender = Celery("uji", broker=stack.environment["REDIS_URL"], set_as_current=False)

    def send(self, name: str, *args: object) -> None:
        self._sender.send_task(name, args)

    def empty(self) -> None:
        """Forget what earlier tests left there."""
        self._redis.delete("celery", "unacked", "unacked_index")

    @property
    def taken(self) -> int:
        """How many tasks a worker has, or had when it died."""
        return int(self._redis.hlen("unacked"))

    @property
    def is_done(self) -> bool:
        return not self.taken and not self._redis.llen("celery")

    def half_an_hour_passes(self) -> None:
        """Let everything have been taken so long ago that its worker counts as dead."""
        past = time.time() - VISIBILITY - 1
        for tag in self._redis.zrange("unacked_index", 0, -1):
            self._redis.zadd("unacked_index", {tag: past})
