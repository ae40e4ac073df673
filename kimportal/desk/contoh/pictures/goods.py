"""Jars, bottles and bags with labels, as small businesses sell them."""

from kimportal.desk.contoh.pictures.canvas import Kanvas, blend


def jar(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    tint = k.warna(colour)
    k.rect(x - 34 * s, base - 96 * s, 68 * s, 96 * s, blend(tint, "#ffffff", 0.35), r=14 * s)
    k.rect(x - 29 * s, base - 74 * s, 58 * s, 68 * s, tint, r=10 * s)
    k.rect(x - 36 * s, base - 114 * s, 72 * s, 22 * s, k.warna("#7a5236"), r=6 * s)
    label(k, x, base - 40 * s, 46 * s, 30 * s)


def pouch(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    tint = k.warna(colour)
    k.polygon(
        [
            (x - 44 * s, base),
            (x + 44 * s, base),
            (x + 50 * s, base - 120 * s),
            (x - 50 * s, base - 120 * s),
        ],
        tint,
    )
    k.rect(x - 50 * s, base - 134 * s, 100 * s, 16 * s, blend(tint, "#000000", 0.2), r=3 * s)
    k.ellipse(x, base - 86 * s, 24 * s, 24 * s, blend(tint, "#ffffff", 0.55))
    label(k, x, base - 34 * s, 66 * s, 30 * s)


def bottle(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    tint = k.warna(colour)
    k.rect(x - 24 * s, base - 110 * s, 48 * s, 110 * s, tint, r=12 * s)
    k.polygon(
        [
            (x - 22 * s, base - 102 * s),
            (x + 22 * s, base - 102 * s),
            (x + 9 * s, base - 138 * s),
            (x - 9 * s, base - 138 * s),
        ],
        tint,
    )
    k.rect(x - 11 * s, base - 154 * s, 22 * s, 20 * s, k.warna("#f1e2c6"), r=4 * s)
    label(k, x, base - 52 * s, 42 * s, 44 * s)


def label(k: Kanvas, x: float, y: float, width: float, height: float) -> None:
    """A label with strokes that stand for writing."""
    k.rect(x - width / 2, y - height / 2, width, height, k.warna("#fffaf0"), r=4)
    k.rect(
        x - width * 0.34, y - height * 0.22, width * 0.68, height * 0.18, k.warna("#c8553d"), r=2
    )
    k.rect(
        x - width * 0.26, y + height * 0.08, width * 0.52, height * 0.12, k.warna("#a9a08f"), r=2
    )


def steam(k: Kanvas, x: float, base: float, behind: str) -> None:
    tint = blend(k.warna(behind), "#ffffff", 0.6)
    for index, dx in enumerate((-16, 0, 16)):
        points = [
            (x + dx + (7 if step % 2 else -7), base - step * 18) for step in range(5 + index % 2)
        ]
        k.line(points, tint, 5)
