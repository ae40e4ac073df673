"""Every photo test writes to stores of its own."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Point both stores into a fresh folder; setting STORAGES makes Django open them anew."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = dict(settings.STORAGES)
    return tmp_path
