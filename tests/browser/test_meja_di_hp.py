"""The officers' lists on a phone: each row a card that needs no sideways scrolling."""

import pytest

from tests.browser.orang import sign_in
from tests.browser.tampang import THEMES, WIDTHS, objections

LISTS = "#content-main th a:not(.addlink)"
# How many pixels stick out of the page or of its list.
SPILL = """() => Math.max(...[...document.querySelectorAll("body, .results")]
    .map((box) => box.scrollWidth - box.clientWidth))"""


def test_no_list_of_the_desk_is_cut_off_on_a_phone(portal, page):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, portal, "admin")
    page.goto(f"{portal}/admin/")
    paths = {a.get_attribute("href") for a in page.locator(LISTS).all()}
    assert "/admin/kegiatan/naskah/" in paths

    cut = []
    for path in sorted(paths):
        page.goto(portal + path)
        if page.evaluate(SPILL) > 0:
            cut.append(path)

    assert cut == []


def test_a_card_carries_the_words_of_its_columns(portal, page):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, portal, "admin.makassar")
    page.goto(f"{portal}/admin/kegiatan/naskah/")

    shown = (
        page.locator("#result_list tbody tr")
        .first.locator("td")
        .evaluate_all("cells => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    )

    assert '"Status"' in shown
    assert objections(page, THEMES) == []


@pytest.mark.parametrize("room", ["kegiatan/naskah", "komunitas/kim", "diseminasi/infopemerintah"])
def test_axe_finds_no_violation_in_the_lists(room, portal, page):
    """With filters beside them and pages below, which are small by the admin's own style."""
    page.set_viewport_size({"width": WIDTHS[0][0], "height": 800})
    sign_in(page, portal, "pusat")
    page.goto(f"{portal}/admin/{room}/")

    assert objections(page, WIDTHS) == []
