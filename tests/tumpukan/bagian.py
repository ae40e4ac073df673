"""Parts that go away and come back while the portal works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.db import connection

from kimportal.stack import Stack
from tests.browser.surel import KotakSurat


@contextmanager
def without_redis(stack: Stack) -> Iterator[None]:
    stack.processes.kill("redis")
    try:
        yield
    finally:
        stack.start_redis()


@contextmanager
def without_database() -> Iterator[None]:
    """As when PostgreSQL is restarted: every connection is cut, and new ones are refused."""
    name = connection.settings_dict["NAME"]
    params = connection.get_connection_params() | {"dbname": "postgres"}
    connection.close()
    with closing(psycopg2.connect(**params)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            try:
                yield
            finally:
                cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@contextmanager
def mail_server(stack: Stack) -> Iterator[KotakSurat]:
    """Let somebody take the mail of the stack, at the address it was told."""
    port = int(stack.environment["EMAIL_URL"].rpartition(":")[2])
    server = KotakSurat(port)
    try:
        yield server
    finally:
        server.stop()
