"""The "hemat data" switch: text first, photos on tap with their size; and paper without photos."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.penulis import PHONE

SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
SWITCH = ".topbar [data-aksi=hemat]"
KB = 1024


@pytest.fixture
def photos(page):
    """Addresses of the photos that were fetched."""
    fetched: list[str] = []

    def note(answer):
        if "/media/" in answer.url and answer.status == 200:
            fetched.append(answer.url)

    page.on("response", note)
    return fetched


def test_switched_on_a_list_fetches_no_photo_until_one_is_tapped(visit, page, photos):
    page.set_viewport_size(PHONE)
    visit("beranda")
    page.locator(SWITCH).click()
    page.wait_for_load_state("networkidle")
    photos.clear()

    visit("kegiatan")
    page.wait_for_load_state("networkidle")
    button = page.locator("main").get_by_role("button", name="Lihat foto").first
    promised = int(re.search(r"\((\d+) KB\)", button.inner_text())[1])
    assert photos == []

    with page.expect_response(re.compile("/media/")) as answer:
        button.click()
    page.wait_for_load_state("networkidle")

    assert photos == [answer.value.url]
    assert promised - 1 < len(answer.value.body()) / KB <= promised
    expect(page.locator("main [data-lihat] img").first).to_be_visible()


def test_it_is_remembered_and_turned_off_again(visit, page, photos):
    page.set_viewport_size(PHONE)
    visit("kegiatan")
    page.locator(SWITCH).click()
    visit("kegiatan")
    expect(page.locator(SWITCH)).to_have_attribute("aria-pressed", "true")

    page.locator(SWITCH).click()

    expect(page.locator("main .photo-open")).to_have_count(0)
    expect(page.locator("main .card img").first).to_be_visible()
    assert page.evaluate("localStorage.getItem('hemat')") is None


def test_save_data_switches_it_on_and_the_visitor_may_switch_it_off(visit, page, photos):
    page.add_init_script(SAVE_DATA)
    visit("kegiatan")
    page.wait_for_load_state("networkidle")
    assert photos == []

    page.locator(SWITCH).click()
    visit("kegiatan")

    expect(page.locator("main .card img").first).to_be_visible()
    assert photos


def test_the_photo_of_a_post_waits_as_well_once_the_phone_knows(visit, page, photos):
    visit("beranda")
    page.locator(SWITCH).click()
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    page.wait_for_function("async () => (await caches.open('pilihan')).match('/hemat')")
    page.wait_for_load_state("networkidle")
    photos.clear()

    visit("kabar")
    page.wait_for_load_state("networkidle")
    assert photos == []

    page.get_by_role("button", name="Lihat foto").first.click()
    expect(page.locator("main .photo img").first).to_be_visible()
    page.wait_for_function(
        "() => document.querySelector('main .photo img').naturalWidth > 0", timeout=30_000
    )


def test_without_javascript_the_address_asks_for_text_first(browser, portal, types):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(portal + types["kegiatan"] + "?jenis=berita")
    page.get_by_role("link", name="Hemat data").click()
    expect(page).to_have_url(re.compile("jenis=berita"))
    fetched.clear()

    page.goto(portal + types["kabar"] + "?hemat=1")
    page.wait_for_load_state("networkidle")

    assert fetched
    assert [url for url in fetched if "/media/" in url] == []
    link = page.get_by_role("link", name=re.compile(r"Lihat foto \(\d+ KB\)")).first
    with page.expect_response(re.compile("/media/")) as answer:
        link.click()
    assert answer.value.ok
    context.close()


@pytest.mark.parametrize("name", ["kegiatan", "kabar", "kabar-cetak", "profil-kim", "galeri-kim"])
def test_paper_carries_text_only(name, visit, page, tmp_path: Path):
    visit(name)
    page.emulate_media(media="print")

    shown = page.eval_on_selector_all(
        "main img",
        "nodes => nodes.filter(n => n.offsetParent !== null && !n.matches('.monogram'))"
        ".map(n => n.src)",
    )

    assert shown == []
    expect(page.locator("main h1")).to_be_visible()
