"""Signing in and out: who gets where, and what a wrong try is told."""

import re

import pytest
from django.test import Client

from tests.accounts.people import SANDI, sign_in


def test_a_member_lands_at_the_own_work(client, warga):
    assert sign_in(client).headers["Location"] == "/kelola/"


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
    assert sign_in(client, next=elsewhere).headers["Location"] == "/kelola/"


@pytest.mark.parametrize(
    ("login", "password"), [("sitti@uji.example", "x"), ("x@y.example", SANDI)]
)
def test_a_wrong_try_is_told_the_same_for_name_and_password(login, password, client, warga):
    answer = sign_in(client, login=login, password=password)

    assert answer.status_code == 200
    assert "Nama masuk atau kata sandi salah" in answer.content.decode()


def test_an_empty_field_is_named_beside_it(client, warga):
    text = sign_in(client, password="").content.decode()

    assert re.search(r'id="id_password"[^>]*aria-invalid="true"', text) or re.search(
        r'aria-invalid="true"[^>]*id="id_password"', text
    )


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
    assert client.get("/akun/saya.json").json() == {
        "nama": "Sitti",
        "admin": False,
        "url": "/kelola/",
    }


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


@pytest.mark.parametrize("written", ["081234567890", "+62 812-3456-7890", "6281234567890"])
def test_a_telephone_number_is_a_sign_in_name(written, client, tanpa_surel):
    answer = sign_in(client, login=written)

    assert answer.headers["Location"] == "/kelola/"


def test_an_unconfirmed_address_holds_up_nobody_who_came_by_telephone(client, tanpa_surel):
    tanpa_surel.email = "belum@uji.example"
    tanpa_surel.save()

    assert sign_in(client, login="081234567890").headers["Location"] == "/kelola/"
    assert sign_in(Client(), login="belum@uji.example").headers["Location"] == "/akun/surel/kode/"


def test_the_session_key_changes_at_sign_in(client, warga):
    client.get("/akun/masuk/")
    client.session["x"] = 1
    client.session.save()
    sign_in(client, login="tidak@ada.example")
    before = client.session.session_key
    sign_in(client)

    assert client.session.session_key != before


def test_csrf_tells_a_key_of_the_account_and_no_name(client, warga):
    anonymous = client.get("/akun/csrf.json")
    client.force_login(warga)
    first, second = client.get("/akun/csrf.json"), client.get("/akun/csrf.json")

    assert anonymous.json()["pengguna"] is None
    assert anonymous.json()["csrf"]
    assert first.json()["pengguna"] == second.json()["pengguna"]
    assert len(first.json()["pengguna"]) == 32
    assert "no-store" in first.headers["Cache-Control"]


def test_the_token_of_csrf_json_sends_a_form(warga):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/akun/csrf.json").json()["csrf"]

    answer = sign_in(client, csrfmiddlewaretoken=token)

    assert answer.status_code == 302


def test_the_sign_out_page_names_what_the_device_keeps(client, warga):
    client.force_login(warga)
    key = client.get("/akun/csrf.json").json()["pengguna"]

    assert f'data-hapus-simpanan="{key}"' in client.get("/akun/keluar/").content.decode()
