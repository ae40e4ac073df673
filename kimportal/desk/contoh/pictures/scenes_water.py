"""Sea, river, ponds and floods."""

from kimportal.desk.contoh.pictures.buildings import house, stilt_house
from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Kanvas, blend
from kimportal.desk.contoh.pictures.figures import Gaya, fish, person, random_look
from kimportal.desk.contoh.pictures.nature import (
    banana,
    bush,
    ground,
    hills,
    meadow,
    mountain,
    palm,
    sea,
    sky,
    tree,
)
from kimportal.desk.contoh.pictures.registry import adegan


def boat(k: Kanvas, x: float, base: float, size: float, colour: str, *, sail: bool = False) -> None:
    """A fishing boat with outriggers."""
    s = size
    hull = k.warna(colour)
    (_sails if sail else _cabin)(k, x, base, s)
    k.polygon(
        [
            (x - 150 * s, base - 56 * s),
            (x + 158 * s, base - 62 * s),
            (x + 112 * s, base),
            (x - 112 * s, base),
        ],
        hull,
    )
    k.polygon(
        [
            (x - 143 * s, base - 46 * s),
            (x + 150 * s, base - 51 * s),
            (x + 141 * s, base - 38 * s),
            (x - 134 * s, base - 34 * s),
        ],
        k.warna("#fff3dc"),
    )
    k.line(
        [(x - 150 * s, base - 56 * s), (x + 158 * s, base - 62 * s)],
        blend(hull, "#000000", 0.25),
        6 * s,
    )
    k.line([(x - 130 * s, base + 14 * s), (x + 120 * s, base + 14 * s)], k.warna("#d8b46a"), 7 * s)
    for dx in (-70, 60):
        k.line(
            [(x + dx * s, base - 40 * s), (x + dx * s - 8 * s, base + 14 * s)],
            k.warna("#d8b46a"),
            5 * s,
        )


def _sails(k: Kanvas, x: float, base: float, s: float) -> None:
    k.line([(x + 10 * s, base - 30 * s), (x + 10 * s, base - 230 * s)], k.warna("#7a5236"), 6 * s)
    k.polygon(
        [
            (x + 16 * s, base - 226 * s),
            (x + 120 * s, base - 60 * s),
            (x + 16 * s, base - 52 * s),
        ],
        k.warna("#fdf6e9"),
    )
    k.polygon(
        [(x + 4 * s, base - 200 * s), (x - 70 * s, base - 60 * s), (x + 4 * s, base - 54 * s)],
        k.warna("#f4a261"),
    )


def _cabin(k: Kanvas, x: float, base: float, s: float) -> None:
    k.rect(x - 46 * s, base - 84 * s, 84 * s, 50 * s, k.warna("#fdf6e9"), r=4 * s)
    k.rect(x - 56 * s, base - 94 * s, 104 * s, 13 * s, k.warna("#c8553d"), r=5 * s)
    k.rect(x - 34 * s, base - 72 * s, 26 * s, 22 * s, k.warna("#8ecae6"))


@adegan("perahu")
def perahu(k: Kanvas) -> None:
    sky(k, 440)
    hills(k, 440, k.cahaya.jauh, 22)
    sea(k, 452)
    boat(k, 930, 540, 0.6, "#3d5a80", sail=True)
    boat(k, 260, 590, 0.75, "#00798c")
    boat(k, 640, 720, 1.3, k.rng.choice(["#c8553d", "#2a9d8f"]), sail=k.waktu == "senja")
    shore = k.warna(k.cahaya.tanah)
    k.wave(806, [(8, 200, 1.2)], blend(shore, "#ffffff", 0.5))
    k.wave(818, [(8, 200, 1.2)], shore)
    palm(k, 1180, 840, 1.45, -60)


@adegan("pantai")
def pantai(k: Kanvas) -> None:
    sky(k, 400)
    hills(k, 404, k.cahaya.jauh, 16)
    sea(k, 414, 640)
    boat(k, 880, 500, 0.42, "#d1495b", sail=True)
    sand = k.warna("#efd9a7")
    k.wave(600, [(14, 190, 0.6)], blend(sand, "#ffffff", 0.75))
    k.wave(620, [(14, 190, 0.6)], sand)
    for _ in range(60):
        k.ellipse(k.rng.randint(0, WIDTH), k.rng.randint(680, HEIGHT), 2, 1.4, k.warna("#d1b37a"))
    _gazebo(k, 900, 760)
    palm(k, 150, 760, 1.5, 70)
    palm(k, 250, 800, 1.2, -40)
    palm(k, 1190, 740, 1.3, -70)
    person(k, 500, 780, 1.1, random_look(k, tangan="turun"))
    person(k, 570, 784, 0.72, random_look(k, kepala="pendek", tangan="angkat"))


