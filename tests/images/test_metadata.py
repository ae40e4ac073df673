"""Where, when, by whom and with what a photo was taken stays with its author."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from kimportal.images.pipeline import process
from tests.images.samples import decode, swapped_profile, upload, with_segment

SECRET = "RAHASIA-KAMPUNG"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
TRACES = [SECRET.encode(), b"Exif\0\0", b"EXIF", b"eXIf", b"ICC_PROFILE", b"ICCP", b"xmpmeta"]


def exif() -> Image.Exif:
    tags = Image.Exif()
    tags[0x010E] = SECRET
    tags[0x0110] = SECRET
    gps = tags.get_ifd(0x8825)
    gps.update({1: "S", 2: (5.0, 8.0, 41.0), 3: "E", 4: (119.0, 24.0, 15.0)})
    return tags


def jpeg(**options):
    """A JPEG with EXIF (GPS), XMP, a comment, and IPTC."""
    data = upload(exif=exif(), xmp=XMP, comment=SECRET.encode(), **options).getvalue()
    iptc = b"\x1c\x02\x78" + len(SECRET).to_bytes(2, "big") + SECRET.encode()
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc
    return with_segment(data, 0xED, resource)


def jpeg_with_profile():
    return jpeg(icc_profile=swapped_profile())


def png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_text("Comment", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return upload(fmt="PNG", exif=exif(), pnginfo=texts, icc_profile=swapped_profile()).getvalue()


def webp():
    return upload(
        fmt="WEBP", exif=exif().tobytes(), xmp=XMP, icc_profile=swapped_profile()
    ).getvalue()


@pytest.mark.parametrize("make", [jpeg, jpeg_with_profile, png, webp])
def test_no_output_carries_any_metadata(make):
    data = make()
    sent = decode(data)
    assert sent.getexif().get_ifd(0x8825)[4] == (119.0, 24.0, 15.0)
    assert ("icc_profile" in sent.info) == (make is not jpeg)

    processed = process(BytesIO(data))

    files = [processed.master, *processed.renditions]
    assert len(files) == 5  # 800 px: three WebP and a JPEG beside the master
    for rendition in files:
        made = decode(rendition.isi)
        assert not made.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & made.info.keys()
        assert [trace for trace in TRACES if trace in rendition.isi] == []


def test_a_broken_exif_block_does_not_spoil_a_sound_photo():
    data = upload(exif=exif()).getvalue()
    broken = data.replace(b"Exif\0\0MM", b"Exif\0\0XX").replace(b"Exif\0\0II", b"Exif\0\0XX")
    assert broken != data

    assert process(BytesIO(broken)).master.lebar == 800
