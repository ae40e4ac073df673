"""A photo stands upright, whichever way the phone was held."""

import pytest
from PIL import Image

from kimportal.images.pipeline import process
from tests.images.samples import RED, decode, upload

# EXIF orientation -> the corner where the stored top left corner belongs.
CORNERS = {
    1: (0, 0),
    2: (1, 0),
    3: (1, 1),
    4: (0, 1),
    5: (0, 0),
    6: (1, 0),
    7: (1, 1),
    8: (0, 1),
}


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", CORNERS)
def test_orientation_is_applied_to_every_output(orientation, fmt):
    stored = Image.new("RGB", (400, 340), "white")
    stored.paste(RED, (0, 0, 100, 100))
    tags = Image.Exif()
    tags[0x0112] = orientation

    processed = process(upload(stored, fmt, exif=tags.tobytes()))

    assert len(processed.renditions) == 3
    for rendition in (processed.master, *processed.renditions):
        made = decode(rendition.isi).convert("RGB")
        assert (made.width > made.height) == (orientation < 5)
        column, row = CORNERS[orientation]
        corner = (column * (made.width - 40) + 20, row * (made.height - 40) + 20)
        red, green, _ = made.getpixel(corner)
        assert red > 180 and green < 80
