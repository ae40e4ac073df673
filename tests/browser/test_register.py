"""An admin's way with a register, in a real browser: upload, answer, enter, print the codes."""

import pytest
from playwright.sync_api import expect

from tests.browser.orang import sign_in
from tests.browser.tampang import WIDTHS, objections
from tests.komunitas.register.files import xlsx

pytestmark = pytest.mark.browser
HEADS = ["Nama KIM", "Kelurahan", "Kecamatan", "Ketua", "No. WA"]
ROWS = [
    ["KIM Losari Register", "Bontorannu", "Mariso", "Sitti Aminah", "08127770"],
    ["KIM Nelayan Register", "Bonto Ranu", "Mariso", "Daeng Rala", "08127771"],
    ["KIM Salah Register", "Atlantis", "Mariso", "Nur", "12"],
]


def test_from_the_file_to_the_slips(portal, page):
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, portal, "admin.makassar")
    page.goto(f"{portal}/admin/komunitas/kim/")
    page.get_by_role("link", name="Masukkan register dinas").click()
    assert objections(page, WIDTHS) == []
    page.get_by_label("Berkas register").set_input_files(
        {"name": "register.xlsx", "mimeType": "application/zip", "buffer": xlsx(ROWS, HEADS)}
    )
    page.get_by_role("button", name="Unggah dan periksa").click()

    expect(page.get_by_role("heading", name="Belum bisa dimasukkan")).to_be_visible()
    assert objections(page, WIDTHS) == []
    page.get_by_label("Desa untuk baris 3").select_option("73.71.01.1001")
    page.get_by_role("button", name="Simpan jawaban").click()
    page.get_by_role("button", name="Lewati 1 baris yang salah").click()
    page.get_by_role("button", name="Masukkan 2 KIM").click()
    expect(page.get_by_role("heading", name="Sudah dimasukkan")).to_be_visible()
    assert objections(page, WIDTHS) == []
    page.get_by_role("link", name="Rekonsiliasi").click()
    assert objections(page, WIDTHS) == []
    page.go_back()
    page.get_by_role("link", name="Kode aktivasi ketua").click()
    assert objections(page, WIDTHS) == []
    page.get_by_role("button", name="Buat kode").click()
    expect(page.get_by_role("heading", name="Kode untuk Sitti Aminah")).to_be_visible()
    assert objections(page, WIDTHS) == []
