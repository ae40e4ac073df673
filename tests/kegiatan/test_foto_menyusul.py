"""Where there is a worker, photos are developed after the request; no post waits for them."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from kegiatan.draft_photos import add_photo
from kegiatan.late_photos import chase_overdue, develop_photo_task
from kegiatan.models import FotoNaskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.models import Foto
from kimportal.notifications.models import Pemberitahuan
from tests.factories import NaskahFactory
from tests.images.samples import encode, picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(media):
    """Both stores are fresh."""


@pytest.fixture
def queue(monkeypatch):
    """A broker that keeps what it is given; returns the numbers of the photos."""
    waiting: list[int] = []
    monkeypatch.setattr(develop_photo_task, "delay", waiting.append)
    return waiting


@pytest.fixture
def naskah(cast, kim):
    return NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, izin_foto=True)


@pytest.fixture
def sent(queue, naskah, cast, settings, django_capture_on_commit_callbacks):
    """A photo that has been sent with a draft and that no worker has had yet."""

    def send(file=None):
        photo = file or upload(picture(1400, 700))
        settings.CELERY_TASK_ALWAYS_EAGER = False
        try:
            with django_capture_on_commit_callbacks(execute=True):
                return add_photo(naskah.kegiatan, photo, by=cast.ketua, keterangan="Warga di balai")
        finally:
            settings.CELERY_TASK_ALWAYS_EAGER = True

    return send


def half_a_photo():
    """Return a photo whose head is sound and whose second half never arrived."""
    whole = encode(picture(1400, 700), "JPEG", progressive=True)
    file = upload()
    file.seek(0)
    file.truncate()
    file.write(whole[: len(whole) // 2])
    return file


def test_the_request_keeps_what_was_sent_and_leaves_the_work_to_a_worker(sent, queue):
    row = sent()

    assert queue == [row.foto_id]
    assert (row.foto.lebar, row.foto.tinggi, row.foto.ukuran) == (1400, 700, {})
    assert storages["private"].exists(row.foto.sent_name)


def test_a_worker_makes_the_renditions_and_throws_the_sent_file_away(sent):
    row = sent()

    develop_photo_task(row.foto_id)
    develop_photo_task(row.foto_id)

    foto = Foto.objects.get(pk=row.foto_id)
    assert {"320.webp", "640.webp", "1280.webp", "640.jpg"} <= set(foto.ukuran)
    assert not storages["private"].exists(foto.sent_name)
    assert FotoNaskah.objects.filter(foto=foto).exists()


def test_what_is_no_photo_is_refused_before_any_worker(sent, queue):
    with pytest.raises(Exception, match="PDF"):
        sent(upload_of(b"%PDF-1.7 surat"))

    assert queue == []


def upload_of(content):
    file = upload()
    file.seek(0)
    file.truncate()
    file.write(content)
    return file


def test_a_post_is_handed_in_and_published_while_its_photo_waits(
    sent, naskah, cast, client, django_capture_on_commit_callbacks
):
    row = sent()
    with django_capture_on_commit_callbacks(execute=True):
        published = approve_kegiatan(submit_kegiatan(naskah, by=cast.ketua), by=SYSTEM)

    page = client.get(published.kegiatan.get_absolute_url())

    assert page.status_code == 200
    assert row.foto.kunci not in page.content.decode()


def test_a_photo_an_admin_has_not_seen_does_not_become_public(
    sent, naskah, cast, django_capture_on_commit_callbacks
):
    row = sent()
    with django_capture_on_commit_callbacks(execute=True):
        approve_kegiatan(submit_kegiatan(naskah, by=cast.ketua), by=SYSTEM)
        develop_photo_task(row.foto_id)

    assert not Foto.objects.filter(pk=row.foto_id).exists()
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__contains="terlambat").exists()


def test_of_a_post_published_first_it_is_public_as_soon_as_it_is_ready(
    sent, naskah, cast, client, django_capture_on_commit_callbacks
):
    row = sent()
    with django_capture_on_commit_callbacks(execute=True):
        published = approve_kegiatan(submit_kegiatan(naskah, by=cast.ketua), by=SYSTEM)
        type(naskah).objects.filter(pk=naskah.pk).update(reviewed_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        develop_photo_task(row.foto_id)

    page = client.get(published.kegiatan.get_absolute_url()).content.decode()

    assert f"{row.foto.kunci}-640.jpg" in page


def test_a_broken_photo_leaves_the_post_and_its_writer_is_told(
    sent, naskah, cast, django_capture_on_commit_callbacks
):
    row = sent(half_a_photo())
    submit_kegiatan(naskah, by=cast.ketua)

    with django_capture_on_commit_callbacks(execute=True):
        develop_photo_task(row.foto_id)

    naskah.refresh_from_db()
    assert naskah.status == "submitted"
    assert not naskah.daftar_foto.exists()
    told = Pemberitahuan.objects.get(pengguna=cast.ketua, judul__contains="tidak bisa dibuka")
    assert "rusak" in told.isi


def test_a_photo_removed_meanwhile_is_no_work(sent):
    row = sent()
    row.delete()
    Foto.objects.filter(pk=row.foto_id).delete()

    develop_photo_task(row.foto_id)

    assert not Foto.objects.exists()


def test_the_draft_and_the_desk_say_that_it_is_being_prepared(sent, naskah, cast, client):
    row = sent()
    client.force_login(cast.ketua)
    form = client.get(reverse("kelola_kegiatan:edit", args=[naskah.kegiatan_id]))
    preview = client.get(reverse("kegiatan:photo_preview", args=[row.foto.kunci, 640]))

    assert "Foto sedang disiapkan" in form.content.decode()
    assert preview.status_code == 404

    submit_kegiatan(naskah, by=cast.ketua)
    client.force_login(cast.admin_makassar)
    desk = client.get(reverse("admin:kegiatan_naskah_change", args=[naskah.pk]))
    assert "Foto sedang disiapkan" in desk.content.decode()


def test_a_lost_task_is_given_again_and_after_a_day_given_up(sent, queue, naskah):
    lost, old = sent(), sent()
    now = timezone.now()
    Foto.objects.filter(pk=lost.foto_id).update(created_at=now - timedelta(minutes=20))
    Foto.objects.filter(pk=old.foto_id).update(created_at=now - timedelta(days=2))
    queue.clear()

    assert chase_overdue() == 2

    assert queue == [lost.foto_id]
    assert list(naskah.daftar_foto.values_list("foto", flat=True)) == [lost.foto_id]
