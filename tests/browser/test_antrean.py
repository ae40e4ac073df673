"""The officers' queue in a real browser: by keys, without script, on a phone, for everybody."""

from __future__ import annotations

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.kiriman import Pengirim
from tests.browser.orang import sign_in
from tests.browser.tampang import RULES

ANTREAN = "/admin/antrean/"


def violations(page):
    report = Axe().run(page, options=RULES)
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in report.response["violations"]]


def test_an_officer_works_through_the_queue_by_keys(portal, page):
    sign_in(page, portal, "admin.sulsel")
    page.goto(f"{portal}{ANTREAN}?jenis=kabar")
    titles = page.locator("[data-baris] .antrean-buka").all_inner_texts()

    for key in ("j", "j", "k", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-baris].is-kini .antrean-buka")).to_have_text(titles[1])
    expect(page.locator("[data-baris].is-kini input")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/kegiatan/naskah/**")
    assert "antrean=jenis%3Dkabar" in page.url
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.get_by_role("link", name="Kembali ke antrean").click()
    page.wait_for_url(f"**{ANTREAN}?jenis=kabar")
    expect(row_of(page, second)).to_contain_text("Sedang Anda buka")
    assert "Sedang Anda buka" not in row_of(page, first).inner_text()


def test_one_box_ticks_all_and_what_is_done_with_them_stays_in_sight(portal, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, portal, "admin.sulsel")
    page.goto(f"{portal}{ANTREAN}")
    boxes, bar = page.locator("[data-baris] input[type=checkbox]"), page.locator(".antrean-banyak")
    expect(bar).to_be_in_viewport(ratio=1)

    page.get_by_label("Pilih semua di halaman ini").check()
    expect(bar).to_contain_text(f"{boxes.count()} dicentang")
    boxes.first.uncheck()
    expect(bar).to_contain_text(f"{boxes.count() - 1} dicentang")
    boxes.last.scroll_into_view_if_needed()
    expect(bar).to_be_in_viewport(ratio=1)


def row_of(page, url):
    """Return the row of the queue that leads to a post's page."""
    pk = url.split("/naskah/")[1].split("/")[0]
    return page.locator("[data-baris]", has=page.locator(f"[value=kabar-{pk}]"))


def test_several_are_returned_without_script(portal, new_context, hp):
    pengirim, word = Pengirim(portal, hp("ketua").context), uuid4().hex[:8]
    waiting = len([pengirim.hand_in(f"Arisan lorong {word} {n}") for n in range(3)])
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, portal, "admin.makassar")
    page.goto(f"{portal}{ANTREAN}?jenis=kabar&q={word}")
    boxes = page.locator("[data-baris] input[type=checkbox]")
    expect(boxes).to_have_count(waiting)
    for n in range(2):
        boxes.nth(n).check()
    page.locator("#alasan").fill("Tuliskan tanggal kegiatannya.")
    page.get_by_role("button", name="Minta perbaikan…").click()
    expect(page.get_by_text("Ini yang akan terjadi")).to_have_count(1)
    page.get_by_role("button", name="Minta perbaikan 2 hal").click()
    expect(page.get_by_text("2 diputuskan")).to_have_count(1)
    page.get_by_role("main").get_by_role("link", name="Kembali ke antrean").click()
    expect(page.locator("[data-baris]")).to_have_count(waiting - 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation_at_the_desk(width, scheme, portal, page):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sign_in(page, portal, "pusat")
    for address in ("/admin/", ANTREAN, f"{ANTREAN}provinsi/", f"{ANTREAN}?q=tidakada"):
        page.goto(f"{portal}{address}")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
