"""Signing in with Google exists only where it is configured."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import RequestFactory

from kimportal.accounts.models import Pengguna
from kimportal.accounts.personal import export_person

CLIENT = {"client_id": "portal-uji", "secret": "rahasia"}


@pytest.fixture
def google(settings):
    settings.KIM_GOOGLE_ID = CLIENT["client_id"]
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [CLIENT], "SCOPE": ["email"]}}
    settings.ROOT_URLCONF = "tests.accounts.urls_google"


@pytest.mark.parametrize("path", ["/akun/masuk/", "/akun/daftar/"])
def test_it_is_not_offered_by_itself(path, client, db):
    assert "Google" not in client.get(path).content.decode()
    assert client.get("/akun/google/masuk/").status_code == 404


@pytest.mark.parametrize("path", ["/akun/masuk/", "/akun/daftar/"])
def test_it_is_offered_once_configured(path, google, client, db):
    assert "/akun/google/masuk/" in client.get(path).content.decode()


def test_the_button_leads_to_google(google, client, db):
    answer = client.post("/akun/google/masuk/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("https://accounts.google.com/")
    assert "portal-uji" in answer.headers["Location"]
    assert "%2Fakun%2Fgoogle%2Fkembali%2F" in answer.headers["Location"]


def test_a_look_alone_leads_nowhere(google, client, db):
    assert client.get("/akun/google/masuk/").status_code == 200


def test_a_made_up_answer_of_google_signs_nobody_in(google, client, db):
    answer = client.get("/akun/google/kembali/?code=x&state=palsu", follow=True)

    assert "tidak berhasil" in answer.content.decode()
    assert client.get("/akun/saya.json").json() == {"nama": None}


def come_from_google(client, email: str) -> None:
    """Leave the browser where allauth leaves it after a right answer of Google."""
    account = SocialAccount(provider="google", uid="1234", extra_data={"name": "Andi Google"})
    address = {"email": email, "verified": True, "primary": True}
    login = SocialLogin(
        user=Pengguna(email=email),
        account=account,
        email_addresses=[EmailAddress(**address)],
        provider=get_adapter().get_provider(RequestFactory().get("/"), "google"),
    )
    login.state = {"process": "login"}
    client.get("/akun/masuk/")
    session = client.session
    session["socialaccount_sociallogin"] = login.serialize()
    session.save()


def test_who_comes_from_google_is_asked_for_consent_and_age(google, client, db):
    come_from_google(client, "andi@gmail.example")
    page = client.get("/akun/google/daftar/").content.decode()
    assert 'value="Andi Google"' in page

    form = {"nama": "Andi Google", "email": "andi@gmail.example"}
    assert "Centang ini" in client.post("/akun/google/daftar/", form).content.decode()
    answer = client.post("/akun/google/daftar/", form | {"dewasa": "on", "setuju": "on"})

    assert answer.headers["Location"] == "/kelola/"
    pengguna = Pengguna.objects.get(email="andi@gmail.example")
    assert (pengguna.nama, pengguna.daftar_persetujuan.count()) == ("Andi Google", 1)
    assert "1234" in str(export_person(pengguna))


def test_google_does_not_take_over_an_account_with_the_same_address(google, client, warga):
    come_from_google(client, warga.email)
    form = {"nama": "x", "email": warga.email, "dewasa": "on", "setuju": "on"}

    client.post("/akun/google/daftar/", form)

    assert client.get("/akun/saya.json").json() == {"nama": None}
    assert not SocialAccount.objects.exists()
