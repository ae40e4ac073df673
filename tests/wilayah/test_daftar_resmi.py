"""The shipped list is the official one."""

import io
from collections import Counter

import pytest
from django.core.management import call_command

from wilayah.models import Wilayah


@pytest.mark.django_db
def test_shipped_list_holds_every_region_of_indonesia():
    out = io.StringIO()

    call_command("muat_wilayah", stdout=out)

    assert (
        "38 provinsi, 416 kabupaten, 98 kota, 7.285 kecamatan, 83.762 desa/kelurahan"
        in out.getvalue()
    )
    jenis = Counter(Wilayah.objects.current().values_list("jenis", flat=True))
    assert jenis == {
        "provinsi": 38,
        "kabupaten": 416,
        "kota": 98,
        "kecamatan": 7_285,
        "desa": 75_252,
        "kelurahan": 8_496,
        "desa_adat": 14,
    }
    assert not Wilayah.objects.filter(lat=None).exists()
    assert Wilayah.objects.get(kode="91.71").zona == 9
