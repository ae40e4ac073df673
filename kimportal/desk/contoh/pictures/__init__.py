"""Pictures of village life, drawn with plain shapes; the same every time for the same name."""

from PIL import Image

from kimportal.desk.contoh.corpus import Gambar, dice
from kimportal.desk.contoh.pictures import (  # noqa: F401 - importing registers the scenes
    scenes_indoor,
    scenes_land,
    scenes_table,
    scenes_village,
    scenes_water,
)
from kimportal.desk.contoh.pictures.canvas import Kanvas
from kimportal.desk.contoh.pictures.registry import SCENES


def draw(gambar: Gambar) -> Image.Image:
    """Draw one picture of the catalogue."""
    kanvas = Kanvas(gambar.waktu, dice("gambar", gambar.kode))
    SCENES[gambar.adegan](kanvas)
    return kanvas.finished()
