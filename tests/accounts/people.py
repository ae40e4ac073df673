"""Signing in and reading letters, as the tests of the accounts do."""

import re

from django.core import mail

SANDI = "rahasia-Mariso-2026"
SANDI_BARU = "ombak-kuning-meja-7"


def sign_in(client, login: str = "sitti@uji.example", password: str = SANDI, **extra: str):
    return client.post("/akun/masuk/", {"login": login, "password": password, **extra})


def is_signed_in(client) -> bool:
    return client.get("/akun/saya.json").json()["nama"] is not None


def last_code() -> str:
    """Return the six digits in the newest letter."""
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def last_link() -> str:
    """Return the path of the first address in the newest letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
