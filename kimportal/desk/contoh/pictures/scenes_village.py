"""Streets, squares and what people do there."""

from dataclasses import replace

from kimportal.desk.contoh.pictures.buildings import (
    bunting,
    flag,
    hall,
    house,
    pot,
    sack,
    stall,
)
from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Kanvas, blend
from kimportal.desk.contoh.pictures.figures import (
    Gaya,
    bust,
    from_behind,
    person,
    random_look,
)
from kimportal.desk.contoh.pictures.nature import (
    banana,
    ground,
    hills,
    meadow,
    mountain,
    palm,
    sky,
    tree,
)
from kimportal.desk.contoh.pictures.registry import adegan

SERAGAM = Gaya("#ffffff", "pendek", "#a86f48", celana="#c1121f")


def _street(k: Kanvas, horizon: float = 470) -> None:
    """Sky, hills, grass, and a road toward the viewer."""
    sky(k, horizon)
    hills(k, horizon - 10, k.cahaya.tengah, 22)
    meadow(k, horizon + 30)
    k.polygon([(560, 560), (700, 560), (1090, HEIGHT), (190, HEIGHT)], k.warna(k.cahaya.tanah))


def _row_of_houses(k: Kanvas) -> None:
    for x, base, s in ((130, 640, 1.05), (395, 590, 0.75), (880, 592, 0.78), (1150, 645, 1.08)):
        house(k, x, base, s)


@adegan("kampung")
def kampung(k: Kanvas) -> None:
    _street(k)
    mountain(k, 640, 500, 520, 150)
    palm(k, 300, 590, 0.9, -24)
    tree(k, 1010, 590, 0.9)
    _row_of_houses(k)
    if k.waktu != "sore":
        bunting(k, 270, 80, 1200)
    for x, y, s in ((70, 730, 1.2), (180, 740, 1.1), (1100, 740, 1.1), (1220, 736, 1.2)):
        pot(k, x, y, s, k.rng.choice(["#7fc46d", "#d1495b", "#edae49"]))
    person(k, 560, 740, 0.95, random_look(k))
    person(k, 740, 790, 0.85, SERAGAM if k.waktu == "pagi" else random_look(k, kepala="pendek"))
    if k.waktu == "sore":
        person(k, 660, 800, 0.8, random_look(k, kepala="pendek", tangan="angkat"), arah=-1)


@adegan("balai")
def balai(k: Kanvas) -> None:
    sky(k, 480)
    hills(k, 450, k.cahaya.tengah, 20)
    meadow(k, 520)
    for x in (70, 1210):
        palm(k, x, 620, 1.1, 24 if x < 600 else -24)
    hall(k, 640, 650, 1.2)
    ground(k, 660)
    for x in (160, 250, 1030, 1120):
        pot(k, x, 690, 1.2)
    flag(k, 210, 800, 300)
    k.rect(186, 790, 48, 18, k.warna("#b8b2a7"))
    person(k, 520, 800, 1.1, random_look(k))
    person(k, 600, 806, 1.1, random_look(k, kepala="jilbab"))
    if k.waktu == "pagi":
        person(k, 860, 806, 1.1, random_look(k, kepala="peci"), arah=-1)
        person(k, 1000, 790, 1.0, random_look(k, kepala="jilbab"), arah=-1)


@adegan("malam")
def malam(k: Kanvas) -> None:
    _street(k)
    _row_of_houses(k)
    bunting(k, 300, 60, 1220)
    bunting(k, 380, 240, 1050)
    wood = k.warna("#8a6242")
    for dx in (-70, 70):
        k.rect(960 + dx - 6, 640, 12, 150, wood)
    k.rect(876, 730, 168, 16, wood)
    k.polygon([(860, 650), (960, 582), (1060, 650)], k.warna("#b5523b"))
    k.ellipse(960, 672, 13, 13, "#ffd77a")
    person(k, 930, 800, 1.0, random_look(k, kepala="peci"))
    person(k, 1010, 804, 1.0, random_look(k, kepala="pendek"), arah=-1)
    person(k, 500, 790, 1.0, random_look(k, kepala="jilbab"))
    person(k, 570, 796, 0.7, random_look(k, kepala="pendek", tangan="angkat"))


