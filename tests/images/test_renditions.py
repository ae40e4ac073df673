"""Every photo exists in the sizes that pages and shared links need."""

import pytest
from PIL import Image

from kimportal.images.models import Foto
from kimportal.images.storage import open_private, store_photo
from tests.images.samples import decode, noise, picture, upload

pytestmark = pytest.mark.django_db


def test_a_large_photo_has_three_widths_and_a_jpeg():
    foto = store_photo(upload(picture(3000, 2000)))

    assert [(r.nama, r.lebar, r.tinggi) for r in foto.rendisi] == [
        ("320.webp", 320, 213),
        ("640.webp", 640, 427),
        ("1280.webp", 1280, 853),
    ]
    assert foto.jpeg[:3] == ("640.jpg", 640, 427)
    assert (foto.lebar, foto.tinggi) == (1920, 1280)


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((200, 150), [200]),
        ((320, 200), [320]),
        ((500, 400), [320, 500]),
        ((900, 900), [320, 640, 900]),
    ],
)
def test_a_small_photo_is_never_enlarged(size, widths):
    foto = store_photo(upload(picture(*size)))

    assert [r.lebar for r in foto.rendisi] == widths
    assert max(r.lebar for r in foto.rendisi) == foto.lebar == size[0]


def test_a_width_that_does_not_exist_leads_to_the_widest():
    foto = store_photo(upload(picture(500, 400)))

    assert foto.rendition(320).lebar == 320
    assert foto.rendition(640).lebar == foto.rendition(1280).lebar == 500


@pytest.mark.parametrize("size", [(3000, 2000), (1500, 2000), (500, 400), (1600, 320), (100, 100)])
def test_recorded_sizes_are_those_of_the_files(size, media):
    foto = Foto.objects.get(pk=store_photo(upload(picture(*size), "PNG")).pk)

    for rendisi in [*foto.rendisi, foto.jpeg]:
        path = media / "private" / foto.private_name(rendisi.nama)
        with Image.open(path) as made:
            assert made.size == (rendisi.lebar, rendisi.tinggi)
            assert made.format == ("JPEG" if rendisi == foto.jpeg else "WEBP")
        assert path.stat().st_size == rendisi.byte
    with Image.open(media / "private" / foto.private_name("master.jpg")) as master:
        assert master.size == (foto.lebar, foto.tinggi)


@pytest.mark.parametrize("size", [(1600, 1600), (2500, 500), (500, 2500), (300, 1500), (640, 480)])
def test_the_shared_picture_stays_under_300_kb_and_over_300_px(size):
    foto = store_photo(upload(noise(*size), quality=95))

    assert foto.jpeg.byte < 300_000
    assert min(foto.jpeg.lebar, foto.jpeg.tinggi) >= 300


def test_a_private_rendition_can_be_opened_by_its_width():
    foto = store_photo(upload())

    with open_private(foto, 320) as file:
        assert decode(file.read()).size == (320, 240)


def test_the_same_file_is_recognised_under_another_name():
    first, second = store_photo(upload()), store_photo(upload())

    assert first.sha256 == second.sha256
    assert first.kunci != second.kunci
