"""People and animals as simple flat figures. A figure stands on `base` and is `size` × 150 high."""

from dataclasses import dataclass

from kimportal.desk.contoh.pictures.canvas import RGB, Kanvas, blend

KULIT = ("#b97f55", "#a86f48", "#c78e63", "#96603c")
BAJU = ("#d1495b", "#edae49", "#00798c", "#66a182", "#8d6b94", "#e07a5f", "#3d5a80", "#c08497")
GELAP = "#3a2f2f"
KEPALA = ("jilbab", "jilbab", "rambut", "sanggul", "peci", "caping", "pendek", "pendek")


@dataclass(frozen=True)
class Gaya:
    """How a figure looks: what it wears, and where its hands are."""

    baju: str
    kepala: str
    kulit: str
    celana: str = "#44546a"
    rok: bool = False
    tangan: str = "turun"


def random_look(k: Kanvas, *, kepala: str = "", baju: str = "", tangan: str = "turun") -> Gaya:
    """Return a look; what is not asked for is left to chance."""
    head = kepala or k.rng.choice(KEPALA)
    return Gaya(
        baju=baju or k.rng.choice(BAJU),
        kepala=head,
        kulit=k.rng.choice(KULIT),
        celana=k.rng.choice(("#44546a", "#5b4a3f", "#2f4858", "#6b705c")),
        rok=head in {"jilbab", "sanggul", "rambut"},
        tangan=tangan,
    )


def person(k: Kanvas, x: float, base: float, size: float, gaya: Gaya, arah: int = 1) -> None:
    """Draw someone standing; `arah` is the side (1 right, -1 left) to which they reach."""
    s = size
    k.ellipse(x, base, 30 * s, 6 * s, blend(k.cahaya.tanah, "#000000", 0.22))
    _legs(k, x, base, s, gaya)
    shirt = k.warna(gaya.baju)
    k.polygon(
        [
            (x - 17 * s, base - 108 * s),
            (x + 17 * s, base - 108 * s),
            (x + 23 * s, base - 56 * s),
            (x - 23 * s, base - 56 * s),
        ],
        shirt,
    )
    k.ellipse(x, base - 106 * s, 18 * s, 10 * s, shirt)
    _arms(k, x, base, s, gaya, arah)
    _head(k, x, base - 130 * s, s, gaya)


def seated(k: Kanvas, x: float, base: float, size: float, gaya: Gaya) -> None:
    """Draw someone sitting on a mat."""
    s = size
    skirt = k.warna(gaya.celana)
    k.ellipse(x, base - 12 * s, 44 * s, 20 * s, skirt)
    shirt = k.warna(gaya.baju)
    k.polygon(
        [
            (x - 17 * s, base - 74 * s),
            (x + 17 * s, base - 74 * s),
            (x + 25 * s, base - 16 * s),
            (x - 25 * s, base - 16 * s),
        ],
        shirt,
    )
    k.ellipse(x, base - 72 * s, 18 * s, 10 * s, shirt)
    for side in (-1, 1):
        k.line(
            [
                (x + side * 19 * s, base - 66 * s),
                (x + side * 27 * s, base - 38 * s),
                (x + side * 10 * s, base - 26 * s),
            ],
            blend(shirt, "#000000", 0.1),
            9 * s,
        )
    _head(k, x, base - 96 * s, s, gaya)


def from_behind(k: Kanvas, x: float, base: float, size: float, gaya: Gaya) -> None:
    """Draw someone's head and shoulders from behind, as in a row of listeners."""
    s = size
    shirt = k.warna(gaya.baju)
    k.ellipse(x, base - 30 * s, 34 * s, 30 * s, shirt)
    k.rect(x - 34 * s, base - 30 * s, 68 * s, 34 * s, shirt)
    cover = _head_cloth(k, gaya)
    k.ellipse(x, base - 76 * s, 22 * s, 25 * s, cover)
    if gaya.kepala == "jilbab":
        k.polygon(
            [(x - 21 * s, base - 72 * s), (x + 21 * s, base - 72 * s), (x, base - 20 * s)],
            cover,
        )
    elif gaya.kepala == "caping":
        hat(k, x, base - 86 * s, s)


