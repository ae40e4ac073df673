"""Relaying with no page open: the workspace opens without a signal, and the report waits."""

import re

from playwright.sync_api import expect

from tests.browser.orang import photo
from tests.browser.penulis import PHONE, sign_in

# Opening a store that is not there yet would make an empty one.
MESSAGES_ARE_KEPT = """async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "kim-tulis")) return false;
    const db = await new Promise((resolve) => {
        const request = indexedDB.open("kim-tulis");
        request.onsuccess = () => resolve(request.result);
    });
    if (!db.objectStoreNames.contains("info")) { db.close(); return false; }
    const rows = await new Promise((resolve) => {
        const request = db.transaction("info").objectStore("info").getAll();
        request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return rows.length > 0 && rows[0].info.length > 0;
}"""
SHELL_IS_KEPT = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("tulis-"));
    if (!names.length || navigator.serviceWorker.controller?.state !== "activated") return false;
    return Boolean(await (await caches.open(names[0])).match("/kelola/tulis/"));
}"""


def keep(penulis):
    """Open the list once with a signal, until the phone has what it needs."""
    page = penulis.page
    page.goto(f"{penulis.portal}/kelola/info/")
    penulis._wait_until(f"({MESSAGES_ARE_KEPT})()")
    penulis._wait_until(f"({SHELL_IS_KEPT})()")
    return page


def test_a_kept_message_is_relayed_from_a_new_tab_without_a_signal(hp):
    penulis = hp("ketua")
    page = keep(penulis)
    penulis.context.set_offline(True)
    page.close()
    page = penulis.new_tab()

    page.goto(f"{penulis.portal}/kelola/")
    expect(page.get_by_role("heading", name="Info untuk disebarkan")).to_be_visible()
    link = page.locator("[data-daftar] li a").first
    judul = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1, name=judul)).to_be_visible()
    expect(page.get_by_label("Pesan WhatsApp")).to_have_value(re.compile("Baca lengkap: http"))
    page.get_by_label("Tatap muka").check()
    page.locator("details.more-fields summary").click()
    page.locator("[name=tempat]").fill("Balai warga tanpa sinyal")
    page.locator("[name=foto]").set_input_files([photo()])
    page.get_by_role("button", name="Sudah kami sebarkan").click()
    expect(page.locator("[data-lapor-antre]")).to_contain_text("1 laporan penyebaran tersimpan")
    # Nothing is lost with the tab, and pressing twice is one report each.
    page.close()
    page = penulis.new_tab()
    page.goto(f"{penulis.portal}/kelola/info/")
    expect(page.locator("[data-lapor-antre]")).to_contain_text("1 laporan penyebaran tersimpan")
    number = page.locator("[data-daftar] li a", has_text=judul).first.get_attribute("href")[1:]

    penulis.context.set_offline(False)

    expect(page.locator("[data-lapor-antre]")).to_be_hidden(timeout=45_000)
    page.goto(f"{penulis.portal}/kelola/info/{number}/")
    expect(page.get_by_text("Balai warga tanpa sinyal")).to_have_count(1)
    expect(page.get_by_role("link", name="Lihat foto")).to_have_count(1)


def test_the_messages_own_address_opens_it_without_a_signal(hp):
    penulis = hp("ketua")
    page = keep(penulis)
    link = page.get_by_role("region", name="Perlu disebarkan").locator("h3 a").first
    judul, address = link.inner_text(), link.get_attribute("href")
    penulis.context.set_offline(True)

    page.goto(f"{penulis.portal}{address}")

    expect(page.get_by_role("heading", level=1, name=judul)).to_be_visible()
    expect(page.get_by_role("button", name="Sudah kami sebarkan")).to_be_visible()


def test_signing_out_forgets_the_messages(hp):
    penulis = hp()
    # A session of its own: signing out ends it for everyone who shares it.
    sign_in(penulis.page, penulis.portal, "ketua")
    page = keep(penulis)

    page.goto(f"{penulis.portal}/akun/keluar/")
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: "/akun/keluar/" not in url)

    assert not page.evaluate(MESSAGES_ARE_KEPT)


def test_a_reader_keeps_neither_shell_nor_messages(browser, portal):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{portal}/kegiatan/")
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")

    names = page.evaluate("() => caches.keys()")

    assert [name for name in names if name.startswith("tulis-")] == []
    context.close()
