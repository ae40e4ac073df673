"""Founding and keeping a KIM on a phone: without any script, and with the map."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.orang import sign_in
from tests.browser.tampang import THEMES, objections

PHONE = {"width": 360, "height": 740}


def press(page: Page, label: str) -> None:
    page.locator("main").get_by_role("button", name=label).click()


def start(page: Page, nama: str) -> None:
    page.fill("#id_nama", nama)
    page.fill("#id_wilayah", "73.71.02.1002")
    press(page, "Simpan dan lanjut")
    page.wait_for_url(re.compile(r"/langkah/bidang/$"))


@pytest.fixture
def without_script(browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_a_kim_is_founded_without_any_script(portal, without_script):
    page = without_script
    sign_in(page, portal, "warga", then="/kelola/kim/")
    page.get_by_role("link", name="Dirikan/daftarkan KIM").first.click()
    start(page, "KIM Tanpa Skrip")
    page.get_by_label("Perikanan").check()
    press(page, "Simpan dan lanjut")
    page.fill("#id_form-0-nama", "Sitti")
    page.fill("#id_form-1-nama", "Udin")
    press(page, "Simpan dan tambah baris")
    expect(page.locator("#id_form-0-nama")).to_have_value("Sitti")

    # Everything is left here and taken up again from the list.
    page.goto(f"{portal}/kelola/kim/")
    page.get_by_role("link", name="Lanjutkan pendaftaran").first.click()
    for _ in range(4):
        press(page, "Simpan dan lanjut")
    page.wait_for_url(re.compile(r"/langkah/kirim/$"))
    if page.get_by_role("link", name="Bukan, lanjutkan").count():
        page.get_by_role("link", name="Bukan, lanjutkan").click()
    press(page, "Kirim ke Admin Diskominfo")

    expect(page.locator("main")).to_contain_text("Menunggu Admin Diskominfo")
    press(page, "Tarik kembali untuk diubah")
    page.get_by_role("link", name="Hapus draf").click()
    press(page, "Ya, hapus draf")
    expect(page.locator("main")).to_contain_text("dihapus")


def test_a_tap_on_the_map_and_the_phones_place_fill_the_point(portal, browser):
    context = browser.new_context(
        viewport=PHONE,
        permissions=["geolocation"],
        geolocation={"latitude": -5.1651, "longitude": 119.4172},
    )
    page = context.new_page()
    sign_in(page, portal, "warga", then="/kelola/kim/baru/")
    page.fill("#id_nama", "KIM Dengan Peta")
    page.fill(".combobox input", "73.71.02.1002")
    press(page, "Simpan dan lanjut")
    page.wait_for_url(re.compile(r"/langkah/bidang/$"))
    page.goto(page.url.replace("bidang", "titik"))

    page.locator("[data-titik-peta]").click(position={"x": 160, "y": 90})
    assert re.fullmatch(r"-\d\.\d{6}", page.input_value("#id_lat"))
    page.get_by_role("button", name="Pakai lokasi saya").click()
    expect(page.locator("#id_lat")).to_have_value("-5.165100")

    press(page, "Simpan dan lanjut")
    page.wait_for_url(re.compile(r"/langkah/kirim/$"))
    page.goto(page.url.replace("langkah/kirim", "hapus"))
    press(page, "Ya, hapus draf")
    context.close()


def test_the_pages_of_a_kim_are_accessible_and_narrow_enough(portal, page):
    page.set_viewport_size(PHONE)
    sign_in(page, portal, "ketua", then="/kelola/kim/")
    page.locator(".inbox-item a").first.click()
    page.wait_for_url(re.compile(r"/kelola/kim/\d+/$"))
    home = page.url
    parts = ["", "anggota/", "anggota/tambah/", "undangan/", "profil/", "perubahan/"]
    for path in [f"{portal}/kelola/kim/", f"{portal}/kelola/kim/baru/"] + [home + p for p in parts]:
        page.goto(path)
        assert objections(page, THEMES) == []