def _gazebo(k: Kanvas, x: float, base: float) -> None:
    wood = k.warna("#8a6242")
    for dx in (-92, 92):
        k.rect(x + dx - 6, base - 150, 12, 150, wood)
    k.rect(x - 110, base - 48, 220, 14, wood)
    k.polygon([(x - 140, base - 140), (x, base - 232), (x + 140, base - 140)], k.warna("#b9a06a"))
    k.polygon([(x - 140, base - 140), (x, base - 232), (x - 30, base - 140)], k.warna("#cbb37c"))


@adegan("kolam")
def kolam(k: Kanvas) -> None:
    sky(k, 420)
    mountain(k, 340, 470, 760, 210)
    hills(k, 430, k.cahaya.tengah, 20)
    meadow(k, 480)
    house(k, 980, 560, 0.95)
    for x in (90, 200, 1200):
        banana(k, x, 570, 1.1)
    for near in (0, 1):
        top, bottom = (590, 680) if not near else (712, 838)
        spread = 0 if not near else 70
        edge = [
            (180 - spread, bottom),
            (250 - spread * 0.4, top),
            (1010 + spread * 0.4, top),
            (1090 + spread, bottom),
        ]
        k.polygon(
            [(x + (-16 if x < 640 else 16), y + (-9 if y == top else 9)) for x, y in edge],
            k.warna("#b98e5e"),
        )
        k.polygon(edge, k.warna(blend(k.cahaya.air, "#2f7f8f", 0.3)))
        for _ in range(5):
            x = k.rng.randint(300, 960)
            fish(
                k,
                x,
                k.rng.randint(top + 26, bottom - 22),
                0.5 + 0.2 * near,
                "#e08a4b",
                k.rng.choice([-1, 1]),
            )
        for _ in range(7):
            x, y = k.rng.randint(280, 900), k.rng.randint(top + 12, bottom - 12)
            k.line([(x, y), (x + 60, y)], k.warna("#c9e8ee"), 2)
    person(k, 1130, 716, 1.25, random_look(k, kepala="caping", tangan="kerja"), arah=-1)


@adegan("sungai")
def sungai(k: Kanvas) -> None:
    sky(k, 400)
    mountain(k, 700, 440, 820, 220)
    hills(k, 410, k.cahaya.tengah, 22)
    meadow(k, 450)
    near = blend(k.cahaya.air, "#1c5d7a", 0.15)
    k.polygon(
        [
            (610, 452),
            (670, 452),
            (760, 540),
            (700, 620),
            (1080, HEIGHT),
            (180, HEIGHT),
            (520, 640),
            (640, 540),
        ],
        k.warna(near),
    )
    for _ in range(22):
        y = k.rng.randint(560, 840)
        middle = 640 - (y - 600) * 0.04
        x = middle + k.rng.uniform(-0.8, 0.5) * (y - 480) * 0.9
        k.line([(x, y), (x + 46, y)], k.warna(blend(near, "#ffffff", 0.45)), 2.4)
    for x, y, s in (
        (90, 560, 1.0),
        (230, 620, 1.1),
        (1150, 580, 1.1),
        (1010, 560, 0.8),
        (400, 520, 0.6),
    ):
        tree(k, x, y, s)
    if k.waktu == "pagi":
        _bridge(k)
    else:
        stilt_house(k, 300, 660, 0.9)
        boat(k, 620, 760, 0.6, "#8a5a3c")
    for x in (60, 200, 1120, 1240):
        bush(k, x, 800, 1.8)
    banana(k, 1180, 760, 1.2)


def _bridge(k: Kanvas) -> None:
    cane = k.warna("#cdb06f")
    for x, y in ((330, 700), (560, 690), (760, 690), (960, 700)):
        k.line([(x, y - 4), (x - 14, y + 90)], cane, 9)
        k.line([(x, y - 4), (x + 14, y + 90)], cane, 9)
    k.polygon([(240, 690), (640, 664), (1050, 690), (1050, 708), (640, 684), (240, 708)], cane)
    for y in (652, 628):
        k.line([(240, y + 38), (640, y + 12), (1050, y + 38)], blend(cane, "#000000", 0.15), 5)
    person(k, 600, 684, 0.95, random_look(k, kepala="jilbab"))
    person(k, 760, 690, 0.7, random_look(k, kepala="pendek"))


