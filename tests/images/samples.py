"""Pictures and hostile files, made on the spot."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

RED = (220, 20, 20)


def picture(width: int = 800, height: int = 600) -> Image.Image:
    """Return a smooth picture, dark on top and light at the bottom."""
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def noise(width: int, height: int) -> Image.Image:
    """Return what compresses worst."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 200) for _ in range(3)])


def encode(image: Image.Image, fmt: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, fmt, **options)
    return buffer.getvalue()


def upload(image: Image.Image | None = None, fmt: str = "JPEG", **options: Any) -> BytesIO:
    return BytesIO(encode(image or picture(), fmt, **options))


def decode(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def swapped_profile() -> bytes:
    """Return a colour profile that calls blue what sRGB calls red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that claims any size and has almost no data."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    )


def webp_header(width: int, height: int) -> bytes:
    """Return an animated WebP with a huge canvas around one small frame."""
    frame = encode(Image.new("RGB", (64, 64)), "WEBP", lossless=True)[12:]
    canvas = b"\x02\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    place = b"\0" * 6 + (63).to_bytes(3, "little") * 2 + b"\x64\0\0\0"
    chunks = [(b"VP8X", canvas), (b"ANIM", b"\0" * 6), (b"ANMF", place + frame)]
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(c)) + c for name, c in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def repeated_scans(count: int) -> bytes:
    """Return a progressive JPEG whose last scan comes again and again."""
    data = encode(picture(), "JPEG", progressive=True)
    last_scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last_scan * count + data[-2:]


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    """Insert an application segment right after the start of a JPEG."""
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
