"""Parts of pages that are drawn once are drawn again when anything they show has changed."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from kegiatan.best_practice import mark_praktik, unmark_praktik
from kegiatan.moderation import approve_kegiatan, submit_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.publishing import publish_photo, withdraw_photo
from kimportal.rekap.refreshing import refresh_counts
from komunitas.activity import set_last_activity
from komunitas.models import Bidang, SuratKeputusan
from tests.factories import KeanggotaanFactory, KimFactory
from tests.publishing import make_draft, make_photo, publish

TODAY = datetime.date(2026, 3, 7)


@pytest.fixture
def read(client):
    """Read a page that has been read before."""

    def ask(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


@pytest.fixture
def post(kim):
    return publish(kim, judul="Kerja bakti", bidang="kesehatan")


@pytest.fixture
def address(post):
    return post.kegiatan.get_absolute_url()


@pytest.fixture
def picture(db, media, django_capture_on_commit_callbacks):
    """A photo that is public."""
    with django_capture_on_commit_callbacks(execute=True):
        foto = make_photo()
        publish_photo(foto)
    return foto


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = dict(settings.STORAGES)
    return tmp_path


def test_a_post_follows_its_kim(read, kim, address):
    assert "KIM Mariso Bersatu" in read(address)

    kim.nama = "KIM Mariso Maju"
    kim.save()

    assert "KIM Mariso Bersatu" not in read(address)


def test_a_post_shows_its_mark_only_while_it_has_it(read, post, address):
    read(address)
    mark_praktik(post, by=SYSTEM, reason="Semua warga ikut.")
    assert "Semua warga ikut." in read(address)

    unmark_praktik(post, by=SYSTEM, reason="Keliru.")

    assert "Semua warga ikut." not in read(address)


def test_a_post_shows_no_photo_that_was_withdrawn(
    read, kim, picture, django_capture_on_commit_callbacks
):
    post = publish(kim, foto=picture)
    assert picture.kunci in read(post.kegiatan.get_absolute_url())

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(picture)

    assert picture.kunci not in read(post.kegiatan.get_absolute_url())


def test_a_post_leads_to_no_source_that_was_taken_down(read, kim, other_kim, post):
    made = make_draft(other_kim, judul="Meniru kerja bakti")
    made.terinspirasi_dari = post.kegiatan
    made.save()
    made = approve_kegiatan(submit_kegiatan(made, by=SYSTEM), by=SYSTEM)
    assert post.kegiatan.get_absolute_url() in read(made.kegiatan.get_absolute_url())

    take_down_kegiatan(post, by=SYSTEM, reason="Keliru.")

    assert post.kegiatan.get_absolute_url() not in read(made.kegiatan.get_absolute_url())


def test_an_event_is_over_after_its_last_day(read, kim, monkeypatch):
    post = publish(kim, jenis="agenda", tanggal=timezone.localdate())
    assert "Sudah lewat" not in read(post.kegiatan.get_absolute_url())

    tomorrow = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert "Sudah lewat" in read(post.kegiatan.get_absolute_url())


def test_text_first_is_kept_apart(read, kim, picture):
    address = publish(kim, foto=picture).kegiatan.get_absolute_url()
    assert "<img" in read(address)

    assert "<img" not in read(f"{address}?hemat=1")
    assert "<img" in read(address)


def test_a_profile_names_nobody_who_no_longer_wants_it(read, kim):
    place = KeanggotaanFactory(kim=kim, nama="Siti Aminah", jabatan="ketua", tampil_publik=True)
    assert "Siti Aminah" in read(kim.get_absolute_url())

    place.tampil_publik = False
    place.save()

    assert "Siti Aminah" not in read(kim.get_absolute_url())


def test_a_profile_names_nobody_whose_term_is_over(read, kim, monkeypatch):
    KeanggotaanFactory(
        kim=kim,
        nama="Siti Aminah",
        jabatan="ketua",
        tampil_publik=True,
        selesai=timezone.localdate(),
    )
    assert "Siti Aminah" in read(kim.get_absolute_url())

    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert "Siti Aminah" not in read(kim.get_absolute_url())


def test_a_profile_follows_its_decrees(read, kim):
    assert "Belum ber-SK" in read(kim.get_absolute_url())
    sk = SuratKeputusan.objects.create(kim=kim, nomor="188/1", penerbit="Lurah", tanggal=TODAY)
    assert "188/1" in read(kim.get_absolute_url())

    sk.nomor = "188/2"
    sk.save()

    assert "188/2" in read(kim.get_absolute_url())


@pytest.mark.parametrize("part", ["", "kabar/", "produk/", "galeri/"])
def test_a_kim_that_falls_silent_is_no_longer_active(part, read, kim, settings):
    set_last_activity(kim.pk, timezone.now())
    assert "Tidak aktif" not in read(f"{kim.get_absolute_url()}{part}")

    set_last_activity(kim.pk, timezone.now() - timedelta(days=settings.KIM_HARI_AKTIF + 1))

    assert "Tidak aktif" in read(f"{kim.get_absolute_url()}{part}")


def test_a_profile_shows_no_logo_that_was_withdrawn(
    read, kim, picture, django_capture_on_commit_callbacks
):
    kim.logo = picture
    kim.save()
    assert picture.kunci in read(kim.get_absolute_url())

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(picture)

    assert picture.kunci not in read(kim.get_absolute_url())


def test_the_front_page_follows_the_counts(read, regions):
    refresh_counts()
    assert "Sulawesi Selatan: 0 KIM" in read("/")

    KimFactory(verified=True)
    refresh_counts()

    assert "Sulawesi Selatan: 1 KIM" in read("/")


def test_the_front_page_shows_an_event_until_its_last_day(read, kim, monkeypatch):
    publish(kim, jenis="agenda", judul="Senam pagi", tanggal=timezone.localdate())
    assert "Senam pagi" in read("/")

    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert "Senam pagi" not in read("/")


def test_the_front_page_names_fields_as_they_are_called_now(read, db):
    read("/")

    Bidang.objects.filter(slug="perikanan").update(nama="Perikanan dan kelautan")

    assert "Perikanan dan kelautan" in read("/")


@pytest.mark.parametrize("kode", ["73", "73.71", "73.71.01", "73.71.01.1006"])
def test_a_region_follows_the_kim_in_it(kode, read, regions):
    refresh_counts()
    assert "KIM Baru Berdiri" not in read(f"/wilayah/{kode}/")

    KimFactory(verified=True, nama="KIM Baru Berdiri", wilayah_id="73.71.01.1006")
    refresh_counts()

    text = read(f"/wilayah/{kode}/")
    assert "KIM Baru Berdiri" in text
    assert kode.count(".") == 3 or "1 KIM dan 0 kabar" in text


def test_a_kecamatan_counts_its_villages_at_once(read, kim):
    assert "1 KIM dan 0 kabar" in read("/wilayah/73.71.01/")

    publish(kim)

    assert "1 KIM dan 1 kabar" in read("/wilayah/73.71.01/")