@adegan("air")
def air(k: Kanvas) -> None:
    sky(k, 420)
    mountain(k, 900, 470, 800, 260)
    hills(k, 430, k.cahaya.tengah, 24)
    meadow(k, 490)
    for x in (70, 190, 1130, 1230):
        tree(k, x, 590, 1.2)
    stone = k.warna("#b8b2a7")
    k.rect(420, 520, 380, 190, stone, r=8)
    k.rect(404, 504, 412, 26, blend(stone, "#ffffff", 0.25), r=6)
    for x in range(440, 790, 70):
        for y in (552, 606, 660):
            k.rect(x + (y % 4) * 6, y, 54, 38, blend(stone, "#000000", 0.07), r=4)
    k.rect(796, 590, 96, 18, k.warna("#6b705c"))
    k.rect(874, 590, 18, 30, k.warna("#6b705c"))
    k.line([(883, 622), (883, 744)], k.warna("#bfe4ef"), 11)
    k.ellipse(884, 770, 120, 20, k.warna("#7cc3d8"))
    k.polygon([(852, 728), (916, 728), (906, 778), (862, 778)], k.warna("#3d5a80"))
    person(k, 990, 784, 1.3, random_look(k, kepala="jilbab", tangan="kerja"), arah=-1)
    person(k, 270, 780, 1.25, random_look(k, kepala="pendek", tangan="kerja"))
    k.polygon([(316, 730), (370, 730), (362, 776), (324, 776)], k.warna("#d1495b"))


@adegan("mangrove")
def mangrove(k: Kanvas) -> None:
    sky(k, 420)
    hills(k, 420, k.cahaya.jauh, 14)
    sea(k, 430)
    for index, (base, size) in enumerate(((560, 0.7), (640, 0.95))):
        for x in range(40 + index * 60, WIDTH, 190 + index * 40):
            _mangrove_tree(k, x + k.rng.randint(-20, 20), base, size)
    plank = k.warna("#b98e5e")
    k.polygon([(560, 640), (690, 640), (900, HEIGHT), (380, HEIGHT)], plank)
    for index in range(11):
        y = 646 + index * index * 1.9
        k.line([(556 - index * 16, y), (694 + index * 19, y)], blend(plank, "#000000", 0.2), 3)
    _mangrove_tree(k, 130, 800, 1.35)
    _mangrove_tree(k, 1160, 810, 1.4)
    if k.waktu == "pagi":
        for x in (330, 420, 950, 1030):
            k.line([(x, 790), (x, 742)], k.warna("#6b4f2a"), 5)
            bush(k, x, 758, 0.5)
        person(k, 640, 800, 1.2, random_look(k, kepala="caping", tangan="kerja"))
    else:
        person(k, 610, 760, 1.1, random_look(k, kepala="jilbab"))
        person(k, 680, 768, 1.1, random_look(k, kepala="pendek"))


def _mangrove_tree(k: Kanvas, x: float, base: float, s: float) -> None:
    root = k.warna("#6f4e37")
    for dx in (-46, -28, -10, 10, 28, 46):
        k.line(
            [
                (x + dx * 0.2 * s, base - 70 * s),
                (x + dx * 0.8 * s, base - 34 * s),
                (x + dx * s, base),
            ],
            root,
            6 * s,
        )
    k.line([(x, base - 64 * s), (x, base - 120 * s)], root, 14 * s)
    leaf = k.warna("#3f8457")
    for dx, dy, r in ((-44, -128, 36), (44, -128, 36), (0, -160, 48), (0, -124, 42)):
        k.ellipse(x + dx * s, base + dy * s, r * s, r * 0.85 * s, leaf)
    for dx, dy in ((-30, -150), (18, -172), (40, -138)):
        k.ellipse(x + dx * s, base + dy * s, 15 * s, 12 * s, blend(leaf, "#d9ed92", 0.25))


@adegan("banjir")
def banjir(k: Kanvas) -> None:
    sky(k, 430)
    hills(k, 420, k.cahaya.tengah, 18)
    ground(k, 470, "#8f8a72")
    for x, s in ((170, 1.2), (480, 1.0), (1090, 1.25)):
        house(k, x, 640, s)
    tree(k, 760, 640, 1.3)
    water = k.warna("#a08f6c")
    k.wave(610, [(5, 120, 0.4)], water)
    for _ in range(40):
        x, y = k.rng.randint(0, WIDTH), k.rng.randint(630, 840)
        k.line([(x, y), (x + 60, y)], blend(water, "#ffffff", 0.25), 2.4)
    for index in range(60):
        x, y = k.rng.randint(0, WIDTH), k.rng.randint(0, 600)
        k.line(
            [(x, y), (x - 6, y + 22 + index % 9)], blend(k.cahaya.langit_bawah, "#ffffff", 0.3), 1.6
        )
    vest = "#f4772e"
    for x, head in ((530, "pendek"), (640, "jilbab"), (740, "peci")):
        person(
            k, x, 778, 1.15, Gaya(vest if x != 640 else "#8d6b94", head, "#a86f48", tangan="turun")
        )
    k.rect(420, 716, 430, 74, k.warna("#e76f51"), r=36)
    k.rect(446, 726, 378, 26, k.warna("#f4a261"), r=13)
    k.line([(830, 700), (930, 800)], k.warna("#7a5236"), 8)
    k.wave(786, [(4, 90, 2)], blend(water, "#000000", 0.06))
