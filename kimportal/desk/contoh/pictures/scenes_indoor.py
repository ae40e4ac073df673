"""Rooms, tables and what lies on them."""

from kimportal.desk.contoh.pictures.buildings import basket, heap, pot, table, window
from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Kanvas, blend
from kimportal.desk.contoh.pictures.figures import (
    Gaya,
    fish,
    from_behind,
    person,
    random_look,
    seated,
)
from kimportal.desk.contoh.pictures.registry import adegan

BUKU = ("#d1495b", "#edae49", "#00798c", "#66a182", "#8d6b94", "#e07a5f", "#3d5a80")


def room(k: Kanvas, wall: str = "#f3e3c7", floor: str = "#c99a66", line: float = 560) -> None:
    """A room: wall, skirting and floor of tiles."""
    k.rect(0, 0, WIDTH, line, k.warna(wall))
    k.rect(0, line, WIDTH, HEIGHT - line, k.warna(floor))
    k.rect(0, line - 12, WIDTH, 12, blend(k.warna(wall), "#7a5236", 0.35))
    for index in range(-8, 9):
        k.line([(640 + index * 90, line), (640 + index * 230, HEIGHT)], blend(k.warna(floor), "#000000", 0.07), 3)
    for y in (line + 50, line + 130, line + 230):
        k.line([(0, y), (WIDTH, y)], blend(k.warna(floor), "#000000", 0.07), 3)


def board(k: Kanvas, x: float, y: float, width: float, height: float) -> None:
    """A whiteboard with writing and a small chart."""
    k.rect(x - 10, y - 10, width + 20, height + 20, k.warna("#8a6242"), r=6)
    k.rect(x, y, width, height, k.warna("#ffffff"), r=3)
    for row in range(4):
        k.rect(x + 24, y + 26 + row * 34, width * (0.5 - 0.07 * (row % 3)), 10, k.warna("#6fa3c8"), r=5)
    for index, part in enumerate((0.35, 0.6, 0.48, 0.8)):
        k.rect(x + width * 0.66 + index * 28, y + height * 0.86 - height * 0.55 * part, 18, height * 0.55 * part, k.warna(BUKU[index]))