def bust(k: Kanvas, x: float, base: float, size: float, gaya: Gaya) -> None:
    """Draw head and shoulders, as behind a counter."""
    s = size
    k.rect(x - 22 * s, base - 52 * s, 44 * s, 52 * s, k.warna(gaya.baju), r=15 * s)
    _head(k, x, base - 72 * s, s, gaya)


def _legs(k: Kanvas, x: float, base: float, s: float, gaya: Gaya) -> None:
    cloth = k.warna(gaya.celana)
    if gaya.rok:
        k.polygon(
            [
                (x - 20 * s, base - 60 * s),
                (x + 20 * s, base - 60 * s),
                (x + 26 * s, base - 4 * s),
                (x - 26 * s, base - 4 * s),
            ],
            cloth,
        )
    else:
        for side in (-1, 1):
            k.line(
                [(x + side * 10 * s, base - 58 * s), (x + side * 12 * s, base - 6 * s)],
                cloth,
                16 * s,
            )
    for side in (-1, 1):
        k.ellipse(x + side * 13 * s, base - 2 * s, 11 * s, 5 * s, k.warna(GELAP))


def _arms(k: Kanvas, x: float, base: float, s: float, gaya: Gaya, arah: int) -> None:
    """Draw both arms: hanging, one raised, or reaching out to work."""
    sleeve = blend(k.warna(gaya.baju), "#000000", 0.12)
    hand = k.warna(gaya.kulit)
    ends = {
        "turun": ((27, -58), (-27, -58)),
        "angkat": ((46, -134), (-27, -58)),
        "kerja": ((48, -66), (34, -58)),
        "kedua": ((44, -128), (-44, -128)),
    }[gaya.tangan]
    for side, (dx, dy) in zip((1, -1), ends, strict=True):
        shoulder = (x + side * arah * 17 * s, base - 102 * s)
        end = (x + arah * dx * s, base + dy * s)
        elbow = (
            (shoulder[0] + end[0]) / 2 + side * arah * 5 * s,
            (shoulder[1] + end[1]) / 2 + 4 * s,
        )
        k.line([shoulder, elbow, end], sleeve, 11 * s)
        k.ellipse(*end, 6.5 * s, 6.5 * s, hand)


def _head(k: Kanvas, x: float, y: float, s: float, gaya: Gaya) -> None:
    skin = k.warna(gaya.kulit)
    cover = _head_cloth(k, gaya)
    if gaya.kepala == "jilbab":
        k.ellipse(x, y - 1 * s, 22 * s, 25 * s, cover)
        k.polygon(
            [
                (x - 21 * s, y + 4 * s),
                (x + 21 * s, y + 4 * s),
                (x + 12 * s, y + 34 * s),
                (x - 12 * s, y + 34 * s),
            ],
            cover,
        )
        k.ellipse(x, y + 1 * s, 14 * s, 17 * s, skin)
    else:
        k.rect(x - 6 * s, y + 10 * s, 12 * s, 18 * s, blend(skin, "#000000", 0.1))
        if gaya.kepala in {"rambut", "sanggul"}:
            k.ellipse(x, y, 21 * s, 24 * s, cover)
        if gaya.kepala == "sanggul":
            k.ellipse(x, y - 25 * s, 10 * s, 9 * s, cover)
        k.ellipse(x, y + 1 * s, 17 * s, 20 * s, skin)
        _crown(k, x, y, s, gaya, cover)
    for side in (-1, 1):
        k.ellipse(x + side * 6 * s, y + 1 * s, 1.9 * s, 2.3 * s, k.warna(GELAP))
    k.wedge(x, y + 7 * s, 5 * s, 4 * s, (10, 170), k.warna("#7a3b2e"))


