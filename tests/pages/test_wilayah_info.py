"""What a region's page tells its people: messages for them, and rumours that go round there."""

import datetime

import pytest
from django.utils import timezone

from diseminasi.release import withdraw_info
from kimportal.audit.models import SYSTEM
from tests.diseminasi.messages import released
from tests.hoaks.rumours import decided

VILLAGE = "/wilayah/73.71.01.1006/"


def read(client, path=VILLAGE):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        (VILLAGE, {"Untuk desa", "Untuk kota", "Untuk semua"}),
        ("/wilayah/73.71/", {"Untuk kota", "Untuk semua"}),
        ("/wilayah/73.06/", {"Untuk semua"}),
        ("/wilayah/91/", {"Untuk semua"}),
    ],
)
def test_messages_are_told_to_those_whom_they_concern(path, seen, client, cast):
    released(cast.admin_makassar, "73.71.01.1006", judul="Untuk desa")
    released(cast.admin_makassar, "73.71", judul="Untuk kota")
    released(cast.pusat, None, judul="Untuk semua")

    page = read(client, path)

    assert {title for title in ("Untuk desa", "Untuk kota", "Untuk semua") if title in page} == seen


def test_what_is_withdrawn_or_over_is_told_no_more(client, cast):
    withdrawn = released(cast.admin_makassar, "73.71", judul="Pesan ditarik")
    over = released(cast.admin_makassar, "73.71", judul="Pesan lewat")
    withdraw_info(withdrawn, by=cast.admin_makassar, reason="Tanggalnya salah.")
    over.berlaku_sampai = timezone.localdate() - datetime.timedelta(days=1)
    over.save()

    page = read(client)

    assert "Pesan ditarik" not in page
    assert "Pesan lewat" not in page
    assert "Info untuk warga" not in page


def test_rumours_of_the_region_and_around_it_stand_there(client, regions):
    decided(SYSTEM, kode="73.71", klaim="Isu di kota")
    decided(SYSTEM, kode="91", klaim="Isu di Papua")

    page = read(client)

    assert "Isu di kota" in page
    assert "Isu di Papua" not in page
    assert "Isu yang beredar" not in read(client, "/wilayah/73.06/")
