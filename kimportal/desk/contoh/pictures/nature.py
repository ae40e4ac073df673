"""Sky, hills, trees and water."""

import math

from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Colour, Kanvas, blend


def sky(k: Kanvas, horizon: float = 520) -> None:
    """Sky with sun (or moon) and clouds, down to the horizon."""
    c = k.cahaya
    k.gradient(0, horizon + 20, c.langit_atas, c.langit_bawah)
    # Whatever the hills leave open is far land.
    k.rect(0, horizon + 20, WIDTH, HEIGHT - horizon - 20, blend(c.jauh, c.tengah, 0.5))
    if k.waktu == "malam":
        _stars(k)
    if k.waktu == "mendung":
        _clouds(k, 9, range(60, 300))
        return
    low = {"senja": horizon - 70, "sore": horizon - 190}.get(k.waktu, 150)
    x = k.rng.choice([k.rng.randint(180, 420), k.rng.randint(850, 1100)])
    halo = blend(c.langit_bawah, c.matahari, 0.35)
    if k.waktu != "malam":
        k.ellipse(x, low, 92, 92, halo)
    k.ellipse(x, low, 58, 58, c.matahari)
    if k.waktu != "malam":
        _clouds(k, 4, range(70, 260))


def _clouds(k: Kanvas, count: int, heights: range) -> None:
    for _ in range(count):
        x, y = k.rng.randint(0, WIDTH), k.rng.choice(heights)
        size = k.rng.uniform(0.6, 1.3)
        colour = blend(k.cahaya.awan, k.cahaya.langit_bawah, 0.25)
        for dx, dy, r in ((-58, 8, 26), (-22, -8, 38), (24, -2, 32), (62, 10, 22)):
            k.ellipse(x + dx * size, y + dy * size, r * 1.2 * size, r * 0.8 * size, colour)
        k.rect(x - 84 * size, y + 8 * size, 166 * size, 22 * size, colour, r=11 * size)


def _stars(k: Kanvas) -> None:
    for _ in range(70):
        size = k.rng.uniform(0.8, 2.2)
        k.ellipse(k.rng.randint(0, WIDTH), k.rng.randint(0, 380), size, size, "#f4f1de")


def mountain(k: Kanvas, x: float, base: float, width: float, height: float) -> None:
    """A volcano with a paler slope on the sunny side."""
    colour = k.cahaya.jauh
    top, half = base - height, width / 2
    rim = width * 0.05
    k.polygon(
        [
            (x - half, base),
            (x - half * 0.45, base - height * 0.42),
            (x - rim, top),
            (x + rim, top + 6),
            (x + half * 0.42, base - height * 0.45),
            (x + half, base),
        ],
        colour,
    )
    pale = blend(colour, k.cahaya.langit_bawah, 0.3)
    k.polygon(
        [(x - rim, top), (x + rim, top + 6), (x + half * 0.12, base), (x - half * 0.5, base)], pale
    )


def hills(k: Kanvas, base: float, colour: Colour, height: float = 34) -> None:
    """A line of hills from edge to edge."""
    waves = [
        (height, k.rng.uniform(150, 240), k.rng.uniform(0, 6)),
        (height * 0.5, k.rng.uniform(60, 110), k.rng.uniform(0, 6)),
    ]
    k.wave(base, waves, colour)


def ground(k: Kanvas, top: float, colour: str | None = None) -> None:
    k.rect(0, top, WIDTH, HEIGHT - top, k.warna(colour or k.cahaya.tanah))


def meadow(k: Kanvas, top: float) -> None:
    """Grass with a few tufts."""
    k.wave(top, [(6, 220, k.rng.uniform(0, 6))], k.cahaya.dekat)
    tuft = blend(k.cahaya.dekat, "#ffffff", 0.16)
    for _ in range(46):
        x, y = k.rng.randint(0, WIDTH), k.rng.randint(round(top) + 20, HEIGHT - 8)
        for dx in (-5, 0, 5):
            k.line([(x, y), (x + dx, y - 11)], tuft, 2)


