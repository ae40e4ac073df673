"""The whole way of a post with JavaScript off, on a phone: write, send, take back, send again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.orang import sign_in
from tests.images.samples import encode, picture

TITLE = "Kerja bakti selokan RW 03 Mariso"


@pytest.fixture
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "java_script_enabled": False,
        "viewport": {"width": 360, "height": 740},
    }


@pytest.fixture
def photo(tmp_path) -> Path:
    path = tmp_path / "foto.jpg"
    path.write_bytes(encode(picture(), "JPEG"))
    return path


@pytest.fixture
def ketua(page, portal):
    sign_in(page, portal, "ketua", then="/kelola/kegiatan/baru/")
    return page


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def test_a_post_goes_out_comes_back_and_goes_out_again(ketua, photo):
    page = ketua
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Cerita").fill(
        "Pagi ini *40 warga* membersihkan selokan.\n\n- lumpur\n- ember"
    )
    page.get_by_label("Pilih foto").set_input_files(photo)
    page.get_by_label("Keterangan foto").fill("Warga mengangkat lumpur")
    press(page, "Kirim ke Admin Diskominfo")

    # The consent was forgotten: nothing is lost, and one tick is missing.
    expect(page.get_by_label("Judul")).to_have_value(TITLE)
    expect(page.get_by_label("Keterangan foto 1")).to_have_value("Warga mengangkat lumpur")
    page.get_by_label("Orang di foto setuju").check()
    press(page, "Kirim ke Admin Diskominfo")

    expect(
        page.get_by_text("Terkirim. Admin Diskominfo Kota Makassar memeriksanya")
    ).to_be_visible()
    expect(page.locator("article strong")).to_have_text("40 warga")
    press(page, "Ambil kembali")
    page.get_by_label("Judul").fill(f"{TITLE}, selesai")
    press(page, "Kirim ke Admin Diskominfo")

    expect(
        page.get_by_text("Terkirim. Admin Diskominfo Kota Makassar memeriksanya")
    ).to_be_visible()
    expect(page.get_by_text(f"{TITLE}, selesai").first).to_be_visible()
