"""The map in a browser: choosing by list, boundary and mark; the address keeps the state."""

import re

import pytest
from playwright.sync_api import expect

SULSEL = re.compile(r"\?wilayah=73(#|$)")


@pytest.fixture
def peta(visit):
    page = visit("/peta/")
    expect(page.locator("path.batas")).to_have_count(38)
    expect(page.locator(".titik").first).to_be_visible()
    return page


def test_choosing_in_the_list_opens_the_region_on_the_map(peta):
    peta.get_by_role("link", name="Sulawesi Selatan").click()

    heading = peta.get_by_role("heading", name="Sulawesi Selatan")
    expect(heading).to_be_focused()
    expect(peta).to_have_url(SULSEL)
    expect(peta.locator("#peta-daftar li")).to_have_count(24)
    expect(peta.locator("path.batas")).to_have_count(38 + 24)
    expect(peta.locator("#peta-jumlah")).to_have_text(re.compile(r"\d+ KIM"))


def test_tapping_a_boundary_opens_it_and_back_closes_it(peta):
    # A tap on the middle of a ragged province may miss it, so the shape itself is tapped.
    peta.locator("path.batas").nth(11).dispatch_event("click")
    expect(peta).to_have_url(re.compile(r"\?wilayah=\d\d"))
    expect(peta.locator("#peta-naik")).to_be_visible()

    peta.go_back()

    expect(peta.get_by_role("heading", name="Indonesia")).to_be_visible()
    expect(peta.locator("path.batas")).to_have_count(38)


def test_a_link_to_a_view_opens_that_view(visit):
    page = visit("/peta/?wilayah=73#9/-5.200/119.450")
    expect(page.locator("path.batas")).to_have_count(38 + 24)
    page.locator("#peta").press("ArrowRight")

    expect(page).to_have_url(re.compile(r"\?wilayah=73#9/-5\.2\d*/119\.[5-9]"))


def test_a_mark_opens_by_keyboard_and_leads_to_the_kim(visit):
    page = visit("/peta/?wilayah=73.71#11/-5.140/119.450")
    mark = page.locator(".titik--satu").first
    expect(mark).to_be_visible()
    mark.press("Enter")

    link = page.locator(".leaflet-popup a[href^='/kim/']").first
    expect(link).to_be_visible()
    expect(page.get_by_role("button", name="Tutup")).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(r"/kim/[a-z0-9-]+/$"))


def test_zooming_out_shows_numbers_instead_of_crowded_dots(peta):
    numbers = peta.locator(".titik:not(.titik--satu)").all_inner_texts()

    assert numbers
    assert all(int(number.replace(".", "")) > 1 for number in numbers)


def test_without_script_the_drawing_and_the_list_remain(browser, portal):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal + "/peta/")

    expect(page.locator("svg.map-national")).to_be_visible()
    expect(page.locator("#peta")).to_be_hidden()
    page.get_by_role("link", name="Sulawesi Selatan", exact=True).last.click()
    expect(page.get_by_role("heading", name="Provinsi Sulawesi Selatan")).to_be_visible()
    context.close()


def test_tabbing_from_mark_to_mark_never_loses_the_place(visit):
    page = visit("/peta/?wilayah=32")
    expect(page.locator(".batas--dipilih, path.skala-1").first).to_be_visible()
    marks = page.locator(".titik")
    expect(marks.first).to_be_visible()
    marks.first.focus()

    for _ in range(6):
        page.keyboard.press("Tab")
        page.wait_for_timeout(400)  # the map moves to the mark and asks for more KIM

    assert "titik" in page.evaluate("document.activeElement.className")
