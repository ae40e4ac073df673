"""Fields, gardens, animals and mountains."""

from kimportal.desk.contoh.pictures.buildings import basket, fence, house, sack
from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Kanvas, blend
from kimportal.desk.contoh.pictures.figures import cow, fowl, goat, person, random_look
from kimportal.desk.contoh.pictures.nature import (
    banana,
    bush,
    ground,
    hills,
    meadow,
    mountain,
    palm,
    sky,
    tree,
)
from kimportal.desk.contoh.pictures.registry import adegan


def _backdrop(k: Kanvas, horizon: float = 470) -> None:
    """Sky, a mountain and two lines of hills."""
    sky(k, horizon)
    mountain(k, k.rng.randint(320, 960), horizon + 30, 900, k.rng.randint(210, 290))
    hills(k, horizon, blend(k.cahaya.jauh, k.cahaya.tengah, 0.5), 26)
    hills(k, horizon + 46, k.cahaya.tengah, 20)


def _terraces(k: Kanvas, top: float, colour: str) -> None:
    """Curved paddies with rows of seedlings, growing toward the viewer."""
    y, step = top, 40.0
    index = 0
    shift = k.rng.uniform(0, 6)
    while y < HEIGHT:
        wave = [(10 + step * 0.12, 260, shift + index * 0.5)]
        k.wave(y, wave, k.warna("#8a6b3f"))
        field = blend(colour, "#ffffff" if index % 2 else "#1d5b2e", 0.1)
        k.wave(y + 7, wave, k.warna(field))
        blade = k.warna(blend(field, "#0f3d1e", 0.28))
        for row in range(1, 3):
            rise = row * step * 0.36
            for x in range(-8 + (row % 2) * 12, WIDTH, 26 + index):
                bottom = y + 14 + rise + k.rng.uniform(-2, 2)
                k.line([(x, bottom), (x + 4, bottom - 8 - index)], blade, 1.6 + index * 0.3)
        y += step
        step *= 1.32
        index += 1


@adegan("sawah")
def sawah(k: Kanvas) -> None:
    _backdrop(k)
    for x in (60, 130, 1150, 1225):
        palm(k, x, 560, 0.62, k.rng.choice([-22, 24]))
    house(k, k.rng.choice([300, 930]), 548, 0.46)
    _terraces(k, 540, "#74b84a")
    person(k, 420, 742, 1.05, random_look(k, kepala="caping", tangan="kerja"))
    if k.waktu == "siang":
        person(k, 830, 690, 0.86, random_look(k, kepala="caping", tangan="kerja"), arah=-1)


@adegan("panen")
def panen(k: Kanvas) -> None:
    _backdrop(k)
    for x in (90, 1190):
        tree(k, x, 570, 0.9)
    _terraces(k, 545, "#e0b341")
    for index, x in enumerate((560, 640, 712)):
        sack(k, x, 770 + 6 * index, 1.3)
    person(k, 330, 770, 1.25, random_look(k, kepala="caping", tangan="kerja"))
    person(k, 880, 776, 1.2, random_look(k, kepala="jilbab", tangan="kerja"), arah=-1)
    person(k, 1080, 690, 0.9, random_look(k, kepala="caping"), arah=-1)


@adegan("ladang")
def ladang(k: Kanvas) -> None:
    _backdrop(k)
    for x in (70, 1060, 1200):
        banana(k, x, 590, 1.0)
    ground(k, 560, "#b3814f")
    for index in range(-9, 10):
        far, near = WIDTH / 2 + index * 62, WIDTH / 2 + index * 210
        k.polygon(
            [(far - 7, 560), (far + 7, 560), (near + 26, HEIGHT), (near - 26, HEIGHT)],
            k.warna("#96683c"),
        )
        for part in (0.16, 0.34, 0.55, 0.78):
            _seedling(k, far + (near - far) * part, 560 + (HEIGHT - 560) * part, part)
    _digger(k, 380, 760, 1.2)
    _digger(k, 900, 700, 0.95)


def _seedling(k: Kanvas, x: float, y: float, near: float) -> None:
    for dx in (-9, 0, 9):
        k.line([(x, y), (x + dx * (0.6 + near), y - 14 - 16 * near)], k.warna("#5c9e4a"), 4)


