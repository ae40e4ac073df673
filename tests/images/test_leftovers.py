"""`bersihkan_foto` removes what no row stands for, once it is surely forgotten."""

import os
import time

import pytest
from django.core.management import call_command

from kimportal.images.publishing import publish_photo
from kimportal.images.storage import store_photo
from tests.images.samples import upload

pytestmark = pytest.mark.django_db

TWO_DAYS = 2 * 24 * 3600


def files(media):
    return [path for path in media.rglob("*") if path.is_file()]


def age(media):
    for path in files(media):
        os.utime(path, (time.time() - TWO_DAYS,) * 2)


@pytest.fixture
def foto(django_capture_on_commit_callbacks):
    foto = store_photo(upload())
    with django_capture_on_commit_callbacks(execute=True):
        publish_photo(foto)
    return foto


def test_photos_with_a_row_are_kept(foto, media, capsys):
    age(media)
    before = files(media)

    call_command("bersihkan_foto")

    assert "0 berkas" in capsys.readouterr().out
    assert files(media) == before and len(before) == 9


def test_old_files_of_a_deleted_row_are_removed(foto, media, capsys):
    age(media)
    foto.delete()

    call_command("bersihkan_foto")

    assert "9 berkas" in capsys.readouterr().out
    assert files(media) == []


def test_fresh_files_may_belong_to_an_upload_under_way(foto, media):
    foto.delete()

    call_command("bersihkan_foto")

    assert len(files(media)) == 9


def test_public_copies_of_a_private_photo_are_removed(foto, media):
    age(media)
    type(foto).objects.update(is_public=False)

    call_command("bersihkan_foto")

    assert len(files(media)) == 5
    assert not any("public" in path.parts for path in files(media))


def test_empty_stores_are_no_fault(db, capsys):
    call_command("bersihkan_foto")

    assert "0 berkas" in capsys.readouterr().out
