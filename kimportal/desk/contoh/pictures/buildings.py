"""Houses, halls, stalls and small things around them."""

from kimportal.desk.contoh.pictures.canvas import WIDTH, Kanvas, blend

ATAP = ("#c8553d", "#b5523b", "#8c5a3c", "#6d7f8c", "#a44a3f")
DINDING = ("#fbf3e4", "#f6dfc0", "#dcecd9", "#d7e6ef", "#f9d9cf")


def house(
    k: Kanvas, x: float, base: float, size: float = 1.0, atap: str = "", dinding: str = ""
) -> None:
    """A village house with porch, by the middle of its front."""
    s = size
    roof = k.warna(atap or k.rng.choice(ATAP))
    wall = k.warna(dinding or k.rng.choice(DINDING))
    wood = k.warna("#7a5236")
    k.rect(x - 100 * s, base - 104 * s, 200 * s, 104 * s, wall)
    k.rect(x - 100 * s, base - 14 * s, 200 * s, 14 * s, blend(wall, "#000000", 0.18))
    k.polygon(
        [
            (x - 128 * s, base - 98 * s),
            (x - 74 * s, base - 172 * s),
            (x + 74 * s, base - 172 * s),
            (x + 128 * s, base - 98 * s),
        ],
        roof,
    )
    k.polygon(
        [
            (x - 128 * s, base - 98 * s),
            (x - 74 * s, base - 172 * s),
            (x - 52 * s, base - 172 * s),
            (x - 92 * s, base - 98 * s),
        ],
        blend(roof, "#ffffff", 0.14),
    )
    k.rect(x - 18 * s, base - 78 * s, 36 * s, 78 * s, wood, r=3 * s)
    k.ellipse(x + 11 * s, base - 38 * s, 3 * s, 3 * s, k.warna("#e9c46a"))
    for dx in (-64, 64):
        window(k, x + dx * s, base - 56 * s, 40 * s, 38 * s)
    for dx in (-94, 94):
        k.rect(x + dx * s - 4 * s, base - 100 * s, 8 * s, 100 * s, wood)


def window(k: Kanvas, x: float, y: float, width: float, height: float) -> None:
    """A window by its centre; lit at night."""
    glass = "#ffd77a" if k.waktu == "malam" else k.warna("#a9d3e0")
    frame = k.warna("#8a6242")
    k.rect(x - width / 2 - 4, y - height / 2 - 4, width + 8, height + 8, frame)
    k.rect(x - width / 2, y - height / 2, width, height, glass)
    k.line([(x, y - height / 2), (x, y + height / 2)], frame, 3)
    k.line([(x - width / 2, y), (x + width / 2, y)], frame, 3)


def stilt_house(k: Kanvas, x: float, base: float, size: float = 1.0) -> None:
    """A wooden house on stilts, as on coasts and river banks."""
    s = size
    wood, wall = k.warna("#7d5a3c"), k.warna("#c99a66")
    for dx in (-80, -40, 0, 40, 80):
        k.rect(x + dx * s - 4 * s, base - 60 * s, 8 * s, 60 * s, wood)
    k.rect(x - 98 * s, base - 68 * s, 196 * s, 12 * s, wood)
    k.rect(x - 84 * s, base - 138 * s, 168 * s, 72 * s, wall)
    for dx in range(-78, 84, 14):
        k.line(
            [(x + dx * s, base - 136 * s), (x + dx * s, base - 70 * s)],
            blend(wall, "#000000", 0.1),
            2,
        )
    k.polygon(
        [(x - 112 * s, base - 132 * s), (x, base - 214 * s), (x + 112 * s, base - 132 * s)],
        k.warna(k.rng.choice(ATAP)),
    )
    k.rect(x - 15 * s, base - 124 * s, 30 * s, 56 * s, wood)
    for dx in (-52, 52):
        window(k, x + dx * s, base - 102 * s, 28 * s, 28 * s)


