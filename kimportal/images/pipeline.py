"""The one photo pipeline: whatever somebody sent goes in, clean pictures come out.

A file is believed only after it has been decoded, and nothing of it is kept but its
pixels: every output is encoded anew from a fresh picture, so metadata (places, names,
devices) and anything hidden in or behind the file stay outside. Size and complexity are
judged before decoding.
"""

import hashlib
import math
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL import Image

from kimportal.images.colours import flatten, to_srgb
from kimportal.images.errors import PhotoError
from kimportal.images.jpeg_scans import count_scans
from kimportal.images.renditions import Rendition, encode_master, encode_renditions
from kimportal.images.signatures import refuse_unless_photo
from kimportal.scanning import InfectedError, refuse_infected

MEGABYTE = 1_000_000
MAX_BYTES = 15 * MEGABYTE
# JPEG can be decoded at a fraction of its size; the others need memory for every pixel.
MAX_MEGAPIXELS = {"JPEG": 50, "MPO": 50, "PNG": 25, "WEBP": 25}
# Cameras and editors write about ten; 50 scans of 50 megapixels take a second or two.
MAX_SCANS = 50
MIN_SIDE = 64
MAX_RATIO = 5
MASTER_WIDTH = 1920
MASTER_PIXELS = 4_000_000

DAMAGED = "Foto ini rusak atau belum terkirim utuh. Coba kirim lagi atau pilih foto lain."
# What Pillow's decoders raise on broken or hostile data.
DECODER_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)
ORIENTATION_TAG = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}


@dataclass(frozen=True)
class Processed:
    """One photo after the pipeline; `sha256` is that of the file as it was sent."""

    sha256: str
    master: Rendition
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True)
class Received:
    """A photo as it was sent, judged by its header alone; `lebar`, `tinggi` of the master to be."""

    isi: bytes
    sha256: str
    lebar: int
    tinggi: int


def receive(upload: IO[bytes], *, max_bytes: int = MAX_BYTES) -> Received:
    """Judge an upload without decoding it, in milliseconds; raises PhotoError."""
    data = _read(upload, max_bytes)
    refuse_unless_photo(data)
    image = _open(data)
    sideways = _orientation(image) in SIDEWAYS
    size = _master_size(*image.size, sideways=sideways)
    lebar, tinggi = reversed(size) if sideways else size
    return Received(data, hashlib.sha256(data).hexdigest(), lebar, tinggi)


def process(upload: IO[bytes], *, max_bytes: int = MAX_BYTES) -> Processed:
    """Turn an upload into its master and renditions, or raise PhotoError.

    Raises NotScannedError while a virus scanner is set and does not answer.
    """
    data = _read(upload, max_bytes)
    refuse_unless_photo(data)
    try:
        refuse_infected(data)
    except InfectedError as error:
        raise PhotoError(error.message, code="virus") from error
    picture = _clean(_open(data))
    return Processed(
        sha256=hashlib.sha256(data).hexdigest(),
        master=encode_master(picture),
        renditions=encode_renditions(picture),
    )


def _read(upload: IO[bytes], max_bytes: int) -> bytes:
    upload.seek(0)
    data = upload.read(max_bytes + 1)
    if len(data) > max_bytes:
        limit = max_bytes / MEGABYTE
        raise PhotoError(f"Berkas foto ini terlalu besar. Paling besar {limit:g} MB.", code="bytes")
    return data


def _open(data: bytes) -> Image.Image:
    """Read the header only, and refuse what would cost too much to decode."""
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(_too_many_pixels(max(MAX_MEGAPIXELS.values())), code="pixels") from error
    except DECODER_FAULTS as error:
        raise PhotoError(DAMAGED, code="damaged") from error
    _check_dimensions(*image.size, limit=MAX_MEGAPIXELS[image.format or ""])
    if image.format in {"JPEG", "MPO"} and count_scans(data) > MAX_SCANS:
        raise PhotoError(DAMAGED, code="scans")
    return image


def _too_many_pixels(limit: int) -> str:
    return f"Ukuran gambar ini terlalu besar. Paling besar {limit} megapiksel."


def _check_dimensions(width: int, height: int, *, limit: int) -> None:
    if width * height > limit * 1_000_000:
        raise PhotoError(_too_many_pixels(limit), code="pixels")
    if min(width, height) < MIN_SIDE:
        message = f"Gambar ini terlalu kecil. Setiap sisi paling sedikit {MIN_SIDE} piksel."
        raise PhotoError(message, code="small")
    if max(width, height) > MAX_RATIO * min(width, height):
        message = (
            "Gambar ini terlalu panjang dan sempit. "
            f"Potong dulu sampai panjangnya paling banyak {MAX_RATIO} kali lebarnya."
        )
        raise PhotoError(message, code="ratio")


def _clean(image: Image.Image) -> Image.Image:
    """Decode (of an animation, the first frame) and return an upright sRGB picture."""
    try:
        orientation = _orientation(image)
        size = _master_size(*image.size, sideways=orientation in SIDEWAYS)
        image.draft(None, size)
        image.load()
        picture = flatten(image)
    except DECODER_FAULTS as error:
        raise PhotoError(DAMAGED, code="damaged") from error
    picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture = to_srgb(picture, image.info.get("icc_profile"))
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    # A new picture carries pixels only; Pillow's other operations hand metadata on.
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    return fresh


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation; unreadable EXIF does not spoil a sound photo."""
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except DECODER_FAULTS:
        return 1


def _master_size(width: int, height: int, *, sideways: bool) -> tuple[int, int]:
    upright_width = height if sideways else width
    scale = min(1.0, MASTER_WIDTH / upright_width, math.sqrt(MASTER_PIXELS / (width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))
