"""Reading without a signal: what a phone keeps, how old it says it is, and what it never keeps."""

import pytest
from playwright.sync_api import expect

from tests.browser.penulis import PHONE

READY = "() => navigator.serviceWorker.controller?.state === 'activated'"
KEPT = """async (path) => {
    const kept = await (await caches.open("bacaan")).keys();
    return kept.some(({ url }) => new URL(url).pathname === path);
}"""
# As if a page had been kept three hours ago.
GROW_OLD = """async () => {
    const store = await caches.open("bacaan");
    for (const request of await store.keys()) {
        const kept = await store.match(request);
        const headers = new Headers(kept.headers);
        headers.set("X-Disimpan", Date.now() - 3 * 3600_000);
        await store.put(request, new Response(await kept.text(), { headers }));
    }
}"""
OFF_AIR = ".luring"
# A browser that is never idle, and keeps to what it promised for that case.
NEVER_IDLE = """() => {
    window.requestIdleCallback = (act, { timeout } = {}) => timeout && setTimeout(act, timeout);
}"""


@pytest.fixture
def hp_pembaca(browser):
    """A phone whose storage begins empty."""
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


@pytest.fixture
def read(hp_pembaca, portal, types):
    """Open a page type on that phone and wait until the phone has kept it."""
    page = hp_pembaca.new_page()

    def open_page(name: str):
        path = types.get(name, name)
        page.goto(portal + path)
        page.wait_for_function(READY)
        page.wait_for_function(KEPT, arg=path.split("?")[0])
        return page

    return open_page


def test_a_page_once_read_opens_without_a_signal_and_says_how_old_it_is(read, hp_pembaca):
    page = read("kabar")
    title = page.locator("h1").inner_text()
    page.evaluate(GROW_OLD)

    hp_pembaca.set_offline(True)
    page.reload()

    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(OFF_AIR)).to_contain_text("3 jam yang lalu")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex", "no style sheet"


def test_a_phone_that_is_never_idle_keeps_what_it_reads(hp_pembaca, read):
    hp_pembaca.add_init_script(f"({NEVER_IDLE})()")

    assert read("kabar").locator("h1").is_visible()


def test_back_on_the_air_the_page_is_the_present_one(read, hp_pembaca):
    page = read("desa")
    hp_pembaca.set_offline(True)
    page.reload()
    expect(page.locator(OFF_AIR)).to_be_visible()

    hp_pembaca.set_offline(False)
    page.reload()

    expect(page.locator(OFF_AIR)).to_have_count(0)


def test_a_page_never_read_leads_to_those_that_were(read, hp_pembaca, portal):
    page = read("desa")
    village = page.locator("h1").inner_text()
    hp_pembaca.set_offline(True)

    page.goto(f"{portal}/statistik/")

    expect(page.locator(OFF_AIR)).to_contain_text("belum tersimpan")
    page.get_by_role("link", name=village).click()
    expect(page.locator("h1")).to_have_text(village)


def test_my_village_stays_however_much_else_is_read(read, hp_pembaca, portal, types):
    page = read("desa")
    page.get_by_role("button", name="Desa saya").click()
    for number in range(22):
        read(f"/tentang/?{number}")
        page.wait_for_function(
            "async (n) => (await (await caches.open('bacaan')).keys())"
            ".some(({ url }) => url.endsWith(`?${n}`))",
            arg=number,
        )
    hp_pembaca.set_offline(True)

    page.goto(f"{portal}/luring/")

    expect(page.locator(".rows > li")).to_have_count(21)
    mine = page.locator(".rows > li", has_text="desa saya")
    expect(mine.locator("a")).to_have_attribute("href", types["desa"])
    mine.locator("a").click()
    expect(page.get_by_role("button", name="Desa saya")).to_have_attribute("aria-pressed", "true")


def test_what_was_taken_down_is_forgotten_at_the_next_visit(read, hp_pembaca, portal, types):
    page = read("tentang")
    # The address answers 404 by now: what a taken-down post does.
    page.evaluate(
        """async () => {
            const store = await caches.open("bacaan");
            await store.put("/kegiatan/999999999/tidak-ada/", await store.match("/tentang/"));
        }"""
    )
    page.goto(f"{portal}/kegiatan/999999999/tidak-ada/")
    page.wait_for_function(f"() => ({KEPT})('/kegiatan/999999999/tidak-ada/').then((is) => !is)")

    hp_pembaca.set_offline(True)
    page.goto(f"{portal}/kegiatan/999999999/tidak-ada/")

    expect(page.locator(OFF_AIR)).to_contain_text("belum tersimpan")


def test_pages_of_people_who_are_signed_in_are_never_kept(hp, portal, types):
    ketua = hp("ketua")
    page = ketua.page
    page.goto(portal + types["tentang"])
    page.wait_for_function(READY)
    for path in ("/kelola/", "/akun/", "/kelola/kim/"):
        page.goto(portal + path)
        page.wait_for_load_state("networkidle")
    page.goto(portal + types["kim"])
    page.wait_for_function(KEPT, arg="/kim/")

    kept = page.evaluate(
        """async () => {
            const store = await caches.open("bacaan");
            return (await store.keys()).map(({ url }) => new URL(url).pathname);
        }"""
    )

    assert set(kept) <= {"/tentang/", "/kim/"}


def test_the_list_of_kept_pages_can_be_emptied(read, portal):
    page = read("desa")
    page.goto(f"{portal}/luring/")
    expect(page.locator(".rows > li").first).to_be_visible()

    page.get_by_role("button", name="Hapus semua simpanan").click()

    expect(page.get_by_text("Belum ada halaman yang tersimpan")).to_be_visible()