def hall(k: Kanvas, x: float, base: float, size: float = 1.0) -> None:
    """The village hall: a wide porch on pillars."""
    s = size
    roof, wall = k.warna("#b5523b"), k.warna("#fbf3e4")
    k.rect(x - 280 * s, base - 150 * s, 560 * s, 150 * s, wall)
    for dx in (-210, -130, 130, 210):
        window(k, x + dx * s, base - 82 * s, 50 * s, 58 * s)
    k.rect(x - 44 * s, base - 112 * s, 88 * s, 112 * s, k.warna("#7a5236"))
    k.line([(x, base - 112 * s), (x, base)], k.warna("#5e3d27"), 3)
    k.polygon(
        [
            (x - 330 * s, base - 142 * s),
            (x - 220 * s, base - 238 * s),
            (x + 220 * s, base - 238 * s),
            (x + 330 * s, base - 142 * s),
        ],
        roof,
    )
    k.polygon(
        [(x - 150 * s, base - 142 * s), (x, base - 250 * s), (x + 150 * s, base - 142 * s)],
        blend(roof, "#000000", 0.14),
    )
    k.polygon(
        [(x - 112 * s, base - 146 * s), (x, base - 228 * s), (x + 112 * s, base - 146 * s)],
        k.warna("#f6e7cd"),
    )
    for dx in (-132, 132):
        k.rect(x + dx * s - 9 * s, base - 142 * s, 18 * s, 142 * s, k.warna("#f1e2c6"))
    k.rect(x - 300 * s, base - 16 * s, 600 * s, 16 * s, k.warna("#c9b79c"))


def flag(k: Kanvas, x: float, base: float, height: float = 230) -> None:
    """The red and white flag on its pole."""
    top = base - height
    k.line([(x, base), (x, top)], k.warna("#d8d8d8"), 5)
    for index, colour in enumerate(("#d62839", "#ffffff")):
        y = top + 4 + index * 24
        k.polygon(
            [
                (x + 3, y),
                (x + 40, y - 5),
                (x + 78, y),
                (x + 78, y + 24),
                (x + 40, y + 19),
                (x + 3, y + 24),
            ],
            k.warna(colour),
        )


def stall(k: Kanvas, x: float, base: float, colour: str, size: float = 1.0) -> None:
    """A market stall under a striped awning, with heaps of fruit."""
    s = size
    wood = k.warna("#8a6242")
    for dx in (-100, 100):
        k.rect(x + dx * s - 5 * s, base - 216 * s, 10 * s, 216 * s, wood)
    stripes = 7
    width = 240 * s / stripes
    for index in range(stripes):
        left = x - 120 * s + index * width
        tint = k.warna(colour if index % 2 == 0 else "#fff6e6")
        inset = 18 * s * (1 - 2 * index / (stripes - 1))
        inset_next = 18 * s * (1 - 2 * (index + 1) / (stripes - 1))
        k.polygon(
            [
                (left + inset, base - 252 * s),
                (left + width + inset_next, base - 252 * s),
                (left + width, base - 196 * s),
                (left, base - 196 * s),
            ],
            tint,
        )
        k.wedge(left + width / 2, base - 196 * s, width / 2, 14 * s, (0, 180), tint)
    k.rect(x - 112 * s, base - 92 * s, 224 * s, 92 * s, wood, r=4 * s)
    k.rect(x - 120 * s, base - 102 * s, 240 * s, 14 * s, k.warna("#a87b52"))
    for index, fruit in enumerate(
        k.rng.sample(("#d1495b", "#edae49", "#6a994e", "#f4a261", "#8cb369"), 4)
    ):
        heap(k, x - 84 * s + index * 56 * s, base - 102 * s, s * 0.9, fruit)