def tree(k: Kanvas, x: float, base: float, size: float = 1.0, colour: str | None = None) -> None:
    """A round-crowned tree."""
    leaf = k.warna(colour or "#3f8f4f")
    light = blend(leaf, "#fff3b0", 0.2)
    k.polygon(
        [
            (x - 8 * size, base),
            (x - 5 * size, base - 90 * size),
            (x + 5 * size, base - 90 * size),
            (x + 8 * size, base),
        ],
        k.warna("#7a5236"),
    )
    for dx, dy, r in ((-34, -96, 36), (32, -100, 38), (0, -132, 46), (-4, -92, 40)):
        k.ellipse(x + dx * size, base + dy * size, r * size, r * size, leaf)
    for dx, dy, r in ((-14, -140, 20), (-38, -108, 14), (22, -114, 16)):
        k.ellipse(x + dx * size, base + dy * size, r * size, r * size, light)


def palm(k: Kanvas, x: float, base: float, size: float = 1.0, lean: float = 30) -> None:
    """A coconut palm that leans."""
    trunk = k.warna("#8a6642")
    top_x, top_y = x + lean * size, base - 250 * size
    bend = (x + lean * 0.25 * size, base - 120 * size)
    k.line([(x, base), bend, (top_x, top_y)], trunk, 13 * size)
    leaf, shade = k.warna("#3f9b57"), k.warna("#2f7d47")
    for index, angle in enumerate((-172, -145, -112, -68, -38, -8, 18, 162)):
        _frond(k, top_x, top_y, angle, 118 * size, shade if index % 2 else leaf)
    for dx, dy in ((-9, 8), (8, 10), (0, 16)):
        k.ellipse(top_x + dx * size, top_y + dy * size, 9 * size, 10 * size, k.warna("#6b4f2a"))


def _frond(k: Kanvas, x: float, y: float, angle: float, length: float, colour: Colour) -> None:
    rad = math.radians(angle)
    tip = (x + length * math.cos(rad), y + length * math.sin(rad) * 0.75 + length * 0.28)
    mid = (x + length * 0.5 * math.cos(rad), y + length * 0.5 * math.sin(rad) * 0.9)
    normal = (-math.sin(rad) * length * 0.13, math.cos(rad) * length * 0.13)
    k.polygon(
        [
            (x, y),
            (mid[0] + normal[0], mid[1] + normal[1]),
            tip,
            (mid[0] - normal[0], mid[1] - normal[1]),
        ],
        colour,
    )


def banana(k: Kanvas, x: float, base: float, size: float = 1.0) -> None:
    """A banana plant."""
    k.line([(x, base), (x, base - 86 * size)], k.warna("#86a35a"), 16 * size)
    top = base - 84 * size
    for index, angle in enumerate((-160, -125, -92, -58, -22)):
        colour = k.warna("#5fae57" if index % 2 else "#4a9a4c")
        rad = math.radians(angle)
        length = 96 * size
        tip = (x + length * math.cos(rad), top + length * math.sin(rad) * 0.95)
        mid = (x + length * 0.55 * math.cos(rad), top + length * 0.62 * math.sin(rad))
        nx, ny = -math.sin(rad) * 17 * size, math.cos(rad) * 17 * size
        k.polygon([(x, top), (mid[0] + nx, mid[1] + ny), tip, (mid[0] - nx, mid[1] - ny)], colour)


def bush(k: Kanvas, x: float, base: float, size: float = 1.0, colour: str = "#4f9d57") -> None:
    leaf = k.warna(colour)
    for dx, dy, r in ((-24, -14, 22), (0, -26, 28), (24, -14, 22)):
        k.ellipse(x + dx * size, base + dy * size, r * size, r * size * 0.9, leaf)


def sea(k: Kanvas, top: float, bottom: float = HEIGHT) -> None:
    """Water down to `bottom` with a few bright strokes."""
    near = blend(k.cahaya.air, "#123a5a", 0.28)
    k.gradient(top, bottom, blend(k.cahaya.air, k.cahaya.langit_bawah, 0.35), near)
    shine = blend(k.cahaya.air, "#ffffff", 0.4)
    for _ in range(34):
        y = top + 12 + (bottom - top - 20) * k.rng.random() ** 0.8
        length = 20 + 70 * (y - top) / (bottom - top)
        x = k.rng.randint(-20, WIDTH)
        k.line([(x, y), (x + length, y)], shine, 2.4)
