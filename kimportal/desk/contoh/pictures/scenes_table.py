"""Tables full of what was made, caught and cooked."""

from kimportal.desk.contoh.pictures.buildings import basket, heap, pot, window
from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Kanvas, blend
from kimportal.desk.contoh.pictures.figures import fish, person, random_look
from kimportal.desk.contoh.pictures.goods import bottle, jar, pouch, steam
from kimportal.desk.contoh.pictures.registry import adegan
from kimportal.desk.contoh.pictures.rooms import BUKU, room


@adegan("kopi")
def kopi(k: Kanvas) -> None:
    room(k, "#e7d3b0", "#a87b52", 470)
    window(k, 980, 230, 260, 220)
    pot(k, 940, 336, 1.0)
    k.rect(0, 520, WIDTH, HEIGHT - 520, k.warna("#8a5f3c"))
    for y in range(560, HEIGHT, 58):
        k.line([(0, y), (WIDTH, y)], k.warna("#7a5236"), 3)
    k.ellipse(420, 720, 290, 96, k.warna("#c89b5f"))
    k.ellipse(420, 712, 262, 80, k.warna("#e0bd85"))
    _beans(k, 420, 710)
    k.ellipse(900, 752, 150, 36, k.warna("#f1e2c6"))
    k.ellipse(900, 746, 118, 25, k.warna("#dcc8a0"))
    k.polygon([(810, 616), (990, 616), (960, 744), (840, 744)], k.warna("#fffaf0"))
    k.ellipse(900, 744, 60, 12, k.warna("#fffaf0"))
    k.ellipse(900, 616, 90, 23, k.warna("#fffaf0"))
    k.ellipse(900, 618, 76, 17, k.warna("#4a2c1a"))
    k.wedge(1004, 672, 38, 36, (-100, 110), k.warna("#fffaf0"))
    k.wedge(1002, 672, 20, 19, (-100, 110), k.warna("#8a5f3c"))
    steam(k, 900, 588, "#e7d3b0")
    pouch(k, 1160, 700, 1.5, "#6b4226")


def _beans(k: Kanvas, middle: float, level: float) -> None:
    """A heap of roasted beans on a tray."""
    for _ in range(330):
        dx, dy = k.rng.gauss(0, 92), k.rng.gauss(0, 25)
        if (dx / 238) ** 2 + (dy / 64) ** 2 < 1:
            bean = k.warna(k.rng.choice(["#4a2c1a", "#5e3a22", "#3a2114"]))
            k.ellipse(middle + dx, level + dy, 11, 7.5, bean)


@adegan("ikan")
def ikan(k: Kanvas) -> None:
    room(k, "#cfe6ea", "#b98e5e", 520)
    window(k, 240, 240, 240, 200)
    person(k, 640, 640, 2.0, random_look(k, kepala="jilbab", tangan="kerja"))
    person(k, 1010, 640, 1.9, random_look(k, kepala="caping"), arah=-1)
    k.rect(60, 560, 1160, 30, k.warna("#a87b52"), r=8)
    k.rect(90, 586, 1100, HEIGHT - 586, k.warna("#8a6242"))
    k.rect(120, 612, 1040, 130, k.warna("#dff1f5"), r=14)
    for row in range(3):
        for column in range(7):
            x = 200 + column * 140 + (row % 2) * 60
            fish(
                k,
                min(x, 1090),
                640 + row * 38,
                1.05,
                k.rng.choice(["#7fa3b8", "#e08a4b", "#8d99ae", "#c1666b"]),
            )
    basket(k, 220, 560, 1.3)
    heap(k, 220, 500, 1.3, "#8cb369")
    basket(k, 860, 840, 1.2)


@adegan("produk-kemasan")
def produk_kemasan(k: Kanvas) -> None:
    wall = k.rng.choice(["#f3e3c7", "#dcebe3", "#f9ddcf"])
    room(k, wall, "#a87b52", 560)
    k.rect(120, 120, 1040, 20, k.warna("#8a6242"), r=5)
    for x in (200, 330, 860, 1000):
        pot(k, x, 120, 1.2, k.rng.choice(["#4f9d57", "#86bf5a"]))
    window(k, 620, 280, 240, 190)
    k.rect(0, 620, WIDTH, 40, k.warna("#b98e5e"))
    k.rect(0, 656, WIDTH, HEIGHT - 656, k.warna("#8a6242"))
    for x in range(80, WIDTH, 160):
        k.line([(x, 660), (x, HEIGHT)], k.warna("#7a5236"), 3)
    tints = k.rng.sample(["#c8553d", "#e0b341", "#66a182", "#8a5a3c", "#d98f6a", "#6a994e"], 6)
    if k.waktu == "pagi":
        for x, draw_one, tint in (
            (170, jar, 0),
            (320, jar, 1),
            (480, bottle, 2),
            (590, bottle, 3),
            (900, pouch, 4),
            (1060, pouch, 5),
        ):
            draw_one(k, x, 630, 1.6, tints[tint])
        basket(k, 740, 632, 1.4)
        heap(k, 740, 560, 1.4, "#edae49")
    else:
        for index, x in enumerate((150, 290, 430)):
            pouch(k, x, 632, 1.5 + 0.12 * index, tints[index])
        basket(k, 640, 636, 2.0)
        for x, tint in ((600, 3), (680, 4)):
            pouch(k, x, 540, 0.9, tints[tint])
        jar(k, 850, 632, 1.7, tints[5])
        jar(k, 990, 632, 1.4, tints[0])
        bottle(k, 1120, 632, 1.6, tints[2])