def heap(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    """A basket with a heap of round things."""
    tint = k.warna(colour)
    for row, count in enumerate((4, 3, 2)):
        for place in range(count):
            shade = blend(tint, "#ffffff", 0.12 * (place % 2))
            k.ellipse(
                x + (place - (count - 1) / 2) * 13 * s,
                base - (8 + row * 10) * s,
                8 * s,
                8 * s,
                shade,
            )


def basket(k: Kanvas, x: float, base: float, size: float = 1.0, colour: str = "#c89b5f") -> None:
    """A woven basket."""
    s, straw = size, k.warna(colour)
    k.polygon(
        [
            (x - 44 * s, base - 58 * s),
            (x + 44 * s, base - 58 * s),
            (x + 32 * s, base),
            (x - 32 * s, base),
        ],
        straw,
    )
    dark = blend(straw, "#5a3a1a", 0.28)
    for row in range(1, 5):
        k.line(
            [
                (x - (44 - row * 2.4) * s, base - (58 - row * 11.5) * s),
                (x + (44 - row * 2.4) * s, base - (58 - row * 11.5) * s),
            ],
            dark,
            2.2 * s,
        )
    for column in range(-3, 4):
        k.line(
            [(x + column * 13 * s, base - 56 * s), (x + column * 9.5 * s, base - 2 * s)],
            dark,
            1.8 * s,
        )
    k.ellipse(x, base - 58 * s, 45 * s, 8 * s, dark)


def sack(k: Kanvas, x: float, base: float, size: float = 1.0) -> None:
    s, cloth = size, k.warna("#dcc8a0")
    k.rect(x - 28 * s, base - 62 * s, 56 * s, 62 * s, cloth, r=16 * s)
    k.polygon(
        [
            (x - 12 * s, base - 60 * s),
            (x + 12 * s, base - 60 * s),
            (x + 18 * s, base - 78 * s),
            (x - 18 * s, base - 78 * s),
        ],
        cloth,
    )
    k.line([(x - 13 * s, base - 61 * s), (x + 13 * s, base - 61 * s)], k.warna("#a8845a"), 4 * s)
    k.rect(x - 16 * s, base - 42 * s, 32 * s, 20 * s, k.warna("#7f9c6a"), r=3 * s)


def fence(k: Kanvas, base: float, left: float = 0, right: float = WIDTH) -> None:
    """A bamboo fence from left to right."""
    cane = k.warna("#cdb06f")
    for y in (base - 46, base - 20):
        k.rect(left, y, right - left, 7, cane)
    for x in range(round(left) + 12, round(right), 44):
        k.rect(x, base - 62, 9, 62, blend(cane, "#000000", 0.08), r=3)


def pot(k: Kanvas, x: float, base: float, size: float = 1.0, colour: str = "#7fc46d") -> None:
    s = size
    for dx, dy in ((-12, -44), (12, -46), (0, -58), (-4, -40)):
        k.ellipse(x + dx * s, base + dy * s, 14 * s, 16 * s, k.warna(colour))
    k.polygon(
        [
            (x - 18 * s, base - 32 * s),
            (x + 18 * s, base - 32 * s),
            (x + 12 * s, base),
            (x - 12 * s, base),
        ],
        k.warna("#c8694a"),
    )


def table(k: Kanvas, x: float, top: float, width: float, height: float) -> None:
    wood = k.warna("#a87b52")
    k.rect(x - width / 2, top, width, 16, wood, r=4)
    for side in (-1, 1):
        k.rect(
            x + side * (width / 2 - 24) - 7, top + 14, 14, height - 14, blend(wood, "#000000", 0.2)
        )


def bunting(k: Kanvas, y: float, left: float = 0, right: float = WIDTH) -> None:
    """A string of small flags (lamps at night)."""
    previous = None
    for index, x in enumerate(range(round(left), round(right) + 1, 46)):
        part = (x - left) / max(1.0, right - left)
        here = (x, y + 46 * (1 - (2 * part - 1) ** 2))
        if previous:
            k.line([previous, here], k.warna("#6b5b4b"), 2)
        if k.waktu == "malam":
            k.ellipse(here[0], here[1] + 8, 8, 8, "#ffd77a")
        else:
            tint = ("#d62839", "#ffffff", "#edae49", "#00798c")[index % 4]
            k.polygon(
                [(here[0] - 12, here[1]), (here[0] + 12, here[1]), (here[0], here[1] + 26)],
                k.warna(tint),
            )
        previous = here
