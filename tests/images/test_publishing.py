"""A photo is reachable while it is public, and at no other time."""

import contextlib

import pytest
from django.core.files.storage import storages
from django.db import transaction

from kimportal.images.models import Foto
from kimportal.images.publishing import publish_photo, withdraw_photo
from kimportal.images.storage import store_photo
from tests.images.samples import encode, picture

pytestmark = pytest.mark.django_db


class Rollback(Exception):
    pass


@pytest.fixture
def foto(tmp_path):
    path = tmp_path / "kiriman.jpg"
    path.write_bytes(encode(picture(1400, 1000), "JPEG"))
    with path.open("rb") as file:
        return store_photo(file)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Commit what happens inside the block, as a request would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def public_files(media):
    return sorted(path for path in (media / "public").rglob("*") if path.is_file())


def test_a_new_photo_is_private(foto, media):
    assert public_files(media) == []
    assert len([p for p in (media / "private").rglob("*") if p.is_file()]) == 5
    assert not foto.is_public
    assert (foto.srcset, foto.jpeg_url, foto.url(640), foto.url_besar) == ("", "", "", "")


def test_publishing_copies_the_renditions_but_not_the_master(foto, media, commit):
    with commit():
        publish_photo(foto)

    assert Foto.objects.get().is_public
    found = {path.relative_to(media / "public").as_posix(): path for path in public_files(media)}
    assert len(found) == 4
    for nama in foto.ukuran:
        copy = found[foto.public_name(nama)].read_bytes()
        assert copy == (media / "private" / foto.private_name(nama)).read_bytes()


def test_addresses_of_a_public_photo_lead_to_its_files(foto, media, commit):
    with commit():
        publish_photo(foto)

    addresses = [foto.url(320), foto.url(640), foto.url(1280), foto.jpeg_url]
    assert addresses[1] == f"/media/foto/{foto.kunci[:2]}/{foto.kunci}-640.webp"
    assert foto.url_besar == foto.url(1280)
    assert foto.srcset == f"{addresses[0]} 320w, {addresses[1]} 640w, {addresses[2]} 1280w"
    assert all((media / "public" / a.removeprefix("/media/")).is_file() for a in addresses)


def test_publishing_twice_changes_nothing(foto, media, commit):
    with commit():
        publish_photo(foto)
    before = public_files(media)
    with commit():
        publish_photo(foto)
        publish_photo(foto)

    assert public_files(media) == before


def test_an_interrupted_copy_is_made_good(foto, media, commit):
    path = media / "public" / foto.public_name("640.webp")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half")
    with commit():
        publish_photo(foto)

    assert path.stat().st_size == foto.rendition(640).byte
    assert len(public_files(media)) == 4


def test_withdrawing_deletes_every_public_copy_and_keeps_the_private_ones(foto, media, commit):
    with commit():
        publish_photo(foto)
    with commit():
        withdraw_photo(foto)
        withdraw_photo(foto)

    assert public_files(media) == []
    assert not Foto.objects.get().is_public
    assert foto.jpeg_url == ""
    assert (media / "private" / foto.private_name("640.webp")).is_file()


def test_a_withdrawn_photo_can_be_published_again_at_the_same_address(foto, media, commit):
    with commit():
        publish_photo(foto)
    address = foto.jpeg_url
    with commit():
        withdraw_photo(foto)
    with commit():
        publish_photo(foto)

    assert foto.jpeg_url == address
    assert len(public_files(media)) == 4


def test_publishing_that_is_rolled_back_leaves_no_public_file(foto, media, commit):
    with commit(), contextlib.suppress(Rollback), transaction.atomic():
        publish_photo(foto)
        raise Rollback

    assert public_files(media) == []
    assert not Foto.objects.get().is_public


def test_withdrawing_that_is_rolled_back_keeps_the_public_files(foto, media, commit):
    with commit():
        publish_photo(foto)
    with commit(), contextlib.suppress(Rollback), transaction.atomic():
        withdraw_photo(foto)
        raise Rollback

    assert len(public_files(media)) == 4
    assert Foto.objects.get().is_public


def test_names_are_long_random_and_unrelated(foto, tmp_path):
    with (tmp_path / "kiriman.jpg").open("rb") as file:
        other = store_photo(file)
    names = {foto.kunci, foto.kunci_pribadi, other.kunci, other.kunci_pribadi}

    assert len(names) == 4
    assert all(len(bytes.fromhex(name)) == 16 for name in names)
    assert foto.kunci not in foto.private_name("640.webp")
    assert foto.kunci_pribadi not in foto.public_name("640.webp")


def test_the_private_store_has_no_addresses(foto, media):
    with pytest.raises(ValueError, match="tidak punya alamat"):
        storages["private"].url(foto.private_name("640.webp"))
    file = media / "private" / foto.private_name("640.webp")
    assert file.stat().st_mode & 0o077 == 0


def test_the_database_refuses_a_photo_without_size():
    with pytest.raises(Exception, match="foto_punya_ukuran"), transaction.atomic():
        Foto.objects.create(lebar=0, tinggi=10, sha256="0" * 64)
