"""Releasing: alone inside one kabupaten/kota, by a second admin beyond; what comes after."""

import pytest

from diseminasi import release
from diseminasi.models import Ralat
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import NotAllowed, TransitionError
from tests.diseminasi.messages import BENTUK, DESK, released, write_info
from tests.factories import PenggunaFactory, PenugasanFactory


@pytest.fixture
def second(cast):
    """Another admin of Sulawesi Selatan."""
    person = PenggunaFactory(nama="Admin Sulsel kedua", is_staff=True)
    PenugasanFactory(pengguna=person, wilayah_id="73")
    return person


def decide(client, info, verb, **typed):
    return client.post(f"{DESK}{info.pk}/putuskan/", {"keputusan": verb} | typed)


def test_inside_one_city_the_writer_releases_alone(client, cast):
    info = write_info(cast.admin_makassar, "73.71", "73.71.01", "73.71.02")
    client.force_login(cast.admin_makassar)

    client.post(f"{DESK}{info.pk}/kirim/")

    info.refresh_from_db()
    assert (info.status, info.perilis) == ("released", cast.admin_makassar)


def test_beyond_one_kabupaten_a_second_admin_releases(client, cast, second):
    info = write_info(cast.admin_sulsel, "73", "73.71", "73.06")
    client.force_login(cast.admin_sulsel)
    client.post(f"{DESK}{info.pk}/kirim/")
    info.refresh_from_db()
    assert info.status == "submitted"
    assert decide(client, info, "release_info").status_code == 403

    assert Pemberitahuan.objects.filter(pengguna=second, judul__contains="menunggu rilis").exists()
    client.force_login(second)
    decide(client, info, "release_info")

    info.refresh_from_db()
    assert (info.status, info.perilis) == ("released", second)
    assert Pemberitahuan.objects.filter(pengguna=cast.admin_sulsel).exists()


def test_neither_who_wrote_nor_who_sent_it_releases(cast, second):
    info = write_info(cast.admin_sulsel, "73")
    info = release.submit_info(info, by=second)

    for person in (cast.admin_sulsel, second):
        with pytest.raises(NotAllowed):
            release.release_info(info, by=person)
    assert release.release_info(info, by=cast.pusat).status == "released"


def test_the_neighbour_and_the_city_do_not_release_for_the_province(client, cast):
    info = release.submit_info(write_info(cast.admin_sulsel, "73"), by=cast.admin_sulsel)

    for person in (cast.admin_gowa, cast.admin_makassar, cast.admin_papua, cast.pemantau_mariso):
        client.force_login(person)
        assert decide(client, info, "release_info").status_code == 404
        with pytest.raises(NotAllowed):
            release.release_info(info, by=person)


def test_given_back_with_a_note_it_is_mended_and_sent_again(client, cast, second):
    info = release.submit_info(write_info(cast.admin_sulsel, "73"), by=cast.admin_sulsel)
    client.force_login(second)
    assert "Tuliskan alasannya" in decide(client, info, "return_info").content.decode()

    decide(client, info, "return_info", alasan="Tambahkan jadwal.")

    client.force_login(cast.admin_sulsel)
    assert "Tambahkan jadwal." in client.get(f"{DESK}{info.pk}/ubah/").content.decode()
    client.post(f"{DESK}{info.pk}/ubah/", BENTUK)
    assert client.post(f"{DESK}{info.pk}/kirim/").status_code == 302
    info.refresh_from_db()
    assert (info.status, info.catatan) == ("submitted", "")


def test_what_is_released_is_not_edited_but_corrected(client, cast):
    info = released(cast.admin_makassar, "73.71")
    client.force_login(cast.admin_makassar)
    assert client.get(f"{DESK}{info.pk}/ubah/").status_code == 403

    client.post(
        f"{DESK}{info.pk}/ralat/",
        BENTUK | {"isi": "Vaksin mulai Senin.", "penjelasan": "Harinya keliru."},
    )

    info.refresh_from_db()
    ralat = Ralat.objects.get()
    assert (info.status, info.isi) == ("corrected", "Vaksin mulai Senin.")
    assert ralat.sebelum == {"isi": BENTUK["isi"]}
    assert CatatanAudit.objects.filter(verb="correct_info", reason="Harinya keliru.").exists()


def test_a_neighbour_corrects_and_withdraws_nothing(client, cast):
    info = released(cast.admin_makassar, "73.71")
    client.force_login(cast.admin_gowa)

    assert client.get(f"{DESK}{info.pk}/ralat/").status_code == 404
    assert decide(client, info, "withdraw_info", alasan="X").status_code == 404
    with pytest.raises(NotAllowed):
        release.withdraw_info(info, by=cast.admin_gowa, reason="X")


def test_withdrawn_twice_is_refused(cast):
    info = released(cast.admin_makassar, "73.71")
    release.withdraw_info(info, by=cast.admin_makassar, reason="Program batal.")

    with pytest.raises(TransitionError, match="ditarik"):
        release.withdraw_info(info, by=cast.admin_makassar, reason="Lagi.")


def test_the_portal_itself_may_release(cast):
    info = release.submit_info(write_info(cast.pusat, None), by=SYSTEM)

    assert release.release_info(info, by=SYSTEM).perilis is None
