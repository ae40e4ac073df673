"""The text at /privasi/ changed: who agreed to the old one is asked again and kept from nothing."""

import pytest

from kimportal.accounts import consent
from kimportal.accounts.models import Persetujuan
from tests.accounts.people import sign_in

ASKED = "Teks privasi yang sekarang belum Anda setujui"


@pytest.fixture
def setuju_lama(warga):
    return Persetujuan.objects.create(pengguna=warga, versi="2026-11", dewasa=True)


def test_who_agreed_to_the_old_text_is_asked_once_signed_in(client, setuju_lama):
    sign_in(client)

    assert ASKED in client.get("/kelola/").content.decode()


def test_the_page_says_what_is_new_and_until_when_the_old_held(client, setuju_lama):
    sign_in(client)
    text = client.get("/akun/persetujuan/").content.decode()

    assert "berubah sejak Anda menyetujuinya" in text
    assert consent.YANG_BARU[0] in text


def test_the_answer_ends_the_question_and_keeps_the_old_consent(client, warga, setuju_lama):
    sign_in(client)
    client.post("/akun/persetujuan/", {"dewasa": "on", "setuju": "on"})

    assert ASKED not in client.get("/kelola/").content.decode()
    assert consent.current_consent(warga).versi == consent.VERSI
    assert warga.daftar_persetujuan.filter(withdrawn_at=None).count() == 2


def test_nobody_is_kept_from_work_by_the_question(client, setuju_lama):
    sign_in(client)

    assert client.get("/kelola/kegiatan/").status_code == 200


def test_who_agreed_to_this_text_is_not_asked(client, warga):
    consent.give_consent(by=warga)
    sign_in(client)

    assert ASKED not in client.get("/kelola/").content.decode()