def _head_cloth(k: Kanvas, gaya: Gaya) -> RGB:
    if gaya.kepala == "jilbab":
        return k.warna(blend(gaya.baju, "#ffffff", 0.38))
    return k.warna("#1f2024" if gaya.kepala == "peci" else GELAP)


def _crown(k: Kanvas, x: float, y: float, s: float, gaya: Gaya, cover: RGB) -> None:
    if gaya.kepala == "caping":
        hat(k, x, y - 8 * s, s)
    elif gaya.kepala == "peci":
        k.rect(x - 17 * s, y - 27 * s, 34 * s, 18 * s, cover, r=4 * s)
    else:
        # The hairline is an arch: a cap of hair, and the forehead again below it.
        k.wedge(x, y - 1 * s, 18.5 * s, 22 * s, (180, 360), cover)
        k.wedge(x, y - 0.5 * s, 14.5 * s, 12 * s, (180, 360), k.warna(gaya.kulit))


def hat(k: Kanvas, x: float, y: float, s: float) -> None:
    """A conical farmer's hat."""
    k.polygon(
        [(x - 38 * s, y + 4 * s), (x, y - 27 * s), (x + 38 * s, y + 4 * s)], k.warna("#e3c58b")
    )
    k.polygon(
        [(x - 38 * s, y + 4 * s), (x, y - 27 * s), (x - 6 * s, y + 4 * s)], k.warna("#d3b274")
    )
    k.ellipse(x, y + 4 * s, 38 * s, 5 * s, k.warna("#c9a766"))


def cow(
    k: Kanvas, x: float, base: float, size: float, colour: str = "#a8683f", arah: int = 1
) -> None:
    """A cow, looking to the side."""
    s, body = size, k.warna(colour)
    dark = blend(body, "#000000", 0.22)
    k.ellipse(x, base, 76 * s, 8 * s, blend(k.cahaya.dekat, "#000000", 0.2))
    for dx in (-48, -30, 32, 48):
        k.rect(x + dx * s - 6 * s, base - 52 * s, 12 * s, 52 * s, dark, r=4 * s)
    k.rect(x - 64 * s, base - 98 * s, 128 * s, 60 * s, body, r=28 * s)
    k.line([(x - arah * 62 * s, base - 84 * s), (x - arah * 74 * s, base - 40 * s)], dark, 5 * s)
    head_x = x + arah * 84 * s
    k.polygon(
        [
            (x + arah * 40 * s, base - 96 * s),
            (head_x, base - 116 * s),
            (head_x, base - 84 * s),
            (x + arah * 50 * s, base - 52 * s),
        ],
        body,
    )
    k.ellipse(head_x, base - 100 * s, 27 * s, 21 * s, body)
    k.ellipse(head_x + arah * 19 * s, base - 94 * s, 12 * s, 11 * s, blend(body, "#ffe8d6", 0.55))
    for dx in (-14, 6):
        k.line(
            [(head_x + dx * s, base - 118 * s), (head_x + (dx - 4) * s, base - 134 * s)],
            k.warna("#efe3c8"),
            5 * s,
        )
    k.ellipse(head_x - arah * 22 * s, base - 112 * s, 12 * s, 6 * s, dark)
    k.ellipse(head_x + arah * 4 * s, base - 106 * s, 3 * s, 3 * s, k.warna(GELAP))


