"""A room from inside, and the board on its wall."""

from kimportal.desk.contoh.pictures.canvas import HEIGHT, WIDTH, Kanvas, blend

BUKU = ("#d1495b", "#edae49", "#00798c", "#66a182", "#8d6b94", "#e07a5f", "#3d5a80")


def room(k: Kanvas, wall: str = "#f3e3c7", floor: str = "#c99a66", line: float = 560) -> None:
    """A room: wall, skirting and floor of tiles."""
    k.rect(0, 0, WIDTH, line, k.warna(wall))
    k.rect(0, line, WIDTH, HEIGHT - line, k.warna(floor))
    k.rect(0, line - 12, WIDTH, 12, blend(k.warna(wall), "#7a5236", 0.35))
    for index in range(-8, 9):
        k.line(
            [(640 + index * 90, line), (640 + index * 230, HEIGHT)],
            blend(k.warna(floor), "#000000", 0.07),
            3,
        )
    for y in (line + 50, line + 130, line + 230):
        k.line([(0, y), (WIDTH, y)], blend(k.warna(floor), "#000000", 0.07), 3)


def board(k: Kanvas, x: float, y: float, width: float, height: float) -> None:
    """A whiteboard with writing and a small chart."""
    k.rect(x - 10, y - 10, width + 20, height + 20, k.warna("#8a6242"), r=6)
    k.rect(x, y, width, height, k.warna("#ffffff"), r=3)
    for row in range(4):
        k.rect(
            x + 24, y + 26 + row * 34, width * (0.5 - 0.07 * (row % 3)), 10, k.warna("#6fa3c8"), r=5
        )
    for index, part in enumerate((0.35, 0.6, 0.48, 0.8)):
        k.rect(
            x + width * 0.66 + index * 28,
            y + height * 0.86 - height * 0.55 * part,
            18,
            height * 0.55 * part,
            k.warna(BUKU[index]),
        )
