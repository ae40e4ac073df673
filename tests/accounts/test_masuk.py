"""Signing in and out: who gets where, and what a wrong try is told."""

import re

import pytest
from django.test import Client

from tests.factories import PenggunaFactory

SANDI = "rahasia-Mariso-2026"


@pytest.fixture
def warga(db):
    pengguna = PenggunaFactory(nama="Sitti", email="sitti@uji.example")
    pengguna.set_password(SANDI)
    pengguna.save()
    return pengguna


@pytest.fixture
def admin(warga):
    warga.is_staff = True
    warga.save()
    return warga


def sign_in(client, login: str = "sitti@uji.example", password: str = SANDI, **extra: str):
    return client.post("/akun/masuk/", {"login": login, "password": password, **extra})


def test_a_resident_lands_on_the_portal(client, warga):
    assert sign_in(client).headers["Location"] == "/"


def test_an_officer_lands_at_the_desk(client, admin):
    assert sign_in(client).headers["Location"] == "/admin/"


def test_the_address_may_be_written_in_capitals(client, warga):
    assert sign_in(client, login="Sitti@Uji.Example").status_code == 302


def test_next_is_kept(client, warga):
    form = client.get("/akun/masuk/?next=/kim/").content.decode()

    assert '<input type="hidden" name="next" value="/kim/">' in form
    assert sign_in(client, next="/kim/").headers["Location"] == "/kim/"


@pytest.mark.parametrize("elsewhere", ["https://jahat.example/", "//jahat.example", "javascript:x"])
def test_next_leads_nowhere_else(elsewhere, client, warga):
    assert sign_in(client, next=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("login", "password"), [("sitti@uji.example", "x"), ("x@y.example", SANDI)]
)
def test_a_wrong_try_is_told_the_same_for_name_and_password(login, password, client, warga):
    answer = sign_in(client, login=login, password=password)

    assert answer.status_code == 200
    assert "Alamat surel atau kata sandi salah" in answer.content.decode()


def test_an_empty_field_is_named_beside_it(client, warga):
    text = sign_in(client, password="").content.decode()

    assert re.search(r'id="id_password"[^>]*aria-invalid="true"', text) or re.search(
        r'aria-invalid="true"[^>]*id="id_password"', text
    )


def test_guessing_is_slowed_for_the_account_only(client, warga):
    PenggunaFactory(email="tetangga@uji.example")
    for _ in range(10):
        sign_in(client, password="x")

    assert "Terlalu banyak percobaan" in sign_in(client).content.decode()
    assert "kata sandi salah" in sign_in(client, login="tetangga@uji.example").content.decode()


def test_a_village_behind_one_address_can_sign_in(client, warga):
    answers = [sign_in(Client()).status_code for _ in range(60)]

    assert answers == [302] * 60


def test_an_inactive_account_is_told_so(client, warga):
    warga.is_active = False
    warga.save()

    answer = client.post(
        "/akun/masuk/", {"login": warga.email, "password": SANDI}, follow=True
    ).content.decode()

    assert "dinonaktifkan" in answer


def test_the_form_is_kept_by_nobody(client, db):
    answer = client.get("/akun/masuk/")

    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_signing_out_asks_first(client, warga):
    client.force_login(warga)

    assert "Keluar dari akun?" in client.get("/akun/keluar/").content.decode()
    assert client.post("/akun/keluar/").headers["Location"] == "/"
    assert client.get("/akun/saya.json").json() == {"nama": None}


def test_saya_tells_the_name_and_sets_no_cookie(client, warga):
    anonymous = client.get("/akun/saya.json")
    assert anonymous.json() == {"nama": None}
    assert not anonymous.cookies

    client.force_login(warga)
    assert client.get("/akun/saya.json").json()["nama"] == "Sitti"


@pytest.mark.parametrize("path", ["/akun/daftar/", "/akun/sandi/"])
def test_addresses_of_later_say_whom_to_ask(path, client, db):
    assert "Admin Diskominfo" in client.get(path).content.decode()


def test_the_admin_sends_strangers_to_our_sign_in(client, db):
    answer = client.get("/admin/komunitas/kim/", follow=True)

    assert answer.redirect_chain[-1][0] == "/akun/masuk/?next=/admin/komunitas/kim/"


def test_the_admin_refuses_who_is_no_officer(client, warga):
    client.force_login(warga)

    answer = client.get("/admin/", follow=True)

    assert answer.status_code == 403
    assert "tidak diizinkan" in answer.content.decode()


def test_an_expired_form_is_explained(warga):
    answer = sign_in(Client(enforce_csrf_checks=True))

    assert answer.status_code == 403
    assert "kedaluwarsa" in answer.content.decode()
