"""Making an account by e-mail."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from kimportal.accounts import consent
from kimportal.accounts.models import Pengguna
from tests.accounts.people import SANDI, is_signed_in, last_code
from tests.factories import PenggunaFactory

FORM = {
    "nama": "Andi Baru",
    "email": "andi@uji.example",
    "password1": SANDI,
    "dewasa": "on",
    "setuju": "on",
}


def sign_up(client, **changes):
    return client.post("/akun/daftar/", FORM | changes)


def confirm(client, code: str, **extra: str):
    return client.post("/akun/surel/kode/", {"code": code, **extra})


def test_a_new_person_confirms_the_address_and_is_in(client, db):
    assert sign_up(client).headers["Location"] == "/akun/surel/kode/"
    assert not is_signed_in(client)

    answer = confirm(client, last_code())

    assert answer.headers["Location"] == "/kelola/"
    assert is_signed_in(client)
    assert Pengguna.objects.get(email="andi@uji.example").nama == "Andi Baru"


def test_consent_is_kept_with_version_and_day(client, db):
    sign_up(client)

    row = Pengguna.objects.get(email="andi@uji.example").daftar_persetujuan.get()

    assert (row.versi, row.dewasa, row.withdrawn_at) == (consent.VERSI, True, None)


def test_next_is_kept_over_the_confirmation(client, db):
    sign_up(client, next="/kelola/kim/baru/")

    assert confirm(client, last_code()).headers["Location"] == "/kelola/kim/baru/"


@pytest.mark.parametrize("elsewhere", ["https://jahat.example/", "//jahat.example"])
def test_next_leads_nowhere_else(elsewhere, client, db):
    sign_up(client, next=elsewhere)

    assert confirm(client, last_code()).headers["Location"] == "/kelola/"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nama", "   ", "Wajib diisi"),
        ("nama", "a" * 151, "150"),
        ("email", "bukan surel", "Tulis alamat surel"),
        ("email", "a" * 250 + "@uji.example", "254"),
        ("password1", "andi@uji.example", "mirip"),
        ("password1", "x" * 255, "254"),
        ("password1", "pendek", "10 karakter"),
        ("password1", "1234567890", "umum"),
        ("dewasa", "", "Centang ini"),
        ("setuju", "", "Centang ini"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_the_rest_comes_back(
    field, value, sentence, client, db
):
    text = sign_up(client, **{field: value}).content.decode()

    assert sentence in text
    assert "Andi Baru" in text or field == "nama"
    assert not Pengguna.objects.exists()


def test_an_address_in_use_is_told_to_its_owner_only(client, warga):
    known = sign_up(client, email=warga.email, follow=True)
    unknown = sign_up(Client(), email="lain@uji.example")

    assert known.headers["Location"] == unknown.headers["Location"] == "/akun/surel/kode/"
    to_owner = next(m for m in mail.outbox if m.to == [warga.email])
    assert "sudah punya akun" in to_owner.subject
    assert Pengguna.objects.filter(email=warga.email).get().nama == "Sitti"


def test_both_answers_look_the_same(client, warga):
    other = Client()
    sign_up(client, email=warga.email)
    sign_up(other, email="lain@uji.example")

    pages = [c.get("/akun/surel/kode/").content.decode() for c in (client, other)]
    pages = [p.replace(warga.email, "X").replace("lain@uji.example", "X") for p in pages]
    lines = [[z for z in p.splitlines() if "csrf" not in z] for p in pages]

    assert lines[0] == lines[1]


def test_sent_twice_makes_one_account(client, db):
    sign_up(client)
    sign_up(Client())

    assert Pengguna.objects.count() == 1


def test_a_wrong_code_is_refused_and_five_end_it(client, db):
    sign_up(client)
    for _ in range(4):
        assert "tidak cocok" in confirm(client, "000000x").content.decode()

    assert confirm(client, "000000x").headers["Location"] == "/akun/masuk/"
    assert not is_signed_in(client)


def test_a_name_cannot_carry_a_script(client, db):
    sign_up(client, nama="<script>alert(1)</script>")
    confirm(client, last_code())

    assert "<script>alert" not in client.get("/akun/").content.decode()
    assert "&lt;script&gt;alert" in client.get("/akun/").content.decode()


def at_same_device(client) -> Client:
    """Return another visit with the device cookie alone."""
    visit = Client()
    visit.cookies["perangkat"] = client.cookies["perangkat"].value
    return visit


def test_a_flood_from_one_device_is_slowed_and_told_when_to_try_again(client, db):
    client.get("/akun/daftar/")
    answers = [
        sign_up(at_same_device(client), email=f"a{n}@uji.example").status_code for n in range(12)
    ]
    last = sign_up(at_same_device(client))

    assert answers == [302] * 10 + [429] * 2
    assert "menit lagi" in last.content.decode()
    assert int(last.headers["Retry-After"]) > 0
    # The neighbour behind the same carrier address is not touched.
    assert sign_up(Client(), email="tetangga@uji.example").status_code == 302


class CountingHasher(MD5PasswordHasher):
    """Counts the slow part of making an account."""

    algorithm = "counting"
    encoded = 0

    def encode(self, password, salt):
        CountingHasher.encoded += 1
        return super().encode(password, salt)


def test_a_known_address_takes_as_long_as_a_new_one(db, settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_daftar.CountingHasher"]
    PenggunaFactory(email="ada@uji.example")
    work = []
    for email in ("ada@uji.example", "baru@uji.example"):
        CountingHasher.encoded = 0
        Client().post("/akun/daftar/", FORM | {"email": email})
        work.append(CountingHasher.encoded)

    assert work[0] == work[1] > 0
