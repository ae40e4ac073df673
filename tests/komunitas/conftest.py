"""Who founds a KIM in these tests."""

import pytest

from tests.factories import PenggunaFactory


@pytest.fixture
def pendiri(cast, client):
    """Somebody without any place in a KIM, signed in."""
    pengguna = PenggunaFactory(nama="Rahma")
    client.force_login(pengguna)
    return pengguna
