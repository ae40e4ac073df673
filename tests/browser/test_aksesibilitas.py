"""axe finds nothing to object to, on every public page type, in both themes and two widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.names import PAGE_TYPES

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGE_TYPES)
def test_axe_finds_no_violation(name, width, scheme, visit, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(name)

    report = Axe().run(page, options=RULES)

    found = [(v["id"], v["nodes"][0]["html"][:200]) for v in report.response["violations"]]
    assert found == []
    assert report.response["passes"]


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_nothing_sticks_out_at_320_pixels(name, visit, page):
    page.set_viewport_size({"width": 320, "height": 700})
    visit(name)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= 320
