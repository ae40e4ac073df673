"""The own account: looking at it, changing it, and who is kept out."""

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.people import SANDI, SANDI_BARU, is_signed_in, last_code, sign_in
from tests.factories import KeanggotaanFactory, PenggunaFactory


@pytest.fixture
def masuk(client, warga):
    """A browser in which Sitti has signed in and just typed her password again."""
    sign_in(client)
    client.post("/akun/ulang/", {"password": SANDI, "next": "/akun/"})
    return client


def text_of(answer) -> str:
    return answer.content.decode()


OWN = [
    "/akun/",
    "/akun/nama/",
    "/akun/surel/",
    "/akun/telepon/",
    "/akun/sandi/",
    "/akun/sesi/",
    "/akun/persetujuan/",
    "/akun/keamanan/",
    "/akun/keamanan/aplikasi/",
    "/akun/keamanan/kunci/",
    "/akun/keamanan/kunci/baru/",
    "/akun/keamanan/cadangan/",
    "/akun/ulang/",
]


@pytest.mark.parametrize("path", OWN)
def test_strangers_are_led_to_sign_in(path, client, db):
    assert client.get(path).headers["Location"] == f"/akun/masuk/?next={path}"


@pytest.mark.parametrize("path", [p for p in OWN if "cadangan" not in p])
def test_each_page_opens_and_no_cache_keeps_it(path, masuk):
    answer = masuk.get(path)

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in text_of(answer)


@pytest.mark.parametrize("path", ["/akun/surel/", "/akun/telepon/", "/akun/keamanan/aplikasi/"])
def test_what_is_sensitive_asks_for_the_password_again(path, client, warga):
    sign_in(client)

    answer = client.get(path)
    assert answer.headers["Location"] == f"/akun/ulang/?next={path.replace('/', '%2F')}"

    wrong = client.post(answer.headers["Location"], {"password": "x"})
    assert "tidak cocok" in text_of(wrong)

    right = client.post(answer.headers["Location"], {"password": SANDI})
    assert right.headers["Location"] == path


def test_the_name_is_changed(masuk, warga):
    masuk.post("/akun/nama/", {"nama": "  Sitti   Aminah "})

    warga.refresh_from_db()
    assert warga.nama == "Sitti Aminah"


def test_an_empty_name_is_refused(masuk):
    assert "Wajib diisi" in text_of(masuk.post("/akun/nama/", {"nama": " "}))


def test_a_telephone_number_is_kept_in_one_form(masuk, warga):
    masuk.post("/akun/telepon/", {"telepon": "0812-3456 7890"})

    warga.refresh_from_db()
    assert warga.telepon == "6281234567890"
    assert "0812 3456 7890" in text_of(masuk.get("/akun/"))


@pytest.mark.parametrize("typed", ["123", "+1 202 555 0101", "bukan nomor", "0" * 31])
def test_what_is_no_number_is_told_and_comes_back(typed, masuk):
    text = text_of(masuk.post("/akun/telepon/", {"telepon": typed}))

    assert "id_telepon_error" in text
    assert f'value="{typed}"' in text


def test_the_number_of_another_is_refused(masuk, tanpa_surel, warga):
    text = text_of(masuk.post("/akun/telepon/", {"telepon": "081234567890"}))

    assert "tidak dapat dipakai" in text
    warga.refresh_from_db()
    assert warga.telepon is None


def test_the_only_sign_in_name_cannot_be_removed(client, tanpa_surel):
    sign_in(client, "081234567890")
    client.post("/akun/ulang/", {"password": SANDI})

    assert "Wajib diisi" in text_of(client.post("/akun/telepon/", {"telepon": ""}))


def test_numbers_are_not_looked_up_one_after_the_other(masuk):
    answers = [
        masuk.post("/akun/telepon/", {"telepon": f"08123456{n:04d}"}).status_code for n in range(11)
    ]

    assert answers[-1] == 429


