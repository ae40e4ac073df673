"""People in rooms: reading, learning, meeting."""

from kimportal.desk.contoh.pictures.buildings import heap, pot, table, window
from kimportal.desk.contoh.pictures.canvas import WIDTH, Kanvas
from kimportal.desk.contoh.pictures.figures import Gaya, from_behind, person, random_look, seated
from kimportal.desk.contoh.pictures.registry import adegan
from kimportal.desk.contoh.pictures.rooms import BUKU, board, room


@adegan("baca")
def baca(k: Kanvas) -> None:
    room(k, "#f6dfc0", "#cfa675", 560)
    k.rect(330, 130, 620, 410, k.warna("#8a6242"), r=6)
    for shelf in range(3):
        y = 150 + shelf * 130
        k.rect(346, y, 588, 112, k.warna("#5e412b"))
        x = 354
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
    k.polygon(
        [
            (x - 42, y - 18),
            (x, y - 8),
            (x + 42, y - 18),
            (x + 42, y + 20),
            (x, y + 30),
            (x - 42, y + 20),
        ],
        cover,
    )
    k.polygon(
        [(x - 37, y - 18), (x - 1, y - 9), (x - 1, y + 23), (x - 37, y + 14)], k.warna("#ffffff")
    )
    k.polygon(
        [(x + 37, y - 18), (x + 1, y - 9), (x + 1, y + 23), (x + 37, y + 14)], k.warna("#f4efe4")
    )


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
    for index in range(len(heads)):
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
            from_behind(
                k,
                x,
                base,
                size,
                random_look(
                    k, kepala=heads[(index + 3 * row) % len(heads)].replace("caping", "pendek")
                ),
            )


@adegan("posyandu")
def posyandu(k: Kanvas) -> None:
    room(k, "#fde7dc", "#d8b48a", 560)
    window(k, 1090, 230, 220, 200)
    for index in range(12):
        tint = BUKU[index % len(BUKU)]
        k.polygon(
            [(60 + index * 100, 40), (140 + index * 100, 40), (100 + index * 100, 96)],
            k.warna(tint),
        )
    k.rect(110, 150, 250, 190, k.warna("#ffffff"), r=8)
    k.line([(134, 310), (200, 260), (270, 230), (336, 180)], k.warna("#66a182"), 7)
    k.line([(134, 316), (200, 290), (270, 270), (336, 240)], k.warna("#edae49"), 5)
    if k.waktu == "pagi":
        _scale(k, 560)
    else:
        table(k, 560, 600, 420, 190)
        k.rect(420, 566, 110, 34, k.warna("#ffffff"), r=4)
        k.rect(600, 548, 46, 52, k.warna("#8ecae6"), r=6)
        person(
            k,
            560,
            640,
            1.5,
            Gaya("#ffffff", "jilbab", "#b97f55", "#44546a", rok=True, tangan="kerja"),
        )
        table(k, 560, 600, 420, 190)
    person(
        k, 350, 800, 1.65, Gaya("#f28482", "jilbab", "#b97f55", "#5b4a3f", rok=True, tangan="kerja")
    )
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
    for x, y, head in (
        (250, 740, "jilbab"),
        (1030, 740, "sanggul"),
        (460, 820, "jilbab"),
        (820, 820, "rambut"),
    ):
        seated(k, x, y, 1.5, random_look(k, kepala=head))
