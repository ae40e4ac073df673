"""Passwords that others would try first are refused, wherever one is chosen."""

import pytest

from kimportal.accounts.models import Pengguna
from tests.accounts.people import SANDI_BARU
from tests.accounts.test_daftar import sign_up

REFUSED = [
    "1234567890",  # Django's list
    "0812 3456 7890",
    "Diskominfo2026!",
    "s4y4ngku2024",
    "bismillah99",
    "KimSulsel#2026",
    "rahasia-desaku-1",
    "P@ssword!!2026",
    "indonesiaRAYA1945",
    "!!slotgacor777",
]


@pytest.mark.parametrize("sandi", REFUSED)
def test_signing_up_with_one_says_why(sandi, client, db):
    answer = sign_up(client, email="ani@uji.example", password1=sandi)

    assert not Pengguna.objects.filter(email="ani@uji.example").exists()
    text = answer.content.decode()
    assert "mudah ditebak" in text or "terlalu umum" in text or "umum dipakai" in text


@pytest.mark.parametrize("sandi", [SANDI_BARU, "kuda lompat pagar tinggi", "Xk9-mangrove-tualang"])
def test_one_that_only_its_person_knows_is_taken(sandi, client, db):
    sign_up(client, email="ani@uji.example", password1=sandi)

    assert Pengguna.objects.get(email="ani@uji.example").check_password(sandi)
