"""On paper: a lesson is one A4 page, a letter begins without the portal's frame."""

import re

import pytest

from kimportal.pages.panduan import CONTOH, PELAJARAN

LESSONS = [f"/panduan/{lembar.slug}/" for lembar in PELAJARAN]
LETTERS = [f"/panduan/contoh/{lembar.slug}/" for lembar in CONTOH]
PAGES = {"surat-permohonan": 1, "berita-acara": 3, "sk-kepala-desa": 3, "ad-art": 5}


def page_count(page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_fits_on_one_page(path, visit, page):
    visit(path)

    assert page_count(page) == 1


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_leaves_room_for_wider_letters(path, visit, page):
    """Fonts differ between computers: at least a twentieth of the page stays free."""
    page.set_viewport_size({"width": 688, "height": 1031})  # A4 within its margins
    visit(path)
    page.emulate_media(media="print")

    bottom = page.locator(".lesson").evaluate("e => e.getBoundingClientRect().bottom")

    assert bottom <= 0.95 * 1031


@pytest.mark.parametrize("path", LETTERS)
def test_a_letter_needs_few_pages(path, visit, page):
    visit(path)

    assert page_count(page) <= PAGES[path.split("/")[-2]]


@pytest.mark.parametrize("path", [LESSONS[0], LETTERS[0]])
def test_only_the_sheet_is_printed(path, visit, page):
    visit(path)
    page.emulate_media(media="print")

    for part in ("header .wordmark", "footer.footer", ".breadcrumb", ".share"):
        assert not page.locator(part).first.is_visible(), part


@pytest.mark.parametrize("path", [*LESSONS, *LETTERS])
def test_nothing_sticks_out_on_a_small_phone(path, visit, page):
    page.set_viewport_size({"width": 320, "height": 700})
    visit(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
