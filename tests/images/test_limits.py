"""Nothing that costs too much is decoded."""

from io import BytesIO

import pytest
from PIL import Image

from kimportal.images.errors import PhotoError
from kimportal.images.jpeg_scans import count_scans
from kimportal.images.pipeline import process
from tests.images.samples import (
    encode,
    picture,
    png_header,
    repeated_scans,
    upload,
    webp_header,
)

BOMBS = {
    "png claiming 3,600 megapixels": png_header(60_000, 60_000),
    "png claiming 100 megapixels": png_header(10_000, 10_000),
    "real png of 36 megapixels in 5 KB": encode(Image.new("1", (6000, 6000)), "PNG"),
    "webp canvas of 268 megapixels": webp_header(16_383, 16_383),
    "jpeg of 64 megapixels": encode(Image.new("L", (8000, 8000)), "JPEG"),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_decompression_bomb_is_refused(data):
    with pytest.raises(PhotoError, match="megapiksel"):
        process(BytesIO(data))


def test_a_large_phone_photo_is_accepted():
    processed = process(upload(Image.new("L", (8000, 6000))))
    assert (processed.master.lebar, processed.master.tinggi) == (1920, 1440)


def test_too_many_bytes_are_refused_with_the_limit():
    data = encode(picture(), "JPEG")
    with pytest.raises(PhotoError, match=r"Paling besar 0\.001 MB"):
        process(BytesIO(data), max_bytes=1000)


def test_a_file_of_exactly_the_limit_is_accepted():
    data = encode(picture(), "JPEG")
    assert process(BytesIO(data), max_bytes=len(data)).master.lebar == 800


def test_a_jpeg_with_endless_scans_is_refused():
    data = repeated_scans(60)
    assert count_scans(data) > 60
    with pytest.raises(PhotoError, match="rusak"):
        process(BytesIO(data))


def test_what_follows_the_picture_does_not_count_as_scans():
    data = encode(picture(), "JPEG", progressive=True)
    assert 5 < count_scans(data) < 15
    assert count_scans(data + b"\xff\xda\x00\x02" * 500) == count_scans(data)


def test_a_tiny_picture_is_refused():
    with pytest.raises(PhotoError, match="terlalu kecil"):
        process(upload(picture(63, 200)))


@pytest.mark.parametrize("size", [(1000, 199), (199, 1000)])
def test_a_strip_is_refused(size):
    with pytest.raises(PhotoError, match="terlalu panjang"):
        process(upload(picture(*size)))
