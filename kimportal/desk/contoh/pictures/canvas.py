"""A canvas of 1280×853 units, drawn at twice that size so that edges come out smooth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1280, 853
SCALE = 2
Point = tuple[float, float]
RGB = tuple[int, int, int]
Colour = str | RGB


@dataclass(frozen=True)
class Cahaya:
    """The colours of one time of day."""

    langit_atas: str
    langit_bawah: str
    matahari: str
    awan: str
    jauh: str
    tengah: str
    dekat: str
    tanah: str
    air: str
    dinding: str
    teduh: float
    """How much of the night colour lies over everything near (0 none)."""


CAHAYA = {
    "pagi": Cahaya(
        "#8ecae6",
        "#fdf0d5",
        "#ffd166",
        "#ffffff",
        "#a3c4bc",
        "#7fb77e",
        "#5a9a5b",
        "#d9b382",
        "#7cc3d8",
        "#fbf3e4",
        0.0,
    ),
    "siang": Cahaya(
        "#5fb3e4",
        "#d6f0fa",
        "#ffe08a",
        "#ffffff",
        "#8fb8c9",
        "#6fb36a",
        "#4c9450",
        "#d3a570",
        "#4fa8cc",
        "#fdf6e9",
        0.0,
    ),
    "sore": Cahaya(
        "#f2b56b",
        "#fde7c0",
        "#ff9f4a",
        "#fff3dc",
        "#c9a68c",
        "#93a85c",
        "#6f8d4a",
        "#c98f5c",
        "#d69f72",
        "#f7e3c4",
        0.06,
    ),
    "senja": Cahaya(
        "#5a4a82",
        "#ff9e6d",
        "#ffcf70",
        "#f5a88c",
        "#7d5f86",
        "#5a4b6f",
        "#42395a",
        "#8a5f5c",
        "#b56a78",
        "#e8c3a8",
        0.18,
    ),
    "mendung": Cahaya(
        "#8a9aa8",
        "#c9d3d9",
        "#d8dee2",
        "#b3bfc7",
        "#7f919b",
        "#6f8f78",
        "#577a63",
        "#9c8468",
        "#8d8a76",
        "#e6e1d6",
        0.05,
    ),
    "malam": Cahaya(
        "#16213e",
        "#3b4a73",
        "#fdf3c8",
        "#2a3658",
        "#2c3a5e",
        "#27415a",
        "#1f3448",
        "#4a4152",
        "#2b4a6b",
        "#8c7f86",
        0.38,
    ),
}
MALAM = (22, 30, 58)


def blend(one: Colour, other: Colour, share: float) -> RGB:
    """Mix two colours; `share` is that of the second."""
    a, b = _rgb(one), _rgb(other)
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def _rgb(colour: Colour) -> RGB:
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour


class Kanvas:
    """Shapes in units of the finished picture; `rng` decides what may vary."""

    def __init__(self, waktu: str, rng: Random) -> None:
        self.waktu = waktu
        self.cahaya = CAHAYA[waktu]
        self.rng = rng
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self._draw = ImageDraw.Draw(self._image)

    def warna(self, colour: Colour) -> RGB:
        """Return a thing's colour in this light."""
        return blend(colour, MALAM, self.cahaya.teduh)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=_rgb(colour))

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self._draw.ellipse(box, fill=_rgb(colour))

    def rect(
        self, x: float, y: float, width: float, height: float, colour: Colour, r: float = 0
    ) -> None:
        """Draw a rectangle by its upper left corner, with corners of radius `r`."""
        box = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.rounded_rectangle(box, radius=r * SCALE, fill=_rgb(colour))

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=_rgb(colour), width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.ellipse(x, y, width / 2, width / 2, colour)

    def wedge(
        self, x: float, y: float, rx: float, ry: float, angles: Point, colour: Colour
    ) -> None:
        """Draw a slice of an ellipse between two angles (degrees, clockwise from the right)."""
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self._draw.pieslice(box, *angles, fill=_rgb(colour))

    def gradient(self, top: float, bottom: float, above: Colour, below: Colour) -> None:
        """Fill a band across the whole picture with a soft change of colour."""
        steps = 48
        strip = Image.new("RGB", (1, steps))
        for step in range(steps):
            strip.putpixel((0, step), blend(above, below, step / (steps - 1)))
        height = round((bottom - top) * SCALE)
        band = strip.resize((WIDTH * SCALE, height), Image.Resampling.BILINEAR)
        self._image.paste(band, (0, round(top * SCALE)))

    def wave(
        self, base: float, heights: Sequence[tuple[float, float, float]], colour: Colour
    ) -> None:
        """Fill from a line of added waves (height, length, shift) down to the lower edge."""
        points: list[Point] = [
            (x, base + sum(h * math.sin(x / length + shift) for h, length, shift in heights))
            for x in range(-10, WIDTH + 21, 10)
        ]
        self.polygon([*points, (WIDTH + 10, HEIGHT), (-10, HEIGHT)], colour)

    def finished(self) -> Image.Image:
        return self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
