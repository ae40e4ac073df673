"""Whatever hides inside or behind a photo does not reach a visitor."""

import zipfile
from io import BytesIO

import pytest

from kimportal.images.pipeline import process
from tests.images.samples import decode, encode, picture, with_segment

SCRIPT = b"<script>alert('KIM')</script>"


def archive() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("jahat.html", SCRIPT)
    return buffer.getvalue()


JPEG = encode(picture(), "JPEG")
PNG = encode(picture(), "PNG")
WEBP = encode(picture(), "WEBP")
POLYGLOTS = {
    "jpeg, then html": JPEG + b"<html>" + SCRIPT,
    "jpeg, then zip": JPEG + archive(),
    "jpeg with html inside": with_segment(JPEG, 0xFE, b"*/" + SCRIPT),
    "jpeg with pdf inside": with_segment(JPEG, 0xFE, b"%PDF-1.7\n" + SCRIPT),
    "jpeg, then the video of a live photo": JPEG
    + b"\0\0\0\x18ftypmp42"
    + b"\xff\xda" * 500
    + SCRIPT,
    "png, then zip": PNG + archive(),
    "png, then php": PNG + b"<?php system('id'); ?>" + SCRIPT,
    "webp, then html": WEBP + SCRIPT,
}


@pytest.mark.parametrize("data", POLYGLOTS.values(), ids=POLYGLOTS)
def test_only_the_picture_survives(data):
    processed = process(BytesIO(data))

    assert len(processed.renditions) == 4
    for rendition in (processed.master, *processed.renditions):
        assert decode(rendition.isi).size == (rendition.lebar, rendition.tinggi)
        for trace in (b"script", b"PK\x03\x04", b"%PDF", b"<?php", b"ftyp"):
            assert trace not in rendition.isi
        assert not zipfile.is_zipfile(BytesIO(rendition.isi))
