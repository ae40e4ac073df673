"""People with and without e-mail."""

import pytest

from kimportal.accounts.models import Pengguna
from tests.accounts.people import SANDI
from tests.factories import PenggunaFactory


def with_password(pengguna: Pengguna) -> Pengguna:
    pengguna.set_password(SANDI)
    pengguna.save()
    return pengguna


@pytest.fixture
def warga(db) -> Pengguna:
    return with_password(PenggunaFactory(nama="Sitti", email="sitti@uji.example"))


@pytest.fixture
def tanpa_surel(db) -> Pengguna:
    return with_password(PenggunaFactory(nama="Daeng", email=None, telepon="6281234567890"))


@pytest.fixture
def admin(warga) -> Pengguna:
    """An officer who has not set up a second factor yet."""
    warga.is_staff = True
    warga.save()
    return warga
