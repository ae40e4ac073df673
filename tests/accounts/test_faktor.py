"""The second factor: required of officers before the desk opens, open to everyone."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from komunitas.models import Keanggotaan
from tests.accounts.people import SANDI, is_signed_in, sign_in
from tests.factories import TOTP_SECRET, KeanggotaanFactory, PenggunaFactory


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def officer(db):
    """An officer with an application for codes."""
    pengguna = PenggunaFactory(nama="Admin", email="admin@uji.example", is_staff=True)
    pengguna.set_password(SANDI)
    pengguna.save()
    return pengguna


def reauthenticate(client) -> None:
    client.post("/akun/ulang/", {"password": SANDI})


def activate(client) -> None:
    """Set up the application for codes; its codes come from the session's secret."""
    reauthenticate(client)
    client.get("/akun/keamanan/aplikasi/")
    secret = client.session["mfa.totp.secret"]
    client.post("/akun/keamanan/aplikasi/", {"code": code_for(secret)})


def test_an_officer_without_a_second_factor_is_led_to_it(client, admin):
    sign_in(client)

    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/akun/keamanan/"
    assert "Nyalakan pengaman kedua" in answer.content.decode()


@pytest.mark.parametrize("path", ["/admin/komunitas/kim/", "/admin/kegiatan/naskah/"])
def test_no_page_of_the_desk_opens_without_it(path, client, admin):
    client.force_login(admin)

    assert client.get(path).status_code == 302
    assert client.post(path, {"action": "x"}).status_code == 302


def test_the_desk_opens_once_it_is_on(client, admin):
    sign_in(client)
    activate(client)

    assert Authenticator.objects.filter(user=admin, type="totp").exists()
    assert client.get("/admin/").status_code == 200


def test_in_a_demo_it_is_waived_and_the_desk_says_so(client, admin, settings):
    settings.KIM_DEMO = True
    client.force_login(admin)

    answer = client.get("/admin/")

    assert answer.status_code == 200
    assert "pengaman kedua tidak diminta" in answer.content.decode()


def test_the_waiver_is_not_said_where_it_does_not_hold(client, officer):
    client.force_login(officer)

    assert "pengaman kedua tidak diminta" not in client.get("/admin/").content.decode()


def test_a_password_alone_does_not_sign_in(client, officer):
    assert sign_in(client, officer.email).headers["Location"] == "/akun/masuk/faktor/"
    assert not is_signed_in(client)
    assert client.get("/admin/").status_code == 302


def test_password_and_code_sign_in(client, officer):
    sign_in(client, officer.email)

    answer = client.post("/akun/masuk/faktor/", {"code": code_for(TOTP_SECRET)})

    assert answer.headers["Location"] == "/admin/"


def test_next_is_kept_over_the_second_step(client, officer):
    sign_in(client, officer.email, next="/admin/komunitas/kim/")

    answer = client.post("/akun/masuk/faktor/", {"code": code_for(TOTP_SECRET)})

    assert answer.headers["Location"] == "/admin/komunitas/kim/"


def test_a_wrong_code_is_refused_and_guessing_is_stopped(client, officer):
    sign_in(client, officer.email)
    texts = [
        client.post("/akun/masuk/faktor/", {"code": "12345"}).content.decode() for _ in range(11)
    ]

    assert "Kode tidak cocok" in texts[0]
    assert "Terlalu banyak percobaan" in texts[-1]
    assert not is_signed_in(client)


def test_a_code_works_once(client, officer):
    code = code_for(TOTP_SECRET)
    sign_in(client, officer.email)
    client.post("/akun/masuk/faktor/", {"code": code})
    other = Client()
    sign_in(other, officer.email)
    other.post("/akun/masuk/faktor/", {"code": code})

    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_recovery_codes_come_with_it_and_work_once(client, warga):
    sign_in(client)
    activate(client)
    codes = Authenticator.objects.get(user=warga, type="recovery_codes").wrap().get_unused_codes()
    assert codes[0] in client.get("/akun/keamanan/cadangan/").content.decode()

    signed_in = []
    for _ in range(2):
        other = Client()
        sign_in(other)
        other.post("/akun/masuk/faktor/", {"code": codes[0]})
        signed_in.append(is_signed_in(other))

    assert signed_in == [True, False]