@adegan("sekolah")
def sekolah(k: Kanvas) -> None:
    sky(k, 480)
    hills(k, 450, k.cahaya.tengah, 22)
    meadow(k, 520)
    tree(k, 90, 640, 1.5)
    tree(k, 1200, 640, 1.3)
    hall(k, 660, 640, 1.12)
    ground(k, 650)
    flag(k, 270, 790, 310)
    rows = (430, 530, 630) if k.waktu == "pagi" else (380, 470, 560, 650, 740)
    for index, x in enumerate(rows):
        girl = index % 2 == 1
        look = Gaya(
            "#ffffff",
            "jilbab" if girl else "pendek",
            "#a86f48",
            "#c1121f",
            rok=girl,
            tangan="angkat" if k.waktu == "pagi" and index == 1 else "turun",
        )
        person(k, x, 800, 0.95, look)
    person(
        k,
        950,
        800,
        1.3,
        Gaya("#7c6a4a", "jilbab", "#b97f55", "#5b4a3f", rok=True, tangan="angkat"),
        arah=-1,
    )


@adegan("pasar")
def pasar(k: Kanvas) -> None:
    _street(k)
    for x, colour in ((200, "#d1495b"), (500, "#edae49"), (800, "#00798c"), (1100, "#66a182")):
        stall(k, x, 690, colour, 1.12)
    for x, head in ((150, "caping"), (470, "jilbab"), (820, "peci"), (1130, "jilbab")):
        bust(k, x, 584, 0.95, random_look(k, kepala=head))
    ground_colour = blend(k.cahaya.tanah, "#ffffff", 0.08)
    ground(k, 700, "#cfa675" if k.waktu == "siang" else None)
    for x in (330, 640, 960):
        k.ellipse(x, 760, 60, 10, k.warna(ground_colour))
    bunting(k, 300, 0, WIDTH)
    person(k, 330, 812, 1.25, random_look(k, kepala="jilbab", tangan="kerja"))
    person(k, 650, 824, 1.3, random_look(k, kepala="rambut"), arah=-1)
    person(k, 960, 816, 1.25, random_look(k, kepala="pendek", tangan="kerja"))
    if k.waktu == "pagi":
        person(k, 740, 828, 0.8, SERAGAM)


@adegan("warung")
def warung(k: Kanvas) -> None:
    _street(k)
    tree(k, 130, 600, 1.5)
    wood = k.warna("#8a6242")
    k.rect(360, 380, 600, 320, k.warna("#d9b382"), r=4)
    for x in range(372, 960, 30):
        k.line([(x, 384), (x, 700)], k.warna("#c99f6c"), 2)
    k.rect(400, 440, 520, 130, k.warna("#5b4433"))
    for index, x in enumerate(range(430, 900, 58)):
        tint = ("#d1495b", "#edae49", "#66a182", "#00798c", "#e07a5f")[index % 5]
        k.rect(x, 446, 40, 50 - 8 * (index % 3), k.warna(tint), r=6)
    person(k, 660, 640, 1.2, random_look(k, kepala="jilbab", tangan="kerja"))
    k.rect(384, 566, 552, 134, k.warna("#b98e5e"), r=4)
    k.rect(370, 556, 580, 18, wood, r=5)
    for x, tint in ((440, "#d1495b"), (520, "#fff3dc"), (800, "#edae49"), (870, "#8cb369")):
        k.rect(x - 20, 508, 40, 48, k.warna(tint), r=9)
        k.rect(x - 16, 498, 32, 12, k.warna("#6b5b4b"), r=4)
    k.polygon([(300, 400), (360, 300), (960, 300), (1020, 400)], k.warna("#b5523b"))
    bunting(k, 404, 330, 990)
    k.rect(1010, 700, 210, 16, wood, r=5)
    for x in (1030, 1190):
        k.rect(x, 714, 12, 64, wood)
    person(k, 1100, 790, 1.15, random_look(k, kepala="peci"), arah=-1)
    person(k, 280, 800, 1.2, random_look(k, kepala="pendek", tangan="kerja"))


