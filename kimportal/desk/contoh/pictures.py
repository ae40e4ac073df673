"""Drawing the demo's pictures: a sky, hills and what the scene is about."""

from PIL import Image, ImageDraw

from kimportal.desk.contoh.corpus import Gambar, dice

UKURAN = (1280, 853)


def draw(gambar: Gambar) -> Image.Image:
    """Draw one picture; the same Gambar gives the same pixels."""
    rng = dice("gambar", gambar.kode)
    image = Image.new("RGB", UKURAN, "#cfe6ee")
    pen = ImageDraw.Draw(image)
    for row in range(5):
        top = 320 + row * 100
        colour = (60 + row * 12, 130 - row * 8, 90 - row * 6)
        points = [(x, top + rng.randint(-60, 60)) for x in range(0, 1281, 160)]
        pen.polygon([(0, 853), *points, (1280, 853)], fill=colour)
    return image