def test_it_can_be_taken_off_after_the_password(client, warga):
    sign_in(client)
    activate(client)
    assert client.get("/akun/keamanan/aplikasi/lepas/").status_code == 200
    client.post("/akun/keamanan/aplikasi/lepas/")

    assert not Authenticator.objects.filter(user=warga, type="totp").exists()


def test_a_stranger_cannot_turn_it_on(client, db):
    assert client.get("/akun/keamanan/aplikasi/").status_code == 302
    assert not Authenticator.objects.exists()


BROKEN_KEYS = (
    *("", "{}", "[]", "null", '{"response": 1}', '{"id": 1}', '{"rawId": "AA"}'),
    *('{"rawId": "AA", "response": {}}', "x" * 5000, "9" * 5000, "[" * 50_000),
)


@pytest.mark.parametrize("sent", BROKEN_KEYS, ids=range(len(BROKEN_KEYS)))
def test_a_broken_passkey_signs_nobody_in(sent, client, warga):
    answer = client.post("/akun/masuk/kunci/", {"credential": sent})

    assert (answer.status_code, answer.url) == (302, "/akun/masuk/")
    assert not is_signed_in(client)


@pytest.mark.parametrize("sent", BROKEN_KEYS, ids=range(len(BROKEN_KEYS)))
def test_a_broken_passkey_proves_and_adds_nothing(sent, client, warga):
    sign_in(client)
    reauthenticate(client)

    again = client.post("/akun/ulang/kunci/", {"credential": sent})
    new = client.post("/akun/keamanan/kunci/baru/", {"name": "HP", "credential": sent})

    assert (again.status_code, new.status_code) == (302, 200)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("sent", BROKEN_KEYS, ids=range(len(BROKEN_KEYS)))
def test_a_broken_passkey_is_no_second_factor(sent, client, warga):
    Authenticator.objects.create(user=warga, type="totp", data={"secret": TOTP_SECRET})
    sign_in(client)

    answer = client.post("/akun/masuk/faktor/", {"credential": sent})

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_keys_of_others_are_not_there(client, warga, officer):
    row = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "x"})
    sign_in(client)
    reauthenticate(client)

    for tail in ("", "hapus/"):
        assert client.get(f"/akun/keamanan/kunci/{row.pk}/{tail}").status_code == 404


def test_an_address_replaced_by_a_superuser_is_no_way_in(client, warga):
    root = PenggunaFactory(is_staff=True, is_superuser=True)
    client.force_login(root)
    form = {"nama": "Sitti", "email": "Baru@Uji.Example", "telepon": "0812-1111-1111"}
    client.post(f"/admin/accounts/pengguna/{warga.pk}/change/", form | {"is_active": "on"})

    warga.refresh_from_db()
    assert (warga.email, warga.telepon) == ("baru@uji.example", "6281211111111")
    assert "salah" in sign_in(Client(), "sitti@uji.example").content.decode()
    assert sign_in(Client(), "081211111111").headers["Location"] == "/kelola/"


def test_an_officer_without_a_second_factor_is_none_outside_the_desk_either(client, cast, kim):
    place = KeanggotaanFactory(kim=kim, nama="Daeng Ngalle")
    addresses = [
        f"/kelola/kim/{kim.pk}/anggota/{place.pk}/akun/",
        f"/kelola/kim/{kim.pk}/serah-terima/",
    ]
    Keanggotaan.objects.filter(kim=kim, jabatan="ketua").update(pengguna=None)
    client.force_login(cast.admin_makassar)
    assert [client.get(address).status_code for address in addresses] == [200, 200]

    Authenticator.objects.filter(user=cast.admin_makassar).delete()

    assert [client.get(address).status_code for address in addresses] == [403, 403]