@adegan("gotong-royong")
def gotong_royong(k: Kanvas) -> None:
    _street(k)
    if k.waktu == "pagi":
        _row_of_houses(k)
    else:
        tree(k, 120, 620, 1.3)
        _house_under_repair(k)
    for x in (950, 1040, 1120):
        sack(k, x, 770, 1.1)
    tools = ((260, 790, "pendek"), (430, 770, "caping"), (600, 806, "peci"), (780, 790, "jilbab"))
    for index, (x, y, head) in enumerate(tools):
        arah = 1 if index % 2 == 0 else -1
        _long_tool(k, x + arah * 56, y, index)
        person(k, x, y, 1.22, random_look(k, kepala=head, tangan="kerja"), arah=arah)


def _long_tool(k: Kanvas, x: float, base: float, index: int) -> None:
    """A hoe or a broom."""
    k.line([(x, base - 150), (x + 6, base - 20)], k.warna("#7a5236"), 6)
    if index % 2:
        k.polygon(
            [(x - 6, base - 34), (x + 18, base - 34), (x + 26, base), (x - 16, base)],
            k.warna("#d8b46a"),
        )
    else:
        k.polygon(
            [(x - 4, base - 30), (x + 34, base - 22), (x + 30, base - 6), (x - 2, base - 14)],
            k.warna("#5f6b73"),
        )


def _house_under_repair(k: Kanvas) -> None:
    house(k, 640, 660, 1.75, atap="#b9a06a", dinding="#e6cfa8")
    wood = k.warna("#8a6242")
    for x in (880, 930):
        k.line([(x, 690), (x - 70, 380)], wood, 9)
    for step in range(7):
        y = 660 - step * 42
        k.line([(873 - step * 9.5, y), (923 - step * 9.5, y)], wood, 6)
    person(k, 868, 560, 0.95, random_look(k, kepala="pendek", tangan="angkat"), arah=-1)


@adegan("bersih")
def bersih(k: Kanvas) -> None:
    _street(k)
    _row_of_houses(k)
    for index, (tint, x) in enumerate((("#66a182", 900), ("#edae49", 1000), ("#d1495b", 1100))):
        y = 770 + index * 6
        k.rect(x - 36, y - 96, 72, 96, k.warna(tint), r=8)
        k.rect(x - 42, y - 108, 84, 18, blend(k.warna(tint), "#000000", 0.18), r=6)
        k.ellipse(x, y - 48, 18, 18, k.warna("#ffffff"))
        k.ellipse(x, y - 48, 9, 9, k.warna(tint))
    for x in (160, 250):
        sack(k, x, 800, 1.3)
    person(k, 390, 806, 1.3, random_look(k, kepala="jilbab", tangan="kerja"))
    person(k, 590, 790, 1.2, random_look(k, kepala="pendek", tangan="kerja"), arah=-1)
    person(k, 770, 812, 1.25, random_look(k, kepala="caping", tangan="kerja"))
    for _ in range(14):
        x, y = k.rng.randint(320, 860), k.rng.randint(790, 840)
        k.rect(
            x, y, 18, 8, k.warna(k.rng.choice(["#8ecae6", "#f4a261", "#ffffff", "#c8553d"])), r=3
        )


@adegan("pelatihan-luar")
def pelatihan_luar(k: Kanvas) -> None:
    sky(k, 460)
    mountain(k, 300, 500, 760, 230)
    hills(k, 460, k.cahaya.tengah, 22)
    meadow(k, 510)
    for x in (80, 1200):
        tree(k, x, 610, 1.4)
    banana(k, 1080, 600, 1.0)
    k.rect(560, 470, 190, 130, k.warna("#fdf6e9"), r=6)
    k.rect(552, 462, 206, 14, k.warna("#8a6242"), r=4)
    for x in (572, 730):
        k.line([(x, 600), (x - 8, 660)], k.warna("#8a6242"), 8)
    for index in range(4):
        k.line(
            [(584, 500 + index * 24), (584 + 130 - index * 22, 500 + index * 24)],
            k.warna("#6fa3c8"),
            7,
        )
    person(k, 830, 690, 1.15, random_look(k, kepala="jilbab", tangan="angkat"), arah=-1)
    heads = ("pendek", "jilbab", "caping", "peci", "rambut", "pendek")
    for index, head in enumerate(heads):
        x = 180 + index * 178
        from_behind(
            k, x, 850 - 24 * (1 - abs(index - 2.5) / 2.5), 1.75, random_look(k, kepala=head)
        )


