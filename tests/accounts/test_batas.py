"""Limits that slow guessing and lock nobody out."""

from django.test import Client

from kimportal.accounts import limits
from tests.accounts.people import is_signed_in, last_code, sign_in
from tests.factories import PenggunaFactory


def guess(times: int, **extra: str) -> list[int]:
    """Try wrong passwords, each from a device not seen before."""
    return [sign_in(Client(), password=f"salah-{n}", **extra).status_code for n in range(times)]


def test_guessing_at_an_account_is_stopped(warga):
    answers = guess(12)

    assert answers[:10] == [200] * 10
    assert answers[10:] == [429] * 2


def test_the_page_says_when_to_try_again_and_what_else_helps(warga):
    guess(10)
    text = sign_in(Client(), password="x").content.decode()

    assert "menit lagi" in text
    assert "/akun/lupa/" in text


def test_an_attacker_cannot_lock_the_owner_out_of_a_known_device(client, warga):
    sign_in(client)
    client.post("/akun/keluar/")
    guess(15)

    assert sign_in(client).headers["Location"] == "/kelola/"


def test_meanwhile_the_owner_signs_in_on_a_new_device_by_a_mailed_code(warga):
    guess(11)
    device = Client()
    assert sign_in(device).status_code == 429

    device.post("/akun/masuk/kode/", {"email": warga.email})
    device.post("/akun/masuk/kode/isi/", {"code": last_code()})

    assert is_signed_in(device)


def test_an_unknown_account_is_stopped_alike(db):
    assert guess(12, login="tidak@ada.example")[10:] == [429] * 2


def test_other_accounts_behind_the_same_address_are_not_touched(warga):
    PenggunaFactory(email="tetangga@uji.example")
    guess(12)

    assert guess(1, login="tetangga@uji.example") == [200]


def test_one_device_cannot_try_one_password_on_many_accounts(client, db):
    client.get("/akun/masuk/")
    answers = [sign_in(client, login=f"a{n}@uji.example").status_code for n in range(22)]

    assert answers[-2:] == [429] * 2


def test_right_sign_ins_spend_nothing(client, warga):
    for _ in range(30):
        assert sign_in(client).status_code == 302
        client.post("/akun/keluar/")


def test_a_forged_device_is_a_new_one(warga):
    client = Client()
    client.cookies["perangkat"] = "eyJrIjoieCIsImEiOltdfQ:palsu:palsu"

    answer = sign_in(client)

    assert answer.status_code == 302
    assert client.cookies["perangkat"].value != "eyJrIjoieCIsImEiOltdfQ:palsu:palsu"


def test_the_device_cookie_goes_to_the_account_pages_only(client, db):
    cookie = client.get("/akun/masuk/").cookies["perangkat"]

    assert cookie["path"] == "/akun/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "perangkat" not in client.get("/").cookies


def test_letters_to_one_address_are_few(db):
    answers = [
        Client().post("/akun/lupa/", {"email": "sitti@uji.example"}).status_code for _ in range(6)
    ]

    assert answers == [302] * 5 + [429]


def test_the_owner_may_ask_for_a_letter_although_strangers_asked(client, warga):
    sign_in(client)
    client.post("/akun/keluar/")
    for _ in range(6):
        Client().post("/akun/lupa/", {"email": warga.email})

    assert client.post("/akun/lupa/", {"email": warga.email}).status_code == 302


def test_a_budget_is_full_again_after_its_time(monkeypatch, warga):
    guess(11)
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + limits.QUARTER)

    client = Client()
    sign_in(client)
    assert is_signed_in(client)
