"""A portal with something to give away: two KIM with points, bidang and posts."""

import pytest

from komunitas.models import Bidang
from tests.publishing import publish


@pytest.fixture
def content(kim, other_kim):
    """Posts of two KIM in two kabupaten/kota."""
    for community in (kim, other_kim):
        community.bidang.add(Bidang.objects.get(slug="perikanan"))
        for jenis in ("berita", "agenda", "produk"):
            publish(community, wilayah_id=community.wilayah_id, bidang="perikanan", jenis=jenis)