@adegan("olahraga")
def olahraga(k: Kanvas) -> None:
    _street(k)
    _row_of_houses(k)
    ground(k, 640, "#c9965f")
    k.polygon([(120, 820), (260, 660), (1020, 660), (1160, 820)], k.warna("#d8a873"))
    for points in (
        [(120, 820), (260, 660)],
        [(1160, 820), (1020, 660)],
        [(260, 660), (1020, 660)],
        [(120, 820), (1160, 820)],
    ):
        k.line(points, k.warna("#ffffff"), 5)
    for x in (640, 660):
        k.line(
            [(x, 830 if x == 640 else 650), (x, 520 if x == 640 else 470)], k.warna("#6b5b4b"), 8
        )
    for y in range(524, 610, 20):
        k.line([(640, y), (660, y - 52)], k.warna("#ffffff"), 3)
    k.polygon([(636, 524), (664, 470), (664, 484), (636, 540)], k.warna("#ffffff"))
    team_a, team_b = "#d1495b", "#00798c"
    for x, y, pose in ((260, 790, "kerja"), (420, 740, "turun"), (540, 790, "kedua")):
        person(k, x, y, 1.15, random_look(k, kepala="pendek", baju=team_a, tangan=pose))
    for x, y, pose in ((800, 780, "kedua"), (930, 730, "turun"), (1060, 790, "kerja")):
        person(k, x, y, 1.12, random_look(k, kepala="pendek", baju=team_b, tangan=pose), arah=-1)
    k.ellipse(590, 500, 21, 21, k.warna("#fff6e6"))
    k.line([(572, 494), (608, 506)], k.warna("#edae49"), 5)


@adegan("pentas")
def pentas(k: Kanvas) -> None:
    sky(k, 520)
    hills(k, 450, k.cahaya.tengah, 20)
    ground(k, 520)
    k.rect(150, 250, 980, 360, "#7a2e3b")
    for index, x in enumerate(range(150, 1130, 98)):
        if index % 2:
            k.rect(x, 250, 98, 360, "#8f3846")
    k.polygon([(120, 262), (640, 150), (1160, 262)], "#b5523b")
    k.rect(120, 250, 1040, 26, "#e0b341")
    k.rect(110, 600, 1060, 74, "#8a5a3c", r=6)
    k.rect(100, 592, 1080, 18, "#b98e5e", r=6)
    bunting(k, 276, 150, 1130)
    for x, colour in ((420, "#e0b341"), (640, "#d1495b"), (860, "#2a9d8f")):
        _dancer(k, x, 598, 1.5, colour)
    for x in (230, 1050):
        k.ellipse(x, 560, 44, 30, "#6b4226")
        k.ellipse(x, 540, 44, 16, "#f1e2c6")
    for index in range(9):
        heads = ("jilbab", "pendek", "peci", "rambut")
        from_behind(
            k,
            70 + index * 143,
            848 - 16 * (index % 2),
            1.55,
            random_look(k, kepala=heads[index % 4]),
        )


def _dancer(k: Kanvas, x: float, base: float, s: float, colour: str) -> None:
    """A dancer in lit colours, with a shawl."""
    look = Gaya(colour, "sanggul", "#c78e63", "#5b2a4a", rok=True, tangan="kedua")
    # The stage lamps take the night off them.
    outside = k.cahaya
    k.cahaya = replace(outside, teduh=outside.teduh * 0.15)
    person(k, x, base, s, look)
    for side in (-1, 1):
        k.line(
            [
                (x + side * 44 * s, base - 126 * s),
                (x + side * 58 * s, base - 84 * s),
                (x + side * 40 * s, base - 44 * s),
            ],
            "#ffd77a",
            6 * s,
        )
    for dx in (-10, 0, 10):
        k.ellipse(x + dx * s, base - 156 * s, 4 * s, 6 * s, "#ffd77a")
    k.cahaya = outside
