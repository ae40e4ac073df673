"""What is not a photo is refused in words that say what to do."""

from io import BytesIO

import pytest
from PIL import Image

from kimportal.images.errors import PhotoError
from kimportal.images.pipeline import process
from tests.images.samples import encode, picture

REFUSED = {
    "empty": (b"", "kosong"),
    "svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "svg with a long comment": (b"<!--" + b"x" * 900 + b"-->\n<SVG onload=alert(1)>", "SVG"),
    "html": (b"\n <!DOCTYPE html><script>alert(1)</script>", "halaman web"),
    "gif": (encode(picture(), "GIF"), "GIF"),
    "gif and script": (b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)<script>", "GIF"),
    "html before a jpeg": (b"<html>" + encode(picture(), "JPEG"), "halaman web"),
    "bytes before a jpeg": (b"\0" + encode(picture(), "JPEG"), "bukan foto"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    "avif": (encode(picture(64, 64), "AVIF"), "AVIF"),
    "tiff": (encode(picture(), "TIFF"), "TIFF atau BMP"),
    "bmp": (encode(picture(64, 64), "BMP"), "TIFF atau BMP"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "zip": (b"PK\x03\x04\x14\0", "ZIP"),
    "video": (b"\0\0\0\x18ftypmp42\0\0\0\0", "video"),
    "text": (b"Halo, ini bukan foto.", "bukan foto"),
    "program": (b"\x7fELF\x02\x01\x01", "bukan foto"),
    "sound": (b"RIFF\x24\0\0\0WAVEfmt ", "bukan foto"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_other_files_are_refused_by_name(data, words):
    with pytest.raises(PhotoError) as caught:
        process(BytesIO(data))
    assert words in caught.value.message


def test_a_claimed_jpeg_that_does_not_decode_is_refused():
    with pytest.raises(PhotoError, match="rusak"):
        process(BytesIO(b"\xff\xd8\xff\xe0<script>alert(1)</script>" * 50))


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_file_is_refused(fmt, kept):
    data = encode(Image.effect_noise((300, 300), 90).convert("RGB"), fmt)
    with pytest.raises(PhotoError, match="belum terkirim utuh"):
        process(BytesIO(data[: int(len(data) * kept)]))
