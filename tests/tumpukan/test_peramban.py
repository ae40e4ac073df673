"""A reader's browser in front of nginx, while a post appears and disappears."""

import pytest

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.publishing import publish_photo
from tests.browser.conftest import browser_type_launch_args  # noqa: F401 (a fixture)
from tests.publishing import make_photo, publish

pytestmark = pytest.mark.browser


def test_published_and_taken_down_before_a_readers_eyes(pembaca, kim, page):
    portal = pembaca.tumpukan.url
    page.goto(f"{portal}/kegiatan/")
    foto = make_photo()
    naskah = publish(kim, judul="Warga membersihkan selokan", foto=foto)
    publish_photo(foto)

    page.wait_for_timeout(5000)
    page.goto(f"{portal}/kegiatan/")
    page.get_by_role("link", name="Warga membersihkan selokan").first.click()
    photo = page.locator("main img").first
    photo.scroll_into_view_if_needed()
    source = photo.evaluate("image => image.currentSrc || image.src")
    assert page.request.get(source).status == 200

    take_down_kegiatan(naskah, by=SYSTEM, reason="Salah orang.")
    answer = page.reload()

    assert answer is not None
    assert answer.status == 404
    assert page.request.get(source).status == 404