def goat(
    k: Kanvas, x: float, base: float, size: float, colour: str = "#efe6d8", arah: int = 1
) -> None:
    """A goat with small horns."""
    s, body = size, k.warna(colour)
    dark = blend(body, "#000000", 0.25)
    for dx in (-30, -18, 18, 30):
        k.rect(x + dx * s - 4 * s, base - 40 * s, 8 * s, 40 * s, dark, r=3 * s)
    k.rect(x - 40 * s, base - 74 * s, 80 * s, 40 * s, body, r=19 * s)
    head_x = x + arah * 50 * s
    k.polygon(
        [
            (x + arah * 24 * s, base - 70 * s),
            (head_x, base - 100 * s),
            (head_x + arah * 6 * s, base - 76 * s),
            (x + arah * 34 * s, base - 44 * s),
        ],
        body,
    )
    k.ellipse(head_x + arah * 6 * s, base - 88 * s, 18 * s, 13 * s, body)
    k.line(
        [(head_x - 2 * s, base - 100 * s), (head_x - arah * 10 * s, base - 116 * s)], dark, 4.5 * s
    )
    k.ellipse(head_x - arah * 6 * s, base - 94 * s, 10 * s, 5 * s, dark)
    k.line(
        [(head_x + arah * 14 * s, base - 76 * s), (head_x + arah * 14 * s, base - 66 * s)],
        dark,
        4 * s,
    )
    k.ellipse(head_x + arah * 8 * s, base - 91 * s, 2.4 * s, 2.4 * s, k.warna(GELAP))


def fowl(
    k: Kanvas,
    x: float,
    base: float,
    size: float,
    colour: str,
    arah: int = 1,
    *,
    bebek: bool = False,
) -> None:
    """A hen, or a duck with `bebek`."""
    s, body = size, k.warna(colour)
    leg = k.warna("#e09f3e")
    _fowl_legs(k, x, base, s)
    k.ellipse(x, base - 30 * s, 30 * s, 20 * s, body)
    k.polygon(
        [
            (x - arah * 20 * s, base - 36 * s),
            (x - arah * 46 * s, base - 56 * s),
            (x - arah * 28 * s, base - 22 * s),
        ],
        blend(body, "#000000", 0.2),
    )
    k.ellipse(x - arah * 2 * s, base - 31 * s, 16 * s, 11 * s, blend(body, "#000000", 0.14))
    head_x, head_y = x + arah * 26 * s, base - 58 * s
    k.line([(x + arah * 18 * s, base - 38 * s), (head_x, head_y)], body, 15 * s)
    k.ellipse(head_x, head_y, 11 * s, 11 * s, body)
    if not bebek:
        for dx in (-5, 1, 7):
            k.ellipse(head_x + dx * s, head_y - 12 * s, 4.5 * s, 5 * s, k.warna("#c8323a"))
    length = 20 if bebek else 13
    k.polygon(
        [
            (head_x + arah * 8 * s, head_y - 5 * s),
            (head_x + arah * (8 + length) * s, head_y + 1 * s),
            (head_x + arah * 8 * s, head_y + 6 * s),
        ],
        leg,
    )
    k.ellipse(head_x + arah * 3 * s, head_y - 2 * s, 2 * s, 2 * s, k.warna(GELAP))


def _fowl_legs(k: Kanvas, x: float, base: float, s: float) -> None:
    for dx in (-5, 6):
        k.line([(x + dx * s, base - 16 * s), (x + dx * s, base - 1 * s)], k.warna("#e09f3e"), 3 * s)


def fish(k: Kanvas, x: float, y: float, size: float, colour: str, arah: int = 1) -> None:
    s, body = size, k.warna(colour)
    k.polygon(
        [
            (x - arah * 34 * s, y),
            (x - arah * 58 * s, y - 17 * s),
            (x - arah * 52 * s, y),
            (x - arah * 58 * s, y + 17 * s),
        ],
        blend(body, "#000000", 0.15),
    )
    k.ellipse(x, y, 42 * s, 17 * s, body)
    k.wedge(x, y, 42 * s, 17 * s, (20, 160), blend(body, "#ffffff", 0.4))
    k.polygon(
        [(x - 10 * s, y - 14 * s), (x + 4 * s, y - 26 * s), (x + 14 * s, y - 14 * s)],
        blend(body, "#000000", 0.15),
    )
    k.ellipse(x + arah * 28 * s, y - 3 * s, 3.4 * s, 3.4 * s, k.warna(GELAP))
