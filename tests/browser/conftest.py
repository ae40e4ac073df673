"""A served portal with demo data, once per run, and a real Chromium to visit it."""

from __future__ import annotations

import os
from contextlib import closing

import psycopg2
import pytest

from tests.browser.portal import (
    CHROMIUM_ARGS,
    find_chromium,
    other_database,
    page_types,
    serve,
)

# Playwright keeps an event loop in this thread; Django would take its own, synchronous use
# of the database in other tests for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

INSTALL = "Chromium tidak ada. Pasang: sudo apt-get install chromium (atau isi KIM_CHROMIUM)."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = find_chromium()
    if path is None:
        if os.environ.get("KIM_REQUIRE_BROWSER") == "1":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def portal(browser_type_launch_args, tmp_path_factory) -> str:
    """The address of a portal with all regions and the demo content."""
    if running := os.environ.get("KIM_PORTAL_URL"):
        yield running
        return
    url = os.environ.get("DATABASE_URL", "postgres:///kim")
    _recreate(url, "kim_peramban")
    with serve(other_database(url, "kim_peramban"), tmp_path_factory.mktemp("portal")) as address:
        yield address
    _drop(url, "kim_peramban")


@pytest.fixture(scope="session")
def types(portal) -> dict[str, str]:
    return page_types(portal)


@pytest.fixture
def visit(portal, types, page):
    """Open a page type (or a path) and return the Playwright page."""

    def open_page(name: str):
        page.goto(portal + types.get(name, name), wait_until="load")
        return page

    return open_page


def _execute(url: str, sql: str) -> None:
    connection = psycopg2.connect(other_database(url, "postgres"))
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(sql)


def _recreate(url: str, name: str) -> None:
    _drop(url, name)
    _execute(url, f'CREATE DATABASE "{name}"')


def _drop(url: str, name: str) -> None:
    _execute(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
