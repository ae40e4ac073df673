"""axe finds nothing to object to, on every public page type, in both themes and two widths."""

import pytest

from tests.browser.names import PAGE_TYPES
from tests.browser.tampang import LOOKS, objections


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_axe_finds_no_violation(name, visit, page):
    """Each page is loaded once, on a phone, and then looked at in all looks."""
    page.set_viewport_size({"width": LOOKS[0][0], "height": 800})
    visit(name)

    assert objections(page) == []


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_nothing_sticks_out_at_320_pixels(name, visit, page):
    page.set_viewport_size({"width": 320, "height": 700})
    visit(name)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= 320