@adegan("kerajinan")
def kerajinan(k: Kanvas) -> None:
    room(k, "#efe0cb", "#b98e5e", 560)
    for index, (x, tint) in enumerate(((90, "#7a2e3b"), (380, "#2f4858"), (670, "#8a5a3c"))):
        _cloth(k, x, 90, 250, 380, tint, index)
    k.rect(60, 76, 900, 16, k.warna("#6b4226"), r=6)
    person(k, 1090, 700, 2.0, random_look(k, kepala="sanggul", tangan="kerja"), arah=-1)
    k.rect(0, 640, WIDTH, 36, k.warna("#a87b52"))
    k.rect(0, 674, WIDTH, HEIGHT - 674, k.warna("#8a6242"))
    basket(k, 180, 648, 1.7)
    basket(k, 340, 652, 1.2, "#b5793f")
    _clay_pot(k, 520, 650, 1.5, "#b5623f")
    _clay_pot(k, 650, 650, 1.1, "#c97d52")
    basket(k, 850, 652, 1.5, "#d8b46a")
    for index in range(4):
        k.ellipse(440 + index * 120, 748, 42, 20, k.warna(BUKU[index]))
        k.ellipse(440 + index * 120, 744, 20, 8, k.warna("#f1e2c6"))


def _cloth(
    k: Kanvas, x: float, y: float, width: float, height: float, colour: str, kind: int
) -> None:
    """A hanging cloth with a pattern of diamonds, stripes or dots."""
    tint = k.warna(colour)
    gold, pale = k.warna("#e0b341"), k.warna("#f1e2c6")
    k.rect(x, y, width, height, tint)
    for edge in (y + 14, y + height - 24):
        k.rect(x, edge, width, 10, gold)
    for row in range(6):
        for column in range(5):
            cx, cy = x + 28 + column * 49, y + 62 + row * 52
            if kind == 0:
                k.polygon([(cx, cy - 18), (cx + 16, cy), (cx, cy + 18), (cx - 16, cy)], gold)
                k.polygon([(cx, cy - 8), (cx + 7, cy), (cx, cy + 8), (cx - 7, cy)], tint)
            elif kind == 1:
                k.polygon(
                    [(cx - 18, cy + 8), (cx, cy - 10), (cx + 18, cy + 8), (cx, cy + 2)],
                    pale if row % 2 else gold,
                )
            else:
                k.ellipse(cx, cy, 12, 12, pale)
                for dx, dy in ((-15, 0), (15, 0), (0, -15), (0, 15)):
                    k.ellipse(cx + dx, cy + dy, 5, 5, gold)


def _clay_pot(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    clay = k.warna(colour)
    k.ellipse(x, base - 48 * s, 52 * s, 48 * s, clay)
    k.rect(x - 24 * s, base - 112 * s, 48 * s, 28 * s, clay)
    k.rect(x - 34 * s, base - 118 * s, 68 * s, 12 * s, blend(clay, "#ffffff", 0.15), r=5 * s)
    k.line(
        [(x - 46 * s, base - 62 * s), (x + 46 * s, base - 62 * s)],
        blend(clay, "#ffffff", 0.35),
        5 * s,
    )


@adegan("dapur")
def dapur(k: Kanvas) -> None:
    room(k, "#f3dcb6", "#b98e5e", 560)
    window(k, 250, 230, 250, 210)
    k.rect(520, 190, 600, 16, k.warna("#8a6242"), r=5)
    for index, x in enumerate(range(560, 1100, 90)):
        k.rect(x, 120, 50, 70, k.warna(BUKU[index % 7]), r=10)
    person(k, 420, 700, 2.0, random_look(k, kepala="jilbab", tangan="kerja"))
    person(k, 960, 700, 2.0, random_look(k, kepala="jilbab", tangan="kerja"), arah=-1)
    k.rect(80, 620, 1120, 40, k.warna("#a87b52"), r=8)
    k.rect(110, 656, 1060, HEIGHT - 656, k.warna("#8a6242"))
    for x, tint in ((600, "#5f6b73"), (770, "#4b5563")):
        k.wedge(x, 566, 96, 96, (0, 180), k.warna(tint))
        k.ellipse(x, 566, 98, 20, k.warna("#8d99ae"))
        k.ellipse(x, 566, 82, 13, k.warna("#e0b341"))
        steam(k, x, 536, "#f3dcb6")
        for dx in (-40, 0, 40):
            k.polygon([(x + dx - 14, 700), (x + dx, 664), (x + dx + 14, 700)], k.warna("#f4772e"))
    basket(k, 200, 626, 1.3)
    heap(k, 200, 566, 1.2, "#6a994e")
    basket(k, 1110, 626, 1.2)
    heap(k, 1110, 568, 1.2, "#d1495b")
