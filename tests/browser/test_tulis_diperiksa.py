"""A text on its way: from the member to the pengurus, to the admin and back beside the draft."""

import pytest
from playwright.sync_api import expect

from tests.browser.orang import decide
from tests.browser.penulis import jpeg

TITLE = "Warga Mariso menambal jalan setapak"
NOTE = "Sebutkan tanggalnya."


@pytest.fixture
def handed_over(hp, tmp_path):
    """The uuid of a text that the member has handed to the pengurus on the phone."""
    anggota = hp("anggota")
    uuid = anggota.begin()
    anggota.write(TITLE)
    anggota.add_photos([jpeg(tmp_path, 1)])
    anggota.consent()
    anggota.page.get_by_role("button", name="Serahkan ke pengurus").click()
    anggota.wait_arrived()
    expect(anggota.page.locator("[data-terkunci-pesan]")).to_contain_text("Diserahkan ke pengurus")
    return uuid


def test_the_note_of_the_admin_stands_beside_the_very_same_draft(hp, handed_over, portal):
    ketua, admin = hp("ketua"), hp("admin.makassar")
    ketua.open(f"#{handed_over}")
    expect(ketua.page.locator("[name=judul]")).to_have_value(TITLE)
    ketua.page.get_by_role("button", name="Kirim", exact=True).click()
    ketua.wait_arrived()

    decide(admin.page, portal, "kegiatan/naskah", TITLE, "Minta perbaikan", NOTE)

    ketua.reopen()
    ketua.page.locator("[data-catatan]:not([hidden])").wait_for()
    expect(ketua.page.locator("[data-catatan-isi]")).to_have_text(NOTE)
    # What a note asks for may stand among the folded fields.
    expect(ketua.page.get_by_label("Sumber")).to_be_visible()
    assert ketua.uuid == handed_over
    ketua.page.fill("[name=cerita]", "Minggu, 22 November, warga menambal jalan setapak.")
    ketua.page.get_by_role("button", name="Kirim", exact=True).click()
    ketua.wait_arrived()
    expect(ketua.page.locator("[data-catatan]")).to_be_hidden()
    assert ketua.server_draft(handed_over)["status"] == "submitted"
    expect(ketua.page.locator("[data-terkunci-pesan]")).to_have_text(
        "Admin Diskominfo Kota Makassar memeriksanya. Jawabannya masuk ke kotak masuk Anda."
    )


def test_summary_and_point_are_kept(hp):
    ketua = hp("ketua")
    ketua.context.grant_permissions(["geolocation"])
    ketua.context.set_geolocation({"latitude": -5.1505, "longitude": 119.4101})
    uuid = ketua.begin()
    ketua.write("Panen cabai di Mariso", "Panen cabai pertama.")
    ketua.page.locator("[data-lain] summary").click()
    ketua.page.fill("[name=ringkasan]", "Panen pertama kebun RW 07.")
    ketua.page.get_by_role("button", name="Pakai lokasi saya").click()

    ketua.page.get_by_text("Lokasi ditemukan").wait_for()
    ketua.wait_server(uuid, "Panen cabai pertama.")
    ketua.wait_state("Tersimpan di HP dan portal")

    kept = ketua.server_draft(uuid)
    assert (kept["lat"], kept["lon"]) == (-5.1505, 119.4101)
    assert kept["ringkasan"] == "Panen pertama kebun RW 07."


def test_somebody_without_a_kim_is_told_before_writing(hp):
    warga = hp("warga")

    warga.begin()

    warga.page.get_by_text("Anda belum terdaftar di KIM").wait_for()
    expect(warga.page.get_by_role("link", name="gabung atau daftarkan KIM")).to_be_visible()


def test_all_doors_of_the_workspace_are_seen_on_a_phone(hp, handed_over, portal):
    page = hp("ketua").page
    page.goto(f"{portal}/kelola/")

    links = page.locator(".kelola-nav a")

    expect(links).to_have_count(5)
    expect(page.locator(".kelola-nav .badge")).to_be_visible()
    for index in range(5):
        box = links.nth(index).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
