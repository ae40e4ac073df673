"""Fixtures shared by all tests: a migrated database, a few real regions, the cast."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from tests.factories import KimFactory, load_regions
from tests.people import Cast, make_cast
from tests.templat import template


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Let each worker's database be a copy of one that was migrated for all of them."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let transactional tests empty the audit table; the guard has a test of its own.

    At the end nobody else may be connected, or the database cannot be dropped: a process of the
    stack that was told to stop may be a moment late.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_catatanaudit DISABLE TRIGGER catatan_audit_no_truncate")
    yield
    with django_db_blocker.unblock():
        # The connection at hand may have been cut off meanwhile.
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Bring back the bidang that migrations seed, since a transactional test empties all tables.

    After the last test the database is gone.
    """
    marker = item.get_closest_marker("django_db")
    is_flushed = "transactional_db" in getattr(item, "fixturenames", ())
    if nextitem and (is_flushed or (marker and marker.kwargs.get("transaction"))):
        with item.config.stash[blocking_manager_key].unblock():
            import_module("komunitas.migrations.0002_bidang").seed(apps, None)


@pytest.fixture(autouse=True)
def _fresh_cache():
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def regions(db):
    """The regions of `tests.factories.REGIONS`."""
    load_regions()


@pytest.fixture
def kim(regions):
    """A public KIM in Mariso, Kota Makassar."""
    return KimFactory(verified=True, nama="KIM Mariso Bersatu", slug="kim-mariso-bersatu")


@pytest.fixture
def other_kim(regions):
    """A public KIM in the neighbouring Kabupaten Gowa."""
    return KimFactory(verified=True, nama="KIM Bontoala", wilayah_id="73.06.02.2002")


@pytest.fixture
def cast(kim, other_kim) -> Cast:
    return make_cast(kim, other_kim)
