"""Merging two KIM and moving one: what goes where, and who may."""

import pytest

from komunitas.models import Keanggotaan, Kim
from tests.factories import KeanggotaanFactory, KimFactory
from tests.publishing import publish

REASON = {"alasan": "Tercatat dua kali."}


@pytest.fixture
def double(cast, kim):
    """A second KIM of the same village, with a ketua and a post."""
    other = KimFactory(verified=True, nama="KIM Mariso Bersatu Jaya", slug="kim-mariso-ganda")
    KeanggotaanFactory(kim=other, nama="Ketua ganda", jabatan="ketua")
    publish(other, judul="Kabar dari yang ganda")
    return other


def url(kim, verb):
    return f"/admin/komunitas/kim/{kim.pk}/{verb}/"


def test_everything_moves_and_old_address_and_number_lead_there(client, cast, kim, double):
    client.force_login(cast.admin_makassar)
    data = REASON | {"nomor": kim.nomor}

    page = client.post(url(double, "gabung"), data).content.decode()
    assert "Yang akan terjadi" in page
    assert Kim.objects.get(pk=double.pk).status == "verified"
    client.post(url(double, "gabung"), data | {"pasti": "on"})

    double.refresh_from_db()
    assert (double.status, double.digabung_ke) == ("merged", kim)
    assert Keanggotaan.objects.get(nama="Ketua ganda").kim == kim
    assert Keanggotaan.objects.get(nama="Ketua ganda").jabatan == "anggota"
    answer = client.get("/kim/kim-mariso-ganda/kabar/")
    assert (answer.status_code, answer["Location"]) == (301, f"/kim/{kim.slug}/kabar/")
    assert "Kabar dari yang ganda" in client.get(f"/kim/{kim.slug}/kabar/").content.decode()
    assert kim.nama in client.get(f"/kim/?q={double.nomor}").content.decode()


def test_the_page_shows_sk_and_doubles_and_leads_to_merging(client, cast, kim, double):
    client.force_login(cast.admin_makassar)

    page = client.get(f"/admin/komunitas/kim/{double.pk}/change/").content.decode()

    assert "Belum ber-SK" in page
    assert f"?ke={kim.nomor}" in page


def test_a_kim_of_another_region_is_not_merged_with(client, cast, other_kim, double):
    client.force_login(cast.admin_makassar)

    answer = client.post(url(double, "gabung"), REASON | {"nomor": other_kim.nomor})

    assert "Tidak ada KIM dengan nomor itu" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "code"),
    [("admin_gowa", 404), ("pemantau_mariso", 403), ("admin_anggota", 403), ("ketua", 302)],
)
@pytest.mark.parametrize("verb", ["gabung", "pindah"])
def test_who_may_not(verb, name, code, client, cast, kim):
    client.force_login(getattr(cast, name))

    assert client.get(url(kim, verb)).status_code in (code, 403 if code == 302 else code)


def test_a_move_keeps_the_number_and_stays_within_the_region(client, cast, kim):
    client.force_login(cast.admin_makassar)
    before = kim.nomor
    beyond = client.post(url(kim, "pindah"), REASON | {"wilayah": "73.06.02.2002"})
    assert "di luar wilayah Anda" in beyond.content.decode()

    client.post(url(kim, "pindah"), REASON | {"wilayah": "73.71.02.1002"})
    kim.refresh_from_db()
    assert (kim.wilayah_id, kim.nomor) == ("73.71.02.1002", before)

    client.force_login(cast.admin_sulsel)
    client.post(url(kim, "pindah"), REASON | {"wilayah": "73.06.02.2002"})
    kim.refresh_from_db()
    assert kim.wilayah_id == "73.06.02.2002"
