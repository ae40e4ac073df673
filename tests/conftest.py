"""Fixtures shared by all tests: a migrated database, a few real regions, the cast."""

import pytest
from django.core.cache import cache
from django.db import connection

from tests.factories import KimFactory, load_regions
from tests.people import Cast, make_cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let transactional tests empty the audit table; the guard has a test of its own."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_catatanaudit DISABLE TRIGGER catatan_audit_no_truncate")


@pytest.fixture(autouse=True)
def _fresh_cache():
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
