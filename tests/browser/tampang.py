"""What axe objects to on the page that is open, in several widths and themes."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Of what passes, that it was looked at is enough; listing every element takes most of the time.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
LOOKS = [(360, "light"), (360, "dark"), (1280, "dark"), (1280, "light")]
THEMES = LOOKS[:2]
WIDTHS = [(360, "light"), (1280, "light")]
# Milliseconds; after another width the map draws its marks anew.
SETTLE = 400
# A colour that is still changing is none that axe should judge.
STILL = "Promise.allSettled(document.getAnimations().map((change) => change.finished))"


def objections(page: Page, looks: list[tuple[int, str]] = LOOKS) -> list[str]:
    """Show the page in each look and return what axe finds, each with its look.

    Wider than the screen is an objection too.
    """
    found: list[str] = []
    for width, scheme in looks:
        _show(page, width, scheme)
        report = Axe().run(page, options=RULES).response
        assert report["passes"]
        where = f"{page.url} {width} px, {scheme}"
        found += [f"{where}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in report["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{where}: wider than the screen")
    return found


def _show(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    before = page.viewport_size
    if before is None or before["width"] != width:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(SETTLE)
    page.evaluate(STILL)
