"""Signing in, failing to, signing out, second factors: a log line each, and nobody's name in it."""

import json
import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from kimportal.settings.logs import logging as log_settings
from kimportal.telemetry.logs import JsonLine
from tests.accounts.people import SANDI, SANDI_BARU, last_code, sign_in
from tests.accounts.test_faktor import activate, code_for
from tests.factories import TOTP_SECRET, PenggunaFactory


@pytest.fixture
def told():
    """Return the lines about accounts, as production writes them when KIM_LOG is ERROR."""
    stream, root = StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(stream), root.level
    handler.setFormatter(JsonLine())
    root.addHandler(handler)
    root.setLevel(logging.ERROR)
    yield lambda: [
        {name: line[name] for name in ("level", "message", "account", "way") if name in line}
        for line in map(json.loads, stream.getvalue().splitlines())
        if line["logger"] == "kimportal.accounts.events"
    ]
    root.removeHandler(handler)
    root.setLevel(before)


def line(message, account=None, way="", level="INFO"):
    named = {"account": account} if account else {}
    return {"level": level, "message": message} | named | ({"way": way} if way else {})


@pytest.fixture
def officer(db):
    pengguna = PenggunaFactory(nama="Admin", email="admin@uji.example", is_staff=True)
    pengguna.set_password(SANDI)
    pengguna.save()
    return pengguna


def test_they_are_written_however_little_is_asked_for():
    assert log_settings("ERROR", is_json=True)["loggers"]["kimportal.accounts.events"] == {
        "level": "INFO"
    }
    assert settings.LOGGING["loggers"]["kimportal.accounts.events"] == {"level": "INFO"}


def test_coming_and_going(client, warga, told):
    sign_in(client)
    client.post("/akun/keluar/")

    assert told() == [line("Signed in", warga.pk, "password"), line("Signed out", warga.pk)]


def test_a_wrong_password_names_the_account_by_its_number(client, warga, told):
    sign_in(client, password="salah-sekali-2026")

    assert told() == [line("Sign-in failed", warga.pk, "password", "WARNING")]


def test_a_name_that_is_nobody_s_is_not_repeated(client, warga, told):
    sign_in(client, login="Budi@Lain.example", password="salah-sekali-2026")

    assert told() == [line("Sign-in failed", None, "password", "WARNING")]


def test_a_spent_budget_is_written_down(client, warga, told):
    for _ in range(11):
        sign_in(client, password="salah-sekali-2026")

    assert told()[-1] == line("Too many tries", None, "akun", "WARNING")


def test_a_second_factor_at_signing_in(client, officer, told):
    sign_in(client, officer.email)
    client.post("/akun/masuk/faktor/", {"code": "123"})
    client.post("/akun/masuk/faktor/", {"code": code_for(TOTP_SECRET)})

    assert told() == [
        line("Wrong second factor", officer.pk, "totp", "WARNING"),
        line("Second factor given", officer.pk, "totp"),
        line("Signed in", officer.pk, "password+mfa"),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_put_on_and_taken_off(client, admin, told):
    sign_in(client)
    activate(client)
    client.post("/akun/keamanan/aplikasi/lepas/")

    messages = [one["message"] for one in told()]
    assert "Second factor added" in messages
    assert "Second factor removed" in messages


def test_signing_in_by_a_mailed_code_and_a_wrong_one(client, warga, told):
    client.post("/akun/masuk/kode/", {"email": warga.email})
    client.post("/akun/masuk/kode/isi/", {"code": "000000"})
    client.post("/akun/masuk/kode/isi/", {"code": last_code()})

    assert told() == [
        line("Wrong code for signing in", warga.pk, level="WARNING"),
        line("Signed in", warga.pk, "code"),
    ]


def test_a_new_password(client, warga, told):
    sign_in(client)
    data = {"oldpassword": SANDI, "password1": SANDI_BARU, "password2": SANDI_BARU}
    client.post("/akun/sandi/", data)

    assert line("Password changed", warga.pk) in told()


def test_no_line_says_who_it_was(warga, told):
    client = Client(REMOTE_ADDR="203.0.113.7")
    sign_in(client, password="salah-sekali-2026")
    sign_in(client)
    client.post("/akun/keluar/")

    written = json.dumps(told())
    assert len(told()) == 3
    for secret in ("sitti", "Sitti", "uji.example", "203.0.113.7", SANDI, "salah"):
        assert secret not in written
