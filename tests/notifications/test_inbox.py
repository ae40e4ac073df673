"""The inbox: who is told, once, where it leads, and that nobody reads another's messages."""

import pytest
from django.core import mail

from kimportal import paging
from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Pemberitahuan
from kimportal.template_tags import waktu
from tests.factories import PenggunaFactory


@pytest.fixture
def ani(db):
    return PenggunaFactory(nama="Ani", email="ani@uji.example")


@pytest.fixture
def budi(db):
    return PenggunaFactory(nama="Budi", email=None, telepon="6281234567890")


def test_a_message_stands_in_the_inbox(client, ani):
    notify([ani], judul="Kabar Anda terbit", isi="Selamat.", url="/kelola/")
    client.force_login(ani)

    halaman = client.get("/kelola/kotak-masuk/").content.decode()

    assert "Kabar Anda terbit" in halaman
    assert "Selamat." in halaman
    assert "1<span" in halaman.replace("\n", "")


def test_a_long_inbox_lengthens_nobody_else_s(client, ani, budi, monkeypatch):
    monkeypatch.setattr(paging, "NUMBERED", 2)
    for number in range(41):
        notify([ani], judul=f"Pesan {number}")
    notify([budi], judul="Satu pesan")
    halaman = {}
    for pembaca in (ani, budi):
        client.force_login(pembaca)
        halaman[pembaca] = client.get("/kelola/kotak-masuk/").content.decode()

    assert "halaman=2" in halaman[ani]
    assert "halaman=2" not in halaman[budi]


def test_it_is_mailed_after_the_commit(ani, budi, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify([ani, budi], judul="Perlu\ndiperbaiki", url="/kelola/")
        assert mail.outbox == []

    assert [pesan.to for pesan in mail.outbox] == [["ani@uji.example"]]
    assert mail.outbox[0].subject == "Perlu diperbaiki"
    assert "http://localhost:8000/kelola/" in mail.outbox[0].body


def test_the_same_occasion_makes_one_message(ani, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            notify([ani, ani], judul="SK berakhir 30 hari lagi", kunci="sk-1-30")

    assert Pemberitahuan.objects.count() == 1
    assert len(mail.outbox) == 1


def test_an_inactive_account_is_told_nothing(ani):
    ani.is_active = False
    notify([ani], judul="Apa saja")

    assert not Pemberitahuan.objects.exists()


def test_opening_marks_it_read_and_leads_on(client, ani):
    notify([ani], judul="Lihat ini", url="/kelola/kegiatan/")
    pesan = Pemberitahuan.objects.get()
    client.force_login(ani)

    answer = client.post(f"/kelola/kotak-masuk/{pesan.pk}/")

    assert answer.headers["Location"] == "/kelola/kegiatan/"
    pesan.refresh_from_db()
    assert pesan.read_at is not None


def test_all_at_once(client, ani):
    notify([ani], judul="Satu")
    notify([ani], judul="Dua")
    client.force_login(ani)

    client.post("/kelola/kotak-masuk/dibaca/")

    assert not Pemberitahuan.objects.unread().exists()


def test_nobody_opens_anothers_message(client, ani, budi):
    notify([ani], judul="Rahasia Ani")
    client.force_login(budi)

    assert "Rahasia Ani" not in client.get("/kelola/kotak-masuk/").content.decode()
    assert client.post(f"/kelola/kotak-masuk/{Pemberitahuan.objects.get().pk}/").status_code == 404
    assert Pemberitahuan.objects.unread().exists()


def test_the_inbox_needs_signing_in_and_is_never_cached(client, ani):
    assert client.get("/kelola/kotak-masuk/").status_code == 302
    client.force_login(ani)
    assert "no-store" in client.get("/kelola/kotak-masuk/").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "zone"), [("ketua", "WITA"), ("admin_makassar", "WITA"), ("warga", "WIB")]
)
@pytest.mark.parametrize("address", ["/kelola/kotak-masuk/", "/kelola/"])
def test_times_are_those_of_where_the_reader_lives_or_works(client, cast, name, zone, address):
    reader = getattr(cast, name)
    notify([reader], judul="Kabar Anda terbit")
    message = Pemberitahuan.objects.get(pengguna=reader)
    client.force_login(reader)

    page = client.get(address).content.decode()

    assert waktu(message.created_at, 8 if zone == "WITA" else 7) in page