def jar(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    tint = k.warna(colour)
    k.rect(x - 34 * s, base - 96 * s, 68 * s, 96 * s, blend(tint, "#ffffff", 0.35), r=14 * s)
    k.rect(x - 29 * s, base - 74 * s, 58 * s, 68 * s, tint, r=10 * s)
    k.rect(x - 36 * s, base - 114 * s, 72 * s, 22 * s, k.warna("#7a5236"), r=6 * s)
    label(k, x, base - 40 * s, 46 * s, 30 * s)


def pouch(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    tint = k.warna(colour)
    k.polygon([(x - 44 * s, base), (x + 44 * s, base), (x + 50 * s, base - 120 * s), (x - 50 * s, base - 120 * s)], tint)
    k.rect(x - 50 * s, base - 134 * s, 100 * s, 16 * s, blend(tint, "#000000", 0.2), r=3 * s)
    k.ellipse(x, base - 86 * s, 24 * s, 24 * s, blend(tint, "#ffffff", 0.55))
    label(k, x, base - 34 * s, 66 * s, 30 * s)


def bottle(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    tint = k.warna(colour)
    k.rect(x - 24 * s, base - 110 * s, 48 * s, 110 * s, tint, r=12 * s)
    k.polygon([(x - 22 * s, base - 102 * s), (x + 22 * s, base - 102 * s), (x + 9 * s, base - 138 * s), (x - 9 * s, base - 138 * s)], tint)
    k.rect(x - 11 * s, base - 154 * s, 22 * s, 20 * s, k.warna("#f1e2c6"), r=4 * s)
    label(k, x, base - 52 * s, 42 * s, 44 * s)


def label(k: Kanvas, x: float, y: float, width: float, height: float) -> None:
    """A label with strokes that stand for writing."""
    k.rect(x - width / 2, y - height / 2, width, height, k.warna("#fffaf0"), r=4)
    k.rect(x - width * 0.34, y - height * 0.22, width * 0.68, height * 0.18, k.warna("#c8553d"), r=2)
    k.rect(x - width * 0.26, y + height * 0.08, width * 0.52, height * 0.12, k.warna("#a9a08f"), r=2)


def steam(k: Kanvas, x: float, base: float, behind: str) -> None:
    tint = blend(k.warna(behind), "#ffffff", 0.6)
    for index, dx in enumerate((-16, 0, 16)):
        points = [(x + dx + (7 if step % 2 else -7), base - step * 18) for step in range(5 + index % 2)]
        k.line(points, tint, 5)


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
    for _ in range(330):
        x, y = k.rng.gauss(420, 92), k.rng.gauss(710, 25)
        if ((x - 420) / 238) ** 2 + ((y - 710) / 64) ** 2 < 1:
            k.ellipse(x, y, 11, 7.5, k.warna(k.rng.choice(["#4a2c1a", "#5e3a22", "#3a2114"])))
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
            fish(k, min(x, 1090), 640 + row * 38, 1.05, k.rng.choice(["#7fa3b8", "#e08a4b", "#8d99ae", "#c1666b"]))
    basket(k, 220, 560, 1.3)
    heap(k, 220, 500, 1.3, "#8cb369")
    basket(k, 860, 840, 1.2)


@adegan("baca")
def baca(k: Kanvas) -> None:
    room(k, "#f6dfc0", "#cfa675", 560)
    k.rect(330, 130, 620, 410, k.warna("#8a6242"), r=6)
    for shelf in range(3):
        y = 150 + shelf * 130
        k.rect(346, y, 588, 112, k.warna("#5e412b"))
        x = 354.0
        while x < 910:
            width, height = k.rng.randint(14, 28), k.rng.randint(74, 104)
            k.rect(x, y + 112 - height, width, height, k.warna(k.rng.choice(BUKU)), r=2)
            x += width + 3
    window(k, 150, 260, 190, 210)
    window(k, 1125, 260, 190, 210)
    k.polygon([(190, 660), (1090, 660), (1190, 830), (90, 830)], k.warna("#b5523b"))
    k.polygon([(220, 674), (1060, 674), (1140, 816), (140, 816)], k.warna("#d98f6a"))
    readers = [(330, "pendek"), (560, "jilbab"), (780, "rambut")]
    if k.waktu == "sore":
        person(k, 1010, 770, 1.75, random_look(k, kepala="jilbab", tangan="kerja"), arah=-1)
    else:
        readers.append((980, "pendek"))
    for x, head in readers:
        seated(k, x, 790, 1.5, random_look(k, kepala=head))
        _open_book(k, x, 752)


def _open_book(k: Kanvas, x: float, y: float) -> None:
    cover = k.warna(k.rng.choice(BUKU))
    k.polygon([(x - 42, y - 18), (x, y - 8), (x + 42, y - 18), (x + 42, y + 20), (x, y + 30), (x - 42, y + 20)], cover)
    k.polygon([(x - 37, y - 18), (x - 1, y - 9), (x - 1, y + 23), (x - 37, y + 14)], k.warna("#ffffff"))
    k.polygon([(x + 37, y - 18), (x + 1, y - 9), (x + 1, y + 23), (x + 37, y + 14)], k.warna("#f4efe4"))


@adegan("komputer")
def komputer(k: Kanvas) -> None:
    room(k, "#dcebe3", "#cdb08a", 560)
    window(k, 1090, 230, 240, 210)
    board(k, 120, 130, 380, 220)
    k.rect(600, 150, 250, 170, k.warna("#fdf6e9"), r=4)
    k.rect(620, 168, 90, 134, k.warna("#8ecae6"))
    k.rect(726, 168, 104, 60, k.warna("#f4a261"))
    k.rect(726, 240, 104, 62, k.warna("#66a182"))
    heads = ("jilbab", "pendek") if k.waktu == "siang" else ("pendek", "jilbab", "rambut")
    gap = WIDTH / (len(heads) + 1)
    table(k, 640, 600, 1120, 250)
    for index, head in enumerate(heads):
        x = gap * (index + 1)
        _screen(k, x + 40, 600)
        k.rect(x - 58, 590, 130, 12, k.warna("#6b7280"), r=5)
    for index, head in enumerate(heads):
        from_behind(k, gap * (index + 1) - 70, 850, 2.4, random_look(k, kepala=head))
    pot(k, 1190, 598, 1.1)


def _screen(k: Kanvas, x: float, base: float) -> None:
    k.rect(x - 18, base - 40, 36, 34, k.warna("#4b5563"))
    k.rect(x - 56, base - 10, 112, 10, k.warna("#4b5563"), r=5)
    k.rect(x - 120, base - 178, 240, 146, k.warna("#374151"), r=8)
    k.rect(x - 110, base - 168, 220, 126, k.warna("#eaf4fb"), r=4)
    k.rect(x - 110, base - 168, 220, 22, k.warna("#2a7f9e"), r=4)
    for row in range(4):
        k.rect(x - 94, base - 134 + row * 20, 100 - 12 * (row % 2), 9, k.warna("#a3b8c6"), r=4)
    k.rect(x + 26, base - 136, 70, 70, k.warna("#f4a261"), r=4)


@adegan("rapat")
def rapat(k: Kanvas) -> None:
    room(k, "#f3e3c7", "#c99a66", 520)
    window(k, 160, 240, 200, 210)
    window(k, 1120, 240, 200, 210)
    board(k, 440, 120, 400, 240)
    k.line([(350, 520), (350, 250)], k.warna("#d8d8d8"), 5)
    k.rect(353, 256, 66, 22, k.warna("#d62839"))
    k.rect(353, 278, 66, 22, k.warna("#ffffff"))
    speaker = "peci" if k.waktu == "siang" else "jilbab"
    person(k, 940, 590, 1.7, random_look(k, kepala=speaker, tangan="angkat"), arah=-1)
    table(k, 560, 470, 240, 110)
    heads = ("jilbab", "pendek", "peci", "rambut", "jilbab", "caping", "pendek")
    for row, (base, size, count) in enumerate(((700, 1.25, 8), (852, 1.8, 7))):
        for index in range(count):
            x = (index + 0.5) * WIDTH / count + (18 if row else 0)
            k.rect(x - 34 * size, base - 26 * size, 68 * size, 40 * size, k.warna("#3d5a80"), r=8)
            from_behind(k, x, base, size, random_look(k, kepala=heads[(index + 3 * row) % len(heads)].replace("caping", "pendek")))


@adegan("posyandu")
def posyandu(k: Kanvas) -> None:
    room(k, "#fde7dc", "#d8b48a", 560)
    window(k, 1090, 230, 220, 200)
    for index in range(12):
        tint = BUKU[index % len(BUKU)]
        k.polygon([(60 + index * 100, 40), (140 + index * 100, 40), (100 + index * 100, 96)], k.warna(tint))
    k.rect(110, 150, 250, 190, k.warna("#ffffff"), r=8)
    k.line([(134, 310), (200, 260), (270, 230), (336, 180)], k.warna("#66a182"), 7)
    k.line([(134, 316), (200, 290), (270, 270), (336, 240)], k.warna("#edae49"), 5)
    if k.waktu == "pagi":
        _scale(k, 560)
    else:
        table(k, 560, 600, 420, 190)
        k.rect(420, 566, 110, 34, k.warna("#ffffff"), r=4)
        k.rect(600, 548, 46, 52, k.warna("#8ecae6"), r=6)
        person(k, 560, 640, 1.5, Gaya("#ffffff", "jilbab", "#b97f55", "#44546a", rok=True, tangan="kerja"))
        table(k, 560, 600, 420, 190)
    person(k, 350, 800, 1.65, Gaya("#f28482", "jilbab", "#b97f55", "#5b4a3f", rok=True, tangan="kerja"))
    _mother(k, 830, 806, 1.65)
    _mother(k, 1040, 800, 1.6)


def _scale(k: Kanvas, x: float) -> None:
    """A hanging scale with a child in the sling."""
    k.line([(x, 0), (x, 250)], k.warna("#8a6242"), 8)
    k.ellipse(x, 292, 52, 52, k.warna("#c8323a"))
    k.ellipse(x, 292, 42, 42, k.warna("#ffffff"))
    k.line([(x, 292), (x + 22, 264)], k.warna("#26262b"), 5)
    for side in (-1, 1):
        k.line([(x, 344), (x + side * 56, 470)], k.warna("#6b5b4b"), 5)
    k.ellipse(x, 452, 25, 27, k.warna("#b97f55"))
    k.wedge(x, 446, 26, 24, (180, 360), k.warna("#3a2f2f"))
    for side in (-1, 1):
        k.ellipse(x + side * 9, 454, 3, 3, k.warna("#3a2f2f"))
    k.wedge(x, 478, 62, 92, (0, 180), k.warna("#00798c"))
    for side in (-1, 1):
        k.line([(x + side * 20, 560), (x + side * 24, 610)], k.warna("#b97f55"), 14)


def _mother(k: Kanvas, x: float, base: float, s: float) -> None:
    """A woman carrying a child in a cloth."""
    person(k, x, base, s, random_look(k, kepala="jilbab", tangan="turun"))
    cloth = k.warna(k.rng.choice(["#edae49", "#66a182", "#8d6b94"]))
    k.line([(x - 18 * s, base - 104 * s), (x + 20 * s, base - 60 * s)], cloth, 12 * s)
    k.ellipse(x + 20 * s, base - 68 * s, 23 * s, 20 * s, cloth)
    k.ellipse(x + 28 * s, base - 90 * s, 13 * s, 13 * s, k.warna("#b97f55"))
    k.wedge(x + 28 * s, base - 92 * s, 13 * s, 13 * s, (180, 360), k.warna("#3a2f2f"))


@adegan("ibu-ibu")
def ibu_ibu(k: Kanvas) -> None:
    room(k, "#e6efdd", "#cfa675", 500)
    window(k, 250, 230, 220, 190)
    window(k, 1020, 230, 220, 190)
    k.rect(560, 130, 150, 370, k.warna("#7a5236"), r=4)
    for x in (80, 460, 810, 1210):
        pot(k, x, 506, 1.4)
    k.ellipse(640, 720, 560, 118, k.warna("#b5523b"))
    k.ellipse(640, 716, 520, 100, k.warna("#e0a27c"))
    for x, y in ((420, 660), (640, 640), (860, 660)):
        seated(k, x, y, 1.35, random_look(k, kepala="jilbab"))
    k.ellipse(640, 716, 96, 24, k.warna("#fdf6e9"))
    heap(k, 600, 714, 1.2, "#edae49")
    heap(k, 682, 714, 1.2, "#d1495b")
    for x, y, head in ((250, 740, "jilbab"), (1030, 740, "sanggul"), (460, 820, "jilbab"), (820, 820, "rambut")):
        seated(k, x, y, 1.5, random_look(k, kepala=head))


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
        for x, draw_one, tint in ((170, jar, 0), (320, jar, 1), (480, bottle, 2), (590, bottle, 3), (900, pouch, 4), (1060, pouch, 5)):
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


def _cloth(k: Kanvas, x: float, y: float, width: float, height: float, colour: str, kind: int) -> None:
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
                k.polygon([(cx - 18, cy + 8), (cx, cy - 10), (cx + 18, cy + 8), (cx, cy + 2)], pale if row % 2 else gold)
            else:
                k.ellipse(cx, cy, 12, 12, pale)
                for dx, dy in ((-15, 0), (15, 0), (0, -15), (0, 15)):
                    k.ellipse(cx + dx, cy + dy, 5, 5, gold)


def _clay_pot(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    clay = k.warna(colour)
    k.ellipse(x, base - 48 * s, 52 * s, 48 * s, clay)
    k.rect(x - 24 * s, base - 112 * s, 48 * s, 28 * s, clay)
    k.rect(x - 34 * s, base - 118 * s, 68 * s, 12 * s, blend(clay, "#ffffff", 0.15), r=5 * s)
    k.line([(x - 46 * s, base - 62 * s), (x + 46 * s, base - 62 * s)], blend(clay, "#ffffff", 0.35), 5 * s)


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
