"""Photos on a laptop: the public copy is served, the private master has no address."""

import pytest

from kimportal.images.publishing import publish_photo, withdraw_photo
from tests.publishing import make_photo


@pytest.fixture
def foto(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        foto = make_photo()
        publish_photo(foto)
    return foto


def test_a_public_photo_is_served_without_cookie(client, foto):
    answer = client.get(foto.url(320))

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert not answer.cookies


def test_a_withdrawn_photo_is_gone(client, foto, django_capture_on_commit_callbacks):
    address = foto.url(320)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(foto)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["../private/", "..%2fprivate%2f", "private/", "%2e%2e/private/"])
def test_the_private_store_is_out_of_reach(path, client, foto):
    name = foto.private_name(next(iter(foto.ukuran)))

    assert client.get(f"/media/{path}{name}").status_code in (400, 404)


@pytest.mark.parametrize("name", ["a" * 3000, "%00", "foto/%00.webp", "foto"])
def test_a_name_that_no_file_can_have_is_not_there(name, client, foto):
    assert client.get(f"/media/{name}").status_code == 404
