"""Accounts whose address nobody confirmed go after 30 days, unless something hangs on them."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from kimportal.accounts.consent import give_consent
from kimportal.accounts.models import Pengguna
from kimportal.accounts.unconfirmed import clear_unconfirmed
from kimportal.notifications.inbox import notify


def began(days: int, email: str = "salah@uji.example", **fields) -> Pengguna:
    """Begin an account `days` ago, as signing up does."""
    row = Pengguna.objects.create_user(email, "rahasia-Mariso-2026", nama="Rina", **fields)
    EmailAddress.objects.create(user=row, email=email, primary=True, verified=False)
    give_consent(by=row)
    Pengguna.objects.filter(pk=row.pk).update(
        created_at=timezone.now() - datetime.timedelta(days=days)
    )
    return row


def test_it_goes_after_30_days_and_frees_the_address(db):
    began(31)

    assert clear_unconfirmed() == 1
    assert not Pengguna.objects.filter(email="salah@uji.example").exists()
    assert clear_unconfirmed() == 0


def test_it_stays_for_30_days(db):
    began(29)

    assert clear_unconfirmed() == 0


@pytest.mark.parametrize(
    "fields", [{"telepon": "6281234567890"}, {"is_staff": True}, {"last_login": timezone.now()}]
)
def test_whoever_can_get_in_stays(fields, db):
    began(400, **fields)

    assert clear_unconfirmed() == 0


def test_a_confirmed_address_stays(warga):
    Pengguna.objects.filter(pk=warga.pk).update(created_at=timezone.now().replace(year=2020))

    assert clear_unconfirmed() == 0


def test_what_something_hangs_on_stays(db):
    notify([began(31)], judul="Anda diundang")

    assert clear_unconfirmed() == 0
