"""The real stack, once per run, over the database of the tests: what a test commits, it serves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from kimportal.stack import Stack, StackError
from kimportal.stack.nginx import PACKAGES, can_purge, modules
from kimportal.stack.processes import find_program, free_port
from tests.templat import other_database, server
from tests.tumpukan.palang import Antrean
from tests.tumpukan.pembaca import Pembaca, seconds_until

# Seconds for what the clock asked of the workers just then.
IDLE = 20
STATIC = Path(django_settings.BASE_DIR) / ".var" / "static"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep them on one worker, which has the one stack; a lost second gets a second try."""
    for item in items:
        if "tests/tumpukan/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("tumpukan"))
            item.add_marker(pytest.mark.flaky(reruns=1))


def _require_parts() -> None:
    """Skip, or fail where everything must run, when this machine lacks a part."""
    missing = ""
    try:
        find_program("nginx", PACKAGES)
        find_program("redis-server", "redis-server")
    except StackError as error:
        missing = str(error)
    if not missing and (not can_purge() or modules()["KIM_NGINX_BROTLI"]):
        missing = f"Modul nginx belum lengkap; pasang dulu: sudo apt-get install {PACKAGES}"
    if missing:
        (pytest.fail if os.environ.get("KIM_REQUIRE_BROWSER") == "1" else pytest.skip)(missing)


@pytest.fixture(scope="package")
def tumpukan(django_db_setup, django_db_blocker, tmp_path_factory) -> Stack:
    """The stack, stopped before other tests come: its clock would write into their database."""
    _require_parts()
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    database = other_database(server(), name)
    stack = Stack(
        tmp_path_factory.mktemp("tumpukan"),
        database,
        KIM_SECRET_KEY=django_settings.SECRET_KEY,
        KIM_MEDIA=str(django_settings.MEDIA_ROOT),
        KIM_CADANGAN=str(django_settings.KIM_CADANGAN),
        KIM_KUNCI_CADANGAN=django_settings.KIM_KUNCI_CADANGAN,
        # Where nobody listens, unless a test starts a mail server there.
        EMAIL_URL=f"smtp://127.0.0.1:{free_port()}",
        KIM_STATIC=os.environ.get("KIM_STATIC") or str(STATIC),
    )
    with stack:
        yield stack


@pytest.fixture
def pembaca(tumpukan, transactional_db, settings) -> Iterator[Pembaca]:
    """Somebody who reads through nginx; what this test takes down is purged there.

    Afterwards no worker may be at work when the tables are emptied: they would wait for each other.
    """
    settings.KIM_PURGE_URL = [tumpukan.environment["KIM_PURGE_URL"]]
    yield Pembaca(tumpukan)
    queue = Antrean(tumpukan)
    seconds_until(lambda: queue.is_done, IDLE)
    # What a worker had taken when it was killed would be waited for after every later test.
    queue.empty()
