"""The scenes by name; a scene draws onto a canvas, the rest is left to its dice."""

from collections.abc import Callable

from kimportal.desk.contoh.pictures.canvas import Kanvas

Scene = Callable[[Kanvas], None]
SCENES: dict[str, Scene] = {}


def adegan(nama: str) -> Callable[[Scene], Scene]:
    """Register a function as the scene of that name."""

    def register(scene: Scene) -> Scene:
        SCENES[nama] = scene
        return scene

    return register
