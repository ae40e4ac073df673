"""Bringing a decoded picture of any mode and colour space to plain sRGB."""

from io import BytesIO

from PIL import Image, ImageCms


def flatten(image: Image.Image) -> Image.Image:
    """Return the picture without palette, transparency or 16-bit samples: L, RGB or CMYK.

    Transparent parts become white, as on paper: a dark logo must not vanish in dark mode.
    """
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda sample: sample / 256).convert("L")
    if image.has_transparency_data:
        layer = image if image.mode == "RGBA" else image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(layer, mask=layer)
        return paper
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def to_srgb(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """Apply the colour profile, so that it can be dropped; a broken profile is ignored."""
    if not icc_profile:
        return image.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(icc_profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        converted = None
    return converted or image.convert("RGB")
