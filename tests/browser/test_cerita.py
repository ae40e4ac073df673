"""Two stories from end to end: a resident finds the village, an officer lets a post through."""

import re
from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.orang import sign_in


def test_a_resident_finds_the_own_village_on_a_phone(visit, page):
    page.set_viewport_size({"width": 360, "height": 740})
    visit("beranda")
    field = page.get_by_role("combobox").first
    field.fill("bontorannu makassar")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile(r"/wilayah/73\.71\.01\.1001/|wilayah=73\.71\.01\.1001|/$"))
    if "/wilayah/" not in page.url:
        page.get_by_role("button", name=re.compile("Buka|Cari|Lihat")).first.click()
        page.wait_for_url(re.compile(r"/wilayah/73\.71\.01\.1001/"))

    expect(page.locator("h1")).to_contain_text("Bontorannu")


def test_an_officer_publishes_and_everyone_reads_it(portal, page, browser):
    sign_in(page, portal, "admin.makassar")
    page.goto(f"{portal}/admin/kegiatan/naskah/?status__exact=submitted")
    link = page.locator("#result_list tbody th a").first
    title = link.inner_text()
    link.click()
    page.get_by_role("button", name="Setujui dan terbitkan").click()
    page.wait_for_selector(".messagelist .success")

    reader = browser.new_page()
    reader.goto(f"{portal}/kegiatan/?wilayah=73.71&q={quote(title)}")
    expect(reader.locator("main h2, main h3").get_by_text(title).first).to_be_visible()
    reader.close()


def test_the_neighbour_has_nothing_of_makassar_in_the_list(portal, page):
    sign_in(page, portal, "admin.gowa")
    page.goto(f"{portal}/admin/kegiatan/naskah/?q=makassar")

    expect(page.locator("#result_list tbody tr", has_text="Kota Makassar")).to_have_count(0)
    expect(page.locator("#changelist")).to_be_visible()
