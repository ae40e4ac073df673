"""What accounts hold about a person is marked, handed over, and emptied."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.test import Client

from kimportal.accounts import consent
from kimportal.accounts.activation import issue_code
from kimportal.accounts.models import KodeAkun
from kimportal.accounts.personal import erase_person, export_person
from kimportal.audit.models import SYSTEM
from tests.accounts.people import is_signed_in, sign_in
from tests.factories import PenggunaFactory


@pytest.fixture
def full(client, warga):
    """Sitti with everything an account can have, signed in."""
    warga.telepon = "6281111111111"
    warga.save()
    consent.give_consent(by=warga)
    issue_code(warga, jenis="pemulihan", by=PenggunaFactory())
    sign_in(client)
    Authenticator.objects.create(user=warga, type="webauthn", data={"name": "HP Sitti"})
    return warga


def test_everything_is_handed_over_without_secrets(full):
    text = json.dumps(export_person(full))

    for fact in ("Sitti", "sitti@uji.example", "6281111111111", consent.VERSI, "HP Sitti"):
        assert fact in text
    assert full.password not in text
    assert KodeAkun.objects.get().hash_kode not in text


def test_nothing_of_others_is_handed_over(full, tanpa_surel):
    assert "Sitti" not in json.dumps(export_person(tanpa_surel))


def test_erasing_empties_and_keeps_the_row(full, client):
    erase_person(full, by=SYSTEM)

    full.refresh_from_db()
    assert (full.nama, full.email, full.telepon, full.is_active) == ("", None, None, False)
    assert not full.has_usable_password()
    for model in (EmailAddress, Authenticator, UserSession):
        assert not model.objects.filter(user=full).exists()
    assert not full.daftar_kode.exists()
    assert full.daftar_persetujuan.get().withdrawn_at
    assert not is_signed_in(client)
    assert "salah" in sign_in(Client()).content.decode()


def test_erasing_twice_and_two_people_works(full, tanpa_surel):
    for pengguna in (full, full, tanpa_surel):
        erase_person(pengguna, by=SYSTEM)

    assert not full.is_active


def test_others_keep_theirs(full, tanpa_surel):
    erase_person(full, by=SYSTEM)

    tanpa_surel.refresh_from_db()
    assert tanpa_surel.telepon == "6281234567890"
    assert tanpa_surel.is_active


def test_withdrawn_consent_is_kept_and_may_be_given_again(warga):
    consent.give_consent(by=warga)
    consent.give_consent(by=warga)
    assert consent.withdraw_consent(by=warga) == 1
    assert consent.current_consent(warga) is None

    consent.give_consent(by=warga)

    assert warga.daftar_persetujuan.count() == 2


def test_every_model_of_the_accounts_marks_its_personal_fields():
    for model in apps.get_app_config("accounts").get_models():
        names = {field.name for field in model._meta.get_fields()}
        assert set(model.PERSONAL_FIELDS) <= names, model
