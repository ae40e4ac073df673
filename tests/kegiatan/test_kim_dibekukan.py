"""A suspended KIM takes its posts' photos and pages along, and brings them back."""

import pytest
from django.core.files.storage import storages

from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kegiatan.tasks import chase_overdue_photos
from kimportal.audit.models import SYSTEM
from kimportal.images.renditions import JPEG
from komunitas.models import Kim, StatusKim
from komunitas.verification import reactivate_kim, suspend_kim
from tests.publishing import make_draft, make_photo, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(media):
    """Both stores are fresh."""


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Commit what happens inside the block, as a request would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def foto(kim, commit):
    """A photo in a published post of the KIM."""
    foto = make_photo()
    with commit():
        publish(kim, foto=foto)
    return foto


def suspend(kim):
    suspend_kim(kim, by=SYSTEM, reason="Akunnya diambil orang lain.")


def is_shown(foto) -> bool:
    """Tell whether everyone can fetch it; row and files agree."""
    foto.refresh_from_db()
    assert storages["public"].exists(foto.public_name(JPEG)) == foto.is_public
    return foto.is_public


def test_photos_of_posts_leave_with_the_kim_and_come_back_with_it(kim, foto, commit):
    assert is_shown(foto)

    with commit():
        suspend(kim)
    assert not is_shown(foto)

    with commit():
        reactivate_kim(kim, by=SYSTEM)
    assert is_shown(foto)


def test_a_photo_that_another_kim_shows_in_a_post_stays(kim, other_kim, foto, commit):
    with commit():
        publish(other_kim, foto=foto)
        suspend(kim)
    assert is_shown(foto)

    with commit():
        suspend(other_kim)
    assert not is_shown(foto)


def test_a_photo_that_another_kim_shows_of_itself_stays(kim, other_kim, foto, commit):
    other_kim.sampul = foto
    other_kim.save()
    with commit():
        suspend(kim)
    assert is_shown(foto)

    with commit():
        suspend(other_kim)
    assert not is_shown(foto)


def test_a_logo_that_stands_in_an_own_post_leaves_too(kim, foto, commit):
    kim.logo = foto
    kim.save()

    with commit():
        suspend(kim)

    assert not is_shown(foto)


def test_what_is_approved_while_the_kim_is_suspended_stays_hidden(kim, commit):
    foto = make_photo()
    naskah = submit_kegiatan(make_draft(kim, foto=foto), by=SYSTEM)
    with commit():
        suspend(kim)
    with commit():
        approve_kegiatan(naskah, by=SYSTEM)
    with commit():
        chase_overdue_photos()
    assert not is_shown(foto)

    with commit():
        reactivate_kim(kim, by=SYSTEM)
    assert is_shown(foto)


def test_photos_of_kim_suspended_long_ago_are_hidden_by_the_chase(kim, other_kim, foto, commit):
    kept = make_photo()
    with commit():
        publish(kim, foto=kept)
        publish(other_kim, foto=kept)
    Kim.objects.filter(pk=kim.pk).update(status=StatusKim.SUSPENDED, catatan="Diambil orang.")

    with commit():
        chase_overdue_photos()

    assert (is_shown(foto), is_shown(kept)) == (False, True)
