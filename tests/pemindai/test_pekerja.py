"""A photo that a worker develops waits for the scanner, and goes where the scanner says."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from kegiatan.draft_photos import add_photo
from kegiatan.late_photos import chase_overdue, develop_photo_task
from kegiatan.models import FotoNaskah
from kimportal.images.models import Foto
from kimportal.notifications.models import Pemberitahuan
from kimportal.scanning import INFECTED, TEST_FILE
from tests.factories import NaskahFactory
from tests.images.samples import upload


@pytest.fixture
def sent(cast, kim, settings, monkeypatch, django_capture_on_commit_callbacks):
    """Return what sends a photo, which then waits for a worker."""
    naskah = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, izin_foto=True)

    def send(tail: bytes = b"") -> Foto:
        file = upload()
        file.seek(0, 2)
        file.write(tail)
        settings.CELERY_TASK_ALWAYS_EAGER = False
        with monkeypatch.context() as queue, django_capture_on_commit_callbacks(execute=True):
            queue.setattr(develop_photo_task, "delay", lambda pk: None)
            row = add_photo(naskah.kegiatan, file, by=cast.ketua)
        settings.CELERY_TASK_ALWAYS_EAGER = True
        return row.foto

    return send


def test_the_request_does_not_wait_for_the_scanner(sent, settings):
    settings.KIM_CLAMD = "/tidak/ada.sock"

    assert not sent().is_ready


def test_an_infected_one_goes_and_its_writer_is_told(
    sent, cast, daemon, django_capture_on_commit_callbacks
):
    foto = sent(TEST_FILE)

    with django_capture_on_commit_callbacks(execute=True):
        develop_photo_task(foto.pk)

    assert not Foto.objects.exists()
    assert not FotoNaskah.objects.exists()
    assert not storages["private"].exists(foto.sent_name)
    assert INFECTED in Pemberitahuan.objects.get(pengguna=cast.ketua).isi


def test_while_the_scanner_is_away_it_stays_as_it_was_sent(sent, daemon):
    foto = sent()
    daemon.answer = b"sibuk\0"

    develop_photo_task(foto.pk)

    foto.refresh_from_db()
    assert not foto.is_ready
    assert storages["private"].exists(foto.sent_name)


def test_it_is_taken_up_again_when_the_scanner_is_back(sent, daemon):
    foto = sent()
    Foto.objects.update(created_at=timezone.now() - timedelta(days=3))
    daemon.answer = b"sibuk\0"
    develop_photo_task(foto.pk)

    daemon.answer = b""
    chase_overdue()

    foto.refresh_from_db()
    assert foto.is_ready
    assert FotoNaskah.objects.exists()
