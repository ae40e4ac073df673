"""The components hold on their own: accessible, narrow, themed, and of use without JavaScript."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from tests.browser.katalog.pages import PHOTOS, error_page, katalog
from tests.browser.tampang import RULES

SITE = "http://localhost:9999"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'"
)
ERROR_PAGES = ["400", "403", "403_csrf", "404", "500"]
# 1 x 1 pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture
def pages(db) -> dict[str, str]:
    return {"/": katalog()} | {f"/{name}": error_page(name) for name in ERROR_PAGES}


def serve(context, pages: dict[str, str]) -> list[str]:
    """Answer what `context` asks; the list returned fills with the paths it asked for."""
    paths: list[str] = []

    def answer(route):
        path = urlsplit(route.request.url).path
        paths.append(path)
        if path in pages:
            headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
            route.fulfill(body=pages[path], headers=headers)
        elif path in PHOTOS:
            route.fulfill(body=PNG, content_type="image/png")
        elif path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            route.fulfill(body=Path(found).read_bytes(), content_type=guess_type(found)[0])
        else:
            # The one address every page asks afterwards: who is signed in.
            route.fulfill(json={"nama": None})

    context.route(f"{SITE}/**", answer)
    return paths


@pytest.fixture
def requested(context, pages) -> list[str]:
    return serve(context, pages)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/", "/404", "/500"])
def test_axe_finds_no_violation_in_components(path, width, scheme, requested, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(SITE + path)

    report = Axe().run(page, options=RULES)

    assert [(v["id"], v["nodes"][0]["html"]) for v in report.response["violations"]] == []
    assert report.response["passes"]


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in ERROR_PAGES)])
def test_components_fit_320_pixels(path, requested, page):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(SITE + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_icon_stands_in_the_sprite(requested, page):
    page.goto(SITE)
    sprite = Path(finders.find("img/ikon.svg")).read_text()

    used = page.eval_on_selector_all("use", "nodes => nodes.map(n => n.getAttribute('href'))")

    assert used
    for href in used:
        assert f'id="{href.split("#")[1]}"' in sprite


def test_a_chosen_theme_stays_and_returning_to_the_system_forgets_it(requested, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(SITE)
    toggle = page.locator(".topbar [data-aksi=tema]")

    toggle.click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(toggle).to_have_attribute("aria-pressed", "true")

    toggle.click()
    assert page.evaluate("localStorage.getItem('tema')") is None


def test_hemat_data_keeps_lazy_photos_off_the_wire(requested, page):
    page.goto(SITE, wait_until="networkidle")
    assert PHOTOS[1] in requested
    page.evaluate("localStorage.setItem('hemat', '1')")
    requested.clear()

    page.reload(wait_until="networkidle")

    assert requested
    # The first photo of a list or a post is eager: only these may still be asked for.
    assert PHOTOS[1] not in requested
    expect(page.get_by_text("Lihat foto").first).to_be_visible()


def test_the_phone_menu_closes_on_escape_and_gives_the_focus_back(requested, page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(SITE)
    page.get_by_text("Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.locator("details.menu summary")).to_be_focused()


def test_copying_a_link_says_so_once(requested, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=SITE)
    page.goto(SITE)

    page.get_by_role("button", name="Salin tautan").click()

    expect(page.get_by_role("status").filter(has_text="Tautan disalin")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").endswith("/kegiatan/1/a/")


def test_without_javascript_the_menu_opens_and_no_dead_button_shows(browser, pages):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    serve(context, pages)
    page = context.new_page()
    page.goto(SITE)

    page.get_by_text("Menu", exact=True).click()

    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
    dead = page.locator("[data-aksi]")
    assert dead.count() > 0
    expect(dead.filter(visible=True)).to_have_count(0)
    context.close()
