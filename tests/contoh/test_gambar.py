"""The drawn pictures: sixty of them, each its own, the same every time."""

from kimportal.desk.contoh.corpus import catalogue
from kimportal.desk.contoh.pictures import draw


def test_sixty_pictures_with_alternative_texts():
    assert len(catalogue()) == 60
    assert len({gambar.alt for gambar in catalogue()}) == 60
    assert all(gambar.alt.startswith("Ilustrasi ") for gambar in catalogue())


def test_a_picture_is_drawn_the_same_every_time():
    gambar = catalogue()[0]
    picture = draw(gambar)
    assert picture.size == (1280, 853)
    assert picture.tobytes() == draw(gambar).tobytes()


def test_every_scene_fills_the_whole_canvas():
    scenes = {gambar.adegan: gambar for gambar in catalogue()}
    assert len(scenes) > 30
    for gambar in scenes.values():
        picture = draw(gambar)
        # The canvas starts black: what no shape covered would still be so.
        black = sum(count for count, rgb in picture.getcolors(1 << 20) if rgb == (0, 0, 0))
        assert black == 0, gambar.kode