def _digger(k: Kanvas, x: float, base: float, size: float) -> None:
    """Someone with a hoe."""
    k.line(
        [(x + 20 * size, base - 40 * size), (x + 78 * size, base - 110 * size)],
        k.warna("#7a5236"),
        6,
    )
    k.polygon(
        [
            (x + 8 * size, base - 24 * size),
            (x + 30 * size, base - 48 * size),
            (x + 18 * size, base - 56 * size),
            (x - 4 * size, base - 36 * size),
        ],
        k.warna("#5f6b73"),
    )
    person(k, x, base, size, random_look(k, kepala="caping", tangan="kerja"))


@adegan("kebun")
def kebun(k: Kanvas) -> None:
    _backdrop(k, 420)
    rows = ((500, 0.62), (590, 0.85), (705, 1.12))
    for index, (base, size) in enumerate(rows):
        k.wave(base - 16, [(12, 240, index * 1.7)], blend(k.cahaya.dekat, "#a7c957", 0.16 * index))
        gap = round(170 * size)
        for x in range(k.rng.randint(-40, 20), WIDTH + 60, gap):
            _fruit_tree(k, x + k.rng.randint(-10, 10), base + 4, size * 0.82)
    meadow(k, 742)
    person(k, 350, 806, 1.2, random_look(k, kepala="caping", tangan="angkat"))
    basket(k, 430, 812, 0.9)
    person(k, 930, 812, 1.2, random_look(k, kepala="jilbab", tangan="kerja"), arah=-1)
    basket(k, 858, 818, 0.9)


def _fruit_tree(k: Kanvas, x: float, base: float, size: float) -> None:
    tree(k, x, base, size, "#3d8246")
    for _ in range(11):
        dx, dy = k.rng.uniform(-52, 52), k.rng.uniform(-148, -80)
        k.ellipse(x + dx * size, base + dy * size, 5.5 * size, 5.5 * size, k.warna("#cf3f3f"))


@adegan("kebun-sayur")
def kebun_sayur(k: Kanvas) -> None:
    sky(k, 430)
    hills(k, 420, k.cahaya.tengah, 18)
    ground(k, 470, "#c19a67")
    house(k, 1010, 560, 1.25)
    fence(k, 560, 0, 830)
    tree(k, 120, 540, 1.1)
    beds = ("#5faf4e", "#86bf5a", "#3f8f4f", "#a5c957")
    for index, colour in enumerate(beds):
        y = 610 + index * 66
        k.rect(-10, y, 900 + index * 120, 40 + index * 4, k.warna("#7a5236"), r=16)
        for x in range(20, 880 + index * 120, 54 + index * 4):
            bush(k, x, y + 14, 0.56 + index * 0.08, colour)
            if index % 2:
                k.ellipse(x + 8, y - 4, 6, 6, k.warna("#d1495b"))
    person(k, 1010, 800, 1.3, random_look(k, kepala="jilbab", tangan="kerja"), arah=-1)
    basket(k, 930, 812, 0.9, "#c89b5f")
    if k.waktu == "siang":
        person(k, 470, 612, 0.95, random_look(k, kepala="caping", tangan="kerja"))


@adegan("ternak")
def ternak(k: Kanvas) -> None:
    _backdrop(k, 430)
    meadow(k, 500)
    _barn(k, 970, 600)
    fence(k, 606, 0, 700)
    cow(k, 300, 740, 1.25, "#a8683f")
    if k.waktu == "sore":
        goat(k, 590, 760, 1.2, "#efe6d8")
        goat(k, 720, 800, 1.25, "#8a6a52", arah=-1)
        goat(k, 880, 770, 1.15, "#d9c7ae")
    else:
        cow(k, 620, 800, 1.35, "#d9b48a", arah=-1)
        cow(k, 870, 730, 1.1, "#5b4636")
    person(k, 1110, 790, 1.25, random_look(k, kepala="caping", tangan="kerja"), arah=-1)


def _barn(k: Kanvas, x: float, base: float) -> None:
    wood = k.warna("#8a6242")
    k.rect(x - 190, base - 140, 380, 140, k.warna("#6e4c33"))
    for dx in range(-186, 190, 46):
        k.rect(x + dx, base - 140, 9, 140, wood)
    k.rect(x - 190, base - 60, 380, 10, wood)
    k.polygon(
        [
            (x - 230, base - 130),
            (x - 150, base - 220),
            (x + 150, base - 220),
            (x + 230, base - 130),
        ],
        k.warna("#b9a06a"),
    )


