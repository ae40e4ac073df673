"""Everything public works with JavaScript off: read, filter, choose a region, search."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.names import PUBLIC_PAGES


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


@pytest.mark.parametrize("name", [*PUBLIC_PAGES, "lapor", "lapor-cara"])
def test_a_page_shows_its_heading_and_content(name, visit, page):
    visit(name)

    expect(page.locator("h1").first).to_be_visible()
    assert len(page.locator("main").inner_text()) > 100


def test_filters_make_an_address_that_can_be_sent_on(visit, page):
    visit("kegiatan")
    page.locator("main form input[name=q]").first.fill("pelatihan")
    page.locator("main form button[type=submit]").first.click()

    expect(page).to_have_url(re.compile("[?&]q=pelatihan"))
    expect(page.locator("h1")).to_be_visible()


def test_a_village_is_found_step_by_step(visit, page):
    visit("/wilayah/pilih/?kembali=/kim/")
    for name in ("Sulawesi Selatan", "Kota Makassar", "Mariso"):
        page.locator("main").get_by_role("link", name=name, exact=False).first.click()
    expect(page).to_have_url(re.compile(r"(induk|wilayah)=73\.71\.01"))


def test_search_finds_from_the_front_page(visit, page):
    visit("beranda")
    page.locator("form[action='/cari/'] input[name=q]").first.fill("pelatihan")
    page.locator("form[action='/cari/'] input[name=q]").first.press("Enter")

    expect(page).to_have_url(re.compile(r"/cari/\?q=pelatihan"))
    expect(page.locator("mark").first).to_be_visible()


def test_a_page_is_reported(visit, page):
    visit("kabar")
    page.get_by_role("link", name="Laporkan kabar ini").click()
    page.get_by_label("Iklan atau penipuan").check()
    page.get_by_label("Ceritakan sedikit").fill("Menawarkan pinjaman.")
    page.get_by_role("button", name="Kirim laporan").click()

    expect(page).to_have_url(re.compile("/lapor/tiket/"))
    expect(page.get_by_text("Menunggu diperiksa")).to_be_visible()
