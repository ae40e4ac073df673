"""The review page in a browser: by keys alone, without script, readable for everyone."""

from contextlib import closing
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.kiriman import Pengirim
from tests.browser.orang import sign_in
from tests.browser.tampang import RULES

LIST = "/admin/kegiatan/naskah/?menunggu=terbit&q="
ROW = "#result_list tbody th a"
TRUST = "/admin/komunitas/kepercayaankim/"


@pytest.fixture(scope="module")
def seat(portal, browser):
    with closing(browser.new_context()) as context:
        sign_in(context.new_page(), portal, "admin.makassar")
        return context.storage_state()


@pytest.fixture(scope="module")
def kabar(portal, browser, seat):
    """Titles of posts that were published first: to look at, and to decide on in two ways."""
    word = uuid4().hex[:8]
    with closing(browser.new_context()) as of_ketua:
        sign_in(of_ketua.new_page(), portal, "ketua")
        pengirim = Pengirim(portal, of_ketua)
        with closing(browser.new_context(storage_state=seat)) as of_admin:
            page = of_admin.new_page()
            page.goto(f"{portal}{TRUST}{pengirim.kim}/change/")
            set_trust(page, "Beri kepercayaan")
            yield {
                use: pengirim.hand_in(f"Panen lorong {word} {use}").judul
                for use in ("dilihat", "dipencet", "polos")
            }
            set_trust(page, "Cabut kepercayaan")


def set_trust(page, button):
    """The cast's own KIM has lost the trust; only for these posts it has it."""
    page.get_by_label("Alasan").fill("Untuk uji halaman periksa.")
    page.get_by_role("button", name=button).click()
    page.locator(".messagelist .success").wait_for()


@pytest.fixture
def desk(portal, browser, seat, kabar):
    """Open the page of a post that was published first, in a browser of the given kind."""
    contexts = []

    def open_page(use="dilihat", **kind):
        context = browser.new_context(storage_state=seat, reduced_motion="reduce", **kind)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{portal}{LIST}{kabar[use]}")
        page.locator(ROW).first.click()
        page.wait_for_url("**/change/**")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(width, scheme, desk):
    page = desk(viewport={"width": width, "height": 800}, color_scheme=scheme)

    report = Axe().run(page, options=RULES)

    found = [(v["id"], v["nodes"][0]["html"][:200]) for v in report.response["violations"]]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_reason_is_in_sight_beside_its_buttons_and_gets_the_focus_when_it_is_wrong(desk):
    page = desk(viewport={"width": 1280, "height": 800})
    reason, take_down = page.locator("#alasan"), page.get_by_role("button", name="Turunkan")
    expect(reason).to_be_in_viewport(ratio=1)
    expect(take_down).to_be_in_viewport(ratio=1)

    page.get_by_label("Sumber jelas").check()
    page.get_by_text("Dasar hukum untuk menurunkan").click()
    page.locator("#dasar").select_option("ite-27")
    take_down.click()

    expect(page.locator("#alasan-galat")).to_be_in_viewport(ratio=1)
    expect(reason).to_be_focused()
    expect(page.get_by_label("Sumber jelas")).to_be_checked()
    expect(page.locator("#dasar")).to_have_value("ite-27")


def test_keys_can_be_turned_off_and_do_not_disturb_typing(desk):
    page = desk()
    page.keyboard.press("1")
    expect(page.locator("[name=butir][value=sumber]")).to_be_checked()
    page.keyboard.press("a")
    page.keyboard.type("12 s")
    expect(page.locator("#alasan")).to_have_value("12 s")
    expect(page.locator("[name=butir][value=izin_foto]")).not_to_be_checked()
    page.keyboard.press("Escape")

    page.get_by_label("Pintasan papan ketik").uncheck()
    page.keyboard.press("2")

    expect(page.locator("[name=butir][value=izin_foto]")).not_to_be_checked()


def test_one_switch_turns_off_the_keys_of_the_page_and_of_the_queue(desk, portal):
    page = desk()
    page.goto(f"{page.url.partition('?')[0]}?antrean=1")
    here = page.url
    page.get_by_label("Pintasan papan ketik").uncheck()
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.url == here

    page.goto(f"{portal}/admin/antrean/")
    expect(page.get_by_label("Tombol cepat")).not_to_be_checked()
    page.keyboard.press("j")
    expect(page.locator(".is-kini")).to_have_count(0)
    page.get_by_label("Tombol cepat").check()
    page.keyboard.press("j")
    expect(page.locator(".is-kini")).to_have_count(1)


def test_a_post_is_confirmed_by_keys_alone(desk):
    page = desk("dipencet")
    page.keyboard.press("1")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    expect(page.locator(".messagelist")).to_contain_text("Sudah diperiksa, tetap terbit")
    expect(page.locator("#putusan")).to_contain_text("Dicentang: Sumber jelas.")


def test_without_script_the_page_decides_as_well(desk):
    page = desk("polos", java_script_enabled=False)

    expect(page.locator("[data-pintasan]")).not_to_be_visible()
    page.get_by_label("Anak terlindungi").check()
    page.get_by_role("button", name="Sudah diperiksa, tetap terbit").click()

    expect(page.locator("#putusan")).to_contain_text("Dicentang: Anak terlindungi.")
