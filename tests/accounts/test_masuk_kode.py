"""Signing in with an e-mailed code, and making a new password."""

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.people import SANDI, SANDI_BARU, is_signed_in, last_code, last_link, sign_in


def ask(client, email: str = "sitti@uji.example", **extra: str):
    return client.post("/akun/masuk/kode/", {"email": email, **extra})


def test_a_code_signs_in_and_next_is_kept(client, warga):
    answer = ask(client, next="/kelola/kegiatan/")
    answer = client.post(answer.headers["Location"], {"code": last_code()})

    assert answer.headers["Location"] == "/kelola/kegiatan/"
    assert is_signed_in(client)


def test_unknown_addresses_are_answered_alike(client, warga):
    other = Client()
    known, unknown = ask(client), ask(other, "tidak@ada.example")

    assert known.headers["Location"] == unknown.headers["Location"]
    assert "Tidak ada akun" in mail.outbox[-1].subject
    assert "Jika <strong>tidak@ada.example</strong> terdaftar" in (
        other.get("/akun/masuk/kode/isi/").content.decode()
    )


def test_a_wrong_code_is_refused(client, warga):
    ask(client)
    answer = client.post("/akun/masuk/kode/isi/", {"code": "abc"})

    assert "tidak cocok" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_code_of_another_browser_does_not_fit(client, warga):
    ask(Client())
    foreign = last_code()
    ask(client)

    if foreign != last_code():
        client.post("/akun/masuk/kode/isi/", {"code": foreign})
    assert not is_signed_in(client)


@pytest.mark.parametrize("email", ["sitti@uji.example", "tidak@ada.example"])
def test_reset_never_tells_whether_an_account_exists(email, client, warga):
    answer = client.post("/akun/lupa/", {"email": email}, follow=True)

    assert answer.redirect_chain == [("/akun/lupa/terkirim/", 302)]
    assert "Jika alamat itu terdaftar" in answer.content.decode()
    assert mail.outbox[-1].to == [email]


def test_a_link_makes_a_new_password_once(client, warga):
    client.post("/akun/lupa/", {"email": warga.email})
    link = last_link()
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0]
    client.post(path, {"password1": SANDI_BARU, "password2": SANDI_BARU})

    assert sign_in(Client(), password=SANDI_BARU).status_code == 302
    assert "salah" in sign_in(Client(), password=SANDI).content.decode()
    assert "tidak berlaku lagi" in Client().get(link, follow=True).content.decode()


def test_two_different_passwords_are_told(client, warga):
    client.post("/akun/lupa/", {"email": warga.email})
    path = client.get(last_link(), follow=True).redirect_chain[-1][0]

    text = client.post(path, {"password1": SANDI_BARU, "password2": "x"}).content.decode()

    assert "id_password2_error" in text


def test_the_page_says_what_to_do_without_an_address(client, db):
    text = client.get("/akun/lupa/").content.decode()

    assert "kode pemulihan" in text
    assert "/akun/aktivasi/" in text