def test_a_new_address_counts_after_its_code(masuk, warga):
    masuk.post("/akun/surel/", {"email": "baru@uji.example", "action_add": "1"})
    warga.refresh_from_db()
    assert warga.email == "sitti@uji.example"

    masuk.post("/akun/surel/kode/", {"code": last_code()})

    warga.refresh_from_db()
    assert warga.email == "baru@uji.example"
    assert any(m.to == ["sitti@uji.example"] and "diganti" in m.subject for m in mail.outbox)


def test_a_person_without_address_may_add_one(client, tanpa_surel):
    sign_in(client, "081234567890")
    client.post("/akun/ulang/", {"password": SANDI})
    client.post("/akun/surel/", {"email": "daeng@uji.example", "action_add": "1"})
    client.post("/akun/surel/kode/", {"code": last_code()})

    assert sign_in(Client(), "daeng@uji.example").headers["Location"] == "/kelola/"


def test_the_address_of_another_is_not_betrayed(masuk, warga):
    PenggunaFactory(email="lain@uji.example")

    answer = masuk.post("/akun/surel/", {"email": "lain@uji.example", "action_add": "1"})

    assert answer.headers["Location"] == "/akun/surel/kode/"
    masuk.post("/akun/surel/kode/", {"code": last_code()})
    warga.refresh_from_db()
    assert warga.email == "sitti@uji.example"


def test_the_confirmed_address_cannot_be_removed(masuk, warga):
    masuk.post("/akun/surel/", {"email": warga.email, "action_remove": "1"})

    warga.refresh_from_db()
    assert warga.email == "sitti@uji.example"


def test_a_new_password_ends_other_sign_ins(masuk, warga):
    other = Client()
    sign_in(other)
    form = {"oldpassword": SANDI, "password1": SANDI_BARU, "password2": SANDI_BARU}

    assert masuk.post("/akun/sandi/", form).headers["Location"] == "/akun/"

    assert is_signed_in(masuk)
    assert not is_signed_in(other)


def test_the_old_password_is_asked_for(masuk):
    form = {"oldpassword": "x", "password1": SANDI_BARU, "password2": SANDI_BARU}

    assert "tidak cocok" in text_of(masuk.post("/akun/sandi/", form))


def test_other_devices_are_listed_and_signed_out(masuk):
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile")
    sign_in(phone)
    assert "Chrome di Android" in text_of(masuk.get("/akun/sesi/"))

    masuk.post("/akun/sesi/")

    assert is_signed_in(masuk)
    assert not is_signed_in(phone)


def test_devices_are_listed_by_the_clock_of_the_reader_s_kim(masuk, warga, kim):
    assert "WIB" in text_of(masuk.get("/akun/sesi/"))

    KeanggotaanFactory(kim=kim, pengguna=warga)

    shown = text_of(masuk.get("/akun/sesi/"))
    assert "WITA" in shown
    assert "WIB" not in shown


def test_nobody_signs_out_somebody_else(masuk, tanpa_surel):
    other = Client()
    sign_in(other, "081234567890")
    masuk.post("/akun/sesi/")

    assert is_signed_in(other)


def test_consent_is_asked_for_where_it_is_missing(masuk, warga):
    assert "belum tercatat" in text_of(masuk.get("/akun/"))
    masuk.post("/akun/persetujuan/", {"dewasa": "on", "setuju": "on"})

    assert warga.daftar_persetujuan.count() == 1
    assert "belum tercatat" not in text_of(masuk.get("/akun/"))


def test_a_name_cannot_carry_a_script(masuk):
    masuk.post("/akun/nama/", {"nama": "<img src=x onerror=alert(1)>"})

    assert "<img src=x" not in text_of(masuk.get("/akun/"))


def test_allauths_own_addresses_do_not_exist(client, db):
    for path in (
        "/akun/login/",
        "/akun/signup/",
        "/akun/social/",
        "/akun/google/",
        "/akun/3rdparty/",
    ):
        assert client.get(path).status_code == 404, path
