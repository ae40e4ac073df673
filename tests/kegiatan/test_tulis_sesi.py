"""A session that ended while somebody wrote, a form that is too old: the text comes back."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from kegiatan.kelola import stash
from kegiatan.models import Kegiatan, Naskah
from tests.kegiatan.test_tulis_halaman import NEW, ROOT, form

PASSWORD = "Rahasia!2026"


@pytest.fixture
def ketua(client, cast):
    cast.ketua.set_password(PASSWORD)
    cast.ketua.save()
    client.force_login(cast.ketua)
    return client


def end_session(client):
    """Let the session run out on the server, as at night."""
    Session.objects.all().delete()
    from django.core.cache import cache

    cache.clear()


def sign_in(client, user, address):
    return client.post(address, {"login": user.email, "password": PASSWORD}, follow=True)


def test_the_text_waits_behind_signing_in(ketua, cast):
    sent = form(ketua, judul="Ditulis semalam", cerita="Panjang sekali ceritanya")
    end_session(ketua)

    answer = ketua.post(NEW, sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/masuk/")
    back = sign_in(ketua, cast.ketua, answer["Location"])

    text = back.content.decode()
    assert "Ditulis semalam" in text and "Panjang sekali ceritanya" in text
    assert "Tulisan Anda masih ada" in text
    assert not Kegiatan.objects.exists()
    ketua.post(NEW, form(ketua, judul="Ditulis semalam", cerita="Panjang sekali ceritanya"))
    assert Kegiatan.objects.get().uuid.hex == sent["uuid"].replace("-", "")
    assert "Ditulis semalam" not in ketua.get(NEW).content.decode()


def test_in_a_draft_the_text_waits_with_its_version(ketua, cast, draft):
    address = f"{ROOT}{draft.kegiatan_id}/ubah/"
    sent = form(ketua, address, judul="Dari kemarin", cerita="Isi")
    end_session(ketua)
    answer = ketua.post(address, sent)
    other = Client()
    other.force_login(cast.anggota)
    other.post(address, form(other, address, judul="Sementara itu", cerita="Lain"))

    text = sign_in(ketua, cast.ketua, answer["Location"]).content.decode()

    assert "Dari kemarin" in text
    assert re.search(r'name="versi" value="1"', text)


def test_it_comes_back_to_nobody_else(ketua, cast):
    sent = form(ketua, judul="Rahasia ketua", cerita="Isi")
    end_session(ketua)
    ketua.post(NEW, sent)
    cast.anggota.set_password(PASSWORD)
    cast.anggota.save()

    sign_in(ketua, cast.anggota, f"/akun/masuk/?next={NEW}")

    assert "Rahasia ketua" not in ketua.get(NEW).content.decode()


def test_it_does_not_wait_for_ever(ketua, cast, monkeypatch):
    sent = form(ketua, judul="Terlalu lama", cerita="Isi")
    end_session(ketua)
    answer = ketua.post(NEW, sent)
    monkeypatch.setattr(stash, "SECONDS", -1)

    assert "Terlalu lama" not in sign_in(ketua, cast.ketua, answer["Location"]).content.decode()


@pytest.mark.parametrize("change", [{"untuk": "palsu"}, {"cerita": "x" * 70_000}])
def test_strangers_and_giants_are_not_kept(change, ketua):
    sent = form(ketua, judul="Judul", cerita="Isi") | change
    end_session(ketua)

    ketua.post(NEW, sent)

    assert stash.KEY not in ketua.session


@pytest.mark.parametrize("name", ["baru/", "{pk}/ubah/"])
def test_an_old_token_gives_the_form_back_as_typed(name, cast, draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ketua)
    address = ROOT + name.format(pk=draft.kegiatan_id)
    sent = form(strict, address, judul="Sudah diketik", cerita="Panjang", jumlah_hadir="dua")

    answer = strict.post(address, sent | {"csrfmiddlewaretoken": "x" * 64})

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Sudah diketik" in text and "Panjang" in text and 'value="dua"' in text
    assert "no-store" in answer["Cache-Control"]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
    assert strict.post(address, sent | {"csrfmiddlewaretoken": token}).status_code == 200
    assert Naskah.objects.filter(judul="Sudah diketik").exists()


def test_an_old_token_and_an_ended_session_lose_nothing_either(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ketua)
    sent = form(strict, judul="Sudah diketik", cerita="Panjang")
    strict.logout()

    assert strict.post(NEW, sent | {"csrfmiddlewaretoken": "x" * 64}).status_code == 302
    strict.force_login(cast.ketua)

    assert "Sudah diketik" in strict.get(NEW).content.decode()


def test_other_forms_say_that_they_are_too_old(cast, draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ketua)

    answer = strict.post(f"{ROOT}{draft.kegiatan_id}/hapus/")

    assert answer.status_code == 403
    assert "kedaluwarsa" in answer.content.decode()
    assert Naskah.objects.exists()
