"""The whole way from joining to a published post, with JavaScript off, on a small screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.orang import decide, found_kim, photo, sign_in, sign_up


@pytest.fixture
def orang(browser, portal):
    """Make browsers of different people: small screens, no JavaScript."""
    contexts = []

    def new_page():
        context = browser.new_context(
            java_script_enabled=False, viewport={"width": 360, "height": 740}
        )
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


def test_from_signing_up_to_a_published_post(orang, portal, surat):
    siti, admin, warga = orang(), orang(), orang()
    sign_up(siti, portal, surat, nama="Siti Hajrah", email="siti.hajrah@uji.example")
    found_kim(siti, portal, nama="KIM Tamparang Keke Ceria", kode="73.71.01.1002")
    sign_in(admin, portal, "admin.makassar")
    decide(admin, portal, "komunitas/kim", "Tamparang Keke Ceria", "Verifikasi")

    siti.goto(f"{portal}/kelola/")
    siti.get_by_role("link", name="Tulis kabar").first.click()
    siti.locator("[name=judul]").fill("Warga Tamparang Keke panen sayur lorong")
    siti.locator("[name=cerita]").fill("Ibu-ibu panen *kangkung*.\n\nHasilnya dibagi rata.")
    siti.locator("[name=foto_baru]").set_input_files(photo())
    siti.locator("[name=keterangan-baru]").fill("Ibu-ibu memetik kangkung")
    siti.locator("[name=izin_foto]").check()
    siti.get_by_role("button", name="Kirim ke Admin Diskominfo").click()
    decide(
        admin, portal, "kegiatan/naskah", "panen+sayur+lorong", "Minta perbaikan", "Tulis jamnya."
    )

    siti.goto(f"{portal}/kelola/")
    expect(siti.get_by_text("Tulis jamnya.").first).to_be_visible()
    siti.get_by_role("link", name="Warga Tamparang Keke panen sayur lorong").first.click()
    siti.locator("[name=cerita]").fill("Pukul tujuh pagi ibu-ibu panen *kangkung* di lorong.")
    siti.get_by_role("button", name="Kirim ke Admin Diskominfo").click()
    decide(admin, portal, "kegiatan/naskah", "panen+sayur+lorong", "Setujui dan terbitkan")

    warga.goto(f"{portal}/cari/?q=sayur+lorong")
    warga.get_by_role("link", name="Warga Tamparang Keke panen sayur lorong").first.click()
    expect(warga.locator(".prose strong")).to_have_text("kangkung")
    expect(warga.get_by_text("Ibu-ibu memetik kangkung")).to_be_visible()
    expect(warga.locator(".prose")).to_contain_text("Pukul tujuh pagi")


def test_somebody_without_e_mail_joins_with_a_code_on_paper(orang, portal):
    ketua, daeng = orang(), orang()
    sign_in(ketua, portal, "ketua")
    ketua.goto(f"{portal}/kelola/kim/")
    ketua.get_by_role("link", name="KIM Mariso").first.click()
    ketua.get_by_role("link", name="Anggota").first.click()
    ketua.get_by_role("link", name="Tambah anggota").click()
    ketua.locator("[name=nama]").fill("Daeng Nakku")
    ketua.locator("[name=mulai]").fill("2026-01-10")
    ketua.locator("main form").first.get_by_role("button").last.click()
    row = ketua.locator("li", has_text="Daeng Nakku").last
    row.get_by_role("link", name="Buatkan akun").click()
    ketua.locator("[name=telepon]").fill("0812 3456 7801")
    ketua.locator("main form").first.get_by_role("button").last.click()
    slip = ketua.locator(".slip-kode").inner_text()

    daeng.goto(f"{portal}/akun/aktivasi/")
    daeng.locator("[name=telepon]").fill("081234567801")
    daeng.locator("[name=kode]").fill(slip.lower().replace("-", " "))
    daeng.locator("main form").first.get_by_role("button").last.click()
    daeng.locator("[name=password1]").fill("Perahu-Pinisi-1906")
    daeng.locator("[name=dewasa]").check()
    daeng.locator("[name=setuju]").check()
    daeng.locator("main form").first.get_by_role("button").last.click()

    daeng.goto(f"{portal}/kelola/kegiatan/baru/")
    expect(daeng.locator("[name=judul]")).to_be_visible()
    expect(daeng.get_by_role("button", name="Serahkan ke pengurus")).to_be_visible()
