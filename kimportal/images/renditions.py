"""Encoding the files that are made of one clean picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

WIDTHS = (320, 640, 1280)
WEBP_QUALITY = 78
MASTER_QUALITY = 90
# The JPEG is also the picture that WhatsApp and others show beside a shared link: they
# want at least 300 px on each side and give up above 300 KB.
JPEG = "640.jpg"
JPEG_WIDTH = 640
JPEG_MIN_SIDE = 300
JPEG_MAX_BYTES = 290_000
JPEG_QUALITIES = (82, 72, 60, 48, 36)
JPEG_SHRINK = 0.8


@dataclass(frozen=True)
class Rendition:
    """One encoded file; `nama` is its file name beside the others of the same photo."""

    nama: str
    lebar: int
    tinggi: int
    isi: bytes


def encode_master(picture: Image.Image) -> Rendition:
    """Encode the picture that later renditions can be made of; it is never published."""
    return _rendition("master.jpg", picture, _jpeg(picture, MASTER_QUALITY, small=False))


def encode_renditions(picture: Image.Image) -> tuple[Rendition, ...]:
    """Encode the WebP renditions, narrowest first, and the JPEG fallback last."""
    return (*_encode_webp(picture), _encode_fallback(picture))


def _encode_webp(picture: Image.Image) -> Iterator[Rendition]:
    """Yield up to three widths, never enlarged: the last may be narrower than its name."""
    for width in WIDTHS:
        scaled = _scale(picture, width / picture.width)
        buffer = BytesIO()
        scaled.save(buffer, "WEBP", quality=WEBP_QUALITY, method=4)
        yield _rendition(f"{width}.webp", scaled, buffer.getvalue())
        if width >= picture.width:
            return


def _encode_fallback(picture: Image.Image) -> Rendition:
    factor = max(JPEG_WIDTH / picture.width, JPEG_MIN_SIDE / min(picture.size))
    while True:
        scaled = _scale(picture, factor)
        for quality in JPEG_QUALITIES:
            content = _jpeg(scaled, quality, small=True)
            if len(content) <= JPEG_MAX_BYTES:
                return _rendition(JPEG, scaled, content)
        factor = min(factor, 1.0) * JPEG_SHRINK


def _scale(picture: Image.Image, factor: float) -> Image.Image:
    if factor >= 1:
        return picture
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _jpeg(picture: Image.Image, quality: int, *, small: bool) -> bytes:
    """Encode; `small` saves bytes, but needs a buffer that extreme pictures outgrow above 82."""
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=small, progressive=small)
    return buffer.getvalue()


def _rendition(nama: str, picture: Image.Image, isi: bytes) -> Rendition:
    return Rendition(nama=nama, lebar=picture.width, tinggi=picture.height, isi=isi)
