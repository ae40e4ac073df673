"""A served portal with demo data, once per run, and a real Chromium to visit it."""

from __future__ import annotations

import os
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.orang import sign_in
from tests.browser.penulis import PHONE, Penulis
from tests.browser.portal import (
    CHROMIUM_ARGS,
    find_chromium,
    page_types,
    serve,
)
from tests.browser.surel import KotakSurat
from tests.templat import create, drop, other_database, server, template

# Playwright keeps an event loop in this thread; Django would take its own, synchronous use
# of the database in other tests for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Milliseconds; other tests run beside these, and a page that is slow is not wrong.
expect.set_options(timeout=20_000)

INSTALL = (
    "Chromium tidak ada. Pasang: sudo apt-get install chromium-headless-shell, atau chromium "
    "(atau isi KIM_CHROMIUM)."
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, and keep them on one worker, which has the one served portal.

    One that fails is tried once more, and the report says so: a browser, a server and its workers
    share the machine with all other tests, and a lost second there is no fault of the portal.
    """
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = find_chromium()
    if path is None:
        if os.environ.get("KIM_REQUIRE_BROWSER") == "1":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def surat() -> KotakSurat:
    """The mail that the portal sends."""
    if os.environ.get("KIM_PORTAL_URL"):
        pytest.skip("Portal dari KIM_PORTAL_URL mengirim surelnya ke tempat lain.")
    kotak = KotakSurat()
    yield kotak
    kotak.stop()


@pytest.fixture(scope="session")
def portal(browser_type_launch_args, tmp_path_factory, request) -> str:
    """The address of a portal with all regions and the demo content."""
    if running := os.environ.get("KIM_PORTAL_URL"):
        yield running
        return
    create("kim_peramban", template=template())
    mail = request.getfixturevalue("surat").url
    database = other_database(server(), "kim_peramban")
    with serve(database, tmp_path_factory.mktemp("portal"), EMAIL_URL=mail) as address:
        yield address
    drop("kim_peramban")


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


@pytest.fixture(scope="session")
def seats() -> dict[str, dict]:
    """What a browser remembers after signing in, per account; signing in once is enough."""
    return {}


@pytest.fixture
def hp(portal, browser, seats):
    """Hand somebody a phone of their own: `hp("ketua")` is signed in, `hp()` is not."""
    contexts = []

    def hand_over(name: str = "") -> Penulis:
        if name and name not in seats:
            with closing(browser.new_context()) as context:
                sign_in(context.new_page(), portal, name)
                seats[name] = context.storage_state()
        context = browser.new_context(viewport=PHONE, storage_state=seats.get(name))
        contexts.append(context)
        return Penulis(portal, context)

    yield hand_over
    for context in contexts:
        context.close()
