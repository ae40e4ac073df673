"""Posts in each state, brought there through the real doors."""

import pytest

from kegiatan.models import Naskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from tests.factories import NaskahFactory
from tests.publishing import complete


@pytest.fixture
def draft(cast, kim) -> Naskah:
    """A draft by `cast.anggota`."""
    return NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota)


@pytest.fixture
def submitted(draft, cast) -> Naskah:
    return submit_kegiatan(complete(draft), by=cast.ketua)


@pytest.fixture
def media(settings, tmp_path):
    """Both stores in a fresh folder."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = dict(settings.STORAGES)
    return tmp_path


@pytest.fixture
def published(submitted) -> Naskah:
    return approve_kegiatan(submitted, by=SYSTEM)