@adegan("unggas")
def unggas(k: Kanvas) -> None:
    sky(k, 430)
    hills(k, 420, k.cahaya.tengah, 18)
    ground(k, 480, "#d8b483")
    house(k, 250, 560, 1.2)
    fence(k, 580, 480, WIDTH)
    tree(k, 1130, 560, 1.2)
    birds = (
        (260, 700, "#c8553d"),
        (430, 770, "#f5efe2"),
        (610, 690, "#8a5a3c"),
        (760, 780, "#e0b341"),
    )
    for index, (x, y, colour) in enumerate(birds):
        fowl(k, x, y, 1.35, colour, 1 if index % 2 else -1)
    for index, x in enumerate((920, 1010, 1100)):
        fowl(k, x, 730 + 30 * index, 1.3, "#fbfbf5", -1, bebek=True)
    for _ in range(40):
        k.ellipse(k.rng.randint(300, 1100), k.rng.randint(700, 830), 2.5, 2.5, k.warna("#a9743c"))


@adegan("gunung")
def gunung(k: Kanvas) -> None:
    sky(k, 560)
    mountain(k, 430, 600, 1000, 380)
    mountain(k, 1010, 600, 720, 250)
    mist = blend(k.cahaya.langit_bawah, k.cahaya.jauh, 0.3)
    for y in (470, 520):
        left = k.rng.randint(40, 260)
        k.rect(left, y, k.rng.randint(420, 700), 16, mist, r=8)
    for index, base in enumerate((560, 620, 690)):
        colour = blend(k.cahaya.tengah, k.cahaya.dekat, index / 2)
        hills(k, base, colour, 26 - 5 * index)
        for _ in range(5 - index):
            x = k.rng.randint(40, WIDTH - 40)
            tree(k, x, base + 34, 0.36 + index * 0.16)
    for x in (520, 640, 750):
        house(k, x, 730 + k.rng.randint(-8, 8), 0.4)
    meadow(k, 752)
    for x in (70, 1190):
        palm(k, x, 850, 1.25, 26 if x < 600 else -30)


@adegan("air-terjun")
def air_terjun(k: Kanvas) -> None:
    sky(k, 400)
    hills(k, 330, k.cahaya.tengah, 40)
    cliff, shade = "#7b6a58", "#655646"
    k.polygon([(0, 250), (420, 200), (560, 230), (560, 640), (0, 700)], k.warna(cliff))
    k.polygon([(WIDTH, 230), (860, 190), (740, 230), (740, 640), (WIDTH, 700)], k.warna(cliff))
    k.polygon([(420, 200), (560, 230), (560, 640), (470, 640)], k.warna(shade))
    k.polygon([(860, 190), (740, 230), (740, 640), (820, 640)], k.warna(shade))
    k.rect(556, 226, 188, 424, k.warna("#bfe4ef"))
    for x in range(566, 740, 17):
        k.line([(x, 232 + k.rng.randint(0, 20)), (x, 640)], k.warna("#ffffff"), k.rng.uniform(2, 6))
    for x, y in ((80, 270), (220, 240), (350, 226), (930, 216), (1060, 232), (1200, 250)):
        tree(k, x, y + 20, 0.8)
    k.wave(640, [(5, 120, 1)], k.warna("#5fb7c9"))
    for dx in range(-110, 111, 22):
        k.ellipse(650 + dx, 648, 26, 17, k.warna("#f4fbfd"))
    for x, y, r in (
        (140, 730, 66),
        (300, 790, 46),
        (1000, 760, 76),
        (1160, 700, 54),
        (880, 820, 40),
    ):
        k.ellipse(x, y, r * 1.3, r * 0.7, k.warna("#6f675e"))
        k.ellipse(x - r * 0.2, y - r * 0.16, r * 0.8, r * 0.38, k.warna("#8a8177"))
    for x in (60, 1230):
        bush(k, x, 800, 2.2)
        banana(k, x, 780, 1.3)
    person(k, 1000, 724, 1.0, random_look(k, tangan="angkat"))
