"""Every kind of picture that a photo file may hold comes out in plain colours."""

import pytest
from PIL import Image

from kimportal.images.pipeline import process
from tests.images.samples import RED, decode, noise, swapped_profile, upload


def middle(rendition):
    made = decode(rendition.isi).convert("RGB")
    return made.getpixel((made.width // 2, made.height // 2))


def near(colour, expected, tolerance=12):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, expected, strict=True))


def solid(mode, colour):
    return Image.new(mode, (200, 200), colour)


GREY = (128, 128, 128)
WHITE = (255, 255, 255)
CASES = {
    "grey jpeg": (solid("L", 128), "JPEG", {}, GREY),
    "cmyk jpeg": (solid("CMYK", (0, 255, 255, 0)), "JPEG", {}, (255, 0, 0)),
    "grey png with alpha": (solid("LA", (0, 128)), "PNG", {}, (127, 127, 127)),
    "palette png": (solid("RGB", RED).quantize(2), "PNG", {}, RED),
    "palette png, transparent": (
        solid("RGB", RED).quantize(2),
        "PNG",
        {"transparency": 0},
        WHITE,
    ),
    "transparent png": (solid("RGBA", (*RED, 0)), "PNG", {}, WHITE),
    "half transparent webp": (solid("RGBA", (0, 0, 0, 128)), "WEBP", {}, (127, 127, 127)),
    "black and white png": (solid("1", 1), "PNG", {}, WHITE),
    "16 bit png": (solid("I;16", 128 * 256), "PNG", {}, GREY),
}


@pytest.mark.parametrize(("image", "fmt", "options", "colour"), CASES.values(), ids=CASES)
def test_every_mode_becomes_rgb_on_white(image, fmt, options, colour):
    processed = process(upload(image, fmt, **options))

    for rendition in (processed.master, *processed.renditions):
        assert decode(rendition.isi).mode == "RGB"
        assert near(middle(rendition), colour)


def test_a_colour_profile_is_applied_before_it_is_dropped():
    processed = process(upload(solid("RGB", (255, 0, 0)), icc_profile=swapped_profile()))
    assert near(middle(processed.master), (0, 0, 255), tolerance=40)


@pytest.mark.parametrize(
    "profile", [b"not a profile", swapped_profile()[:200]], ids=["text", "cut"]
)
def test_a_broken_colour_profile_is_ignored(profile):
    processed = process(upload(solid("RGB", RED), icc_profile=profile))
    assert near(middle(processed.master), RED)


@pytest.mark.parametrize("fmt", ["WEBP", "PNG"])
def test_of_an_animation_the_first_frame_remains(fmt):
    frames = [solid("RGB", "blue"), noise(200, 200)]
    data = upload(solid("RGB", RED), fmt, save_all=True, append_images=frames)
    assert getattr(Image.open(data), "n_frames", 1) == 3

    processed = process(data)

    for rendition in (processed.master, *processed.renditions):
        assert getattr(decode(rendition.isi), "n_frames", 1) == 1
        assert near(middle(rendition), RED)


def test_the_multi_picture_jpeg_of_some_phones_is_accepted():
    data = upload(solid("RGB", RED), "MPO", save_all=True, append_images=[solid("RGB", "blue")])
    assert near(middle(process(data).master), RED)
