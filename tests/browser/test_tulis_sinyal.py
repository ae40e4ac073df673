"""Writing with a dying signal: nothing is lost, and what is sent arrives exactly once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.penulis import CERITA, jpeg


@pytest.fixture
def photos(tmp_path):
    return [jpeg(tmp_path, number) for number in range(3)]


def test_three_photos_arrive_once_though_the_signal_is_lost_half_way(hp, photos):
    penulis = hp("ketua")
    penulis.keep_shell()
    uuid = penulis.begin()
    penulis.write(f"Kanal bersih {uuid[:8]}")
    penulis.context.set_offline(True)
    penulis.add_photos(photos)
    penulis.consent()
    # The signal lasts for one photo only.
    done = []

    def one_photo(route):
        if route.request.method == "PATCH":
            done.append(route.request.url)
        if len(set(done)) > 1:
            route.abort()
        else:
            route.continue_()

    penulis.page.route(re.compile(r"/foto/"), one_photo)
    penulis.context.set_offline(False)
    penulis.send()
    penulis.page.locator("[data-f-keadaan]", has_text="Sudah masuk").first.wait_for()
    penulis.context.set_offline(True)
    penulis.reopen()
    penulis.wait_state("dikirim saat ada sinyal")
    expect(penulis.page.locator("[data-f-keadaan]", has_text="Sudah masuk")).to_have_count(1)

    penulis.context.set_offline(False)

    penulis.wait_arrived()
    naskah = penulis.server_draft(uuid)
    assert naskah["status"] == "submitted"
    assert [foto["keterangan"] for foto in naskah["foto"]] == [
        f"Warga mengangkat sampah {number}" for number in (1, 2, 3)
    ]
    assert penulis.server_titles().count(f"Kanal bersih {uuid[:8]}") == 1


def test_closing_the_tab_at_any_step_loses_nothing(hp, photos):
    penulis = hp("ketua")
    penulis.keep_shell()
    uuid = penulis.begin()
    penulis.context.set_offline(True)
    page = penulis.page
    page.fill("[name=judul]", f"Langkah {uuid[:8]}")
    page.wait_for_timeout(500)
    page = penulis.reopen()
    expect(page.locator("[name=judul]")).to_have_value(f"Langkah {uuid[:8]}")
    page.fill("[name=cerita]", CERITA)
    page.wait_for_timeout(500)
    page = penulis.reopen()
    expect(page.locator("[name=cerita]")).to_have_value(CERITA)
    page.locator("[data-tambah-foto]").nth(1).set_input_files(photos[:1])
    page.locator("[data-foto]").wait_for()
    page = penulis.reopen()
    page.locator("[data-foto] textarea").fill("Warga di kanal")
    page.check("[name=izin_foto]")
    page.wait_for_timeout(600)
    page = penulis.reopen()
    expect(page.locator("[data-foto] textarea")).to_have_value("Warga di kanal")
    assert page.is_checked("[name=izin_foto]")
    penulis.send()
    penulis.wait_state("dikirim saat ada sinyal")
    penulis.reopen()
    penulis.wait_state("dikirim saat ada sinyal")

    penulis.context.set_offline(False)

    penulis.wait_arrived()
    assert penulis.server_titles().count(f"Langkah {uuid[:8]}") == 1


def test_the_composer_opens_and_writes_in_airplane_mode(hp):
    penulis = hp("ketua")
    penulis.keep_shell()
    penulis.context.set_offline(True)
    penulis.page.close()
    penulis.new_tab()

    penulis.begin()
    penulis.write("Ditulis di pesawat")
    penulis.page.wait_for_timeout(500)
    penulis.page.get_by_role("link", name="Kabar saya").click()

    row = penulis.page.locator("[data-isi-daftar] li", has_text="Ditulis di pesawat")
    row.wait_for()
    expect(row).to_contain_text("Tersimpan di HP")
    expect(penulis.page.locator("[data-jaringan]")).to_have_text("Tanpa sinyal")


def test_a_text_reaches_the_portal_without_being_sent(hp):
    penulis = hp("ketua")
    uuid = penulis.begin()
    penulis.write("Draf yang menyusul")

    penulis.wait_state("Tersimpan di HP dan portal")

    assert penulis.server_draft(uuid)["judul"] == "Draf yang menyusul"
    assert penulis.server_draft(uuid)["status"] == "draft"


def test_a_session_that_ended_while_writing_loses_nothing(hp, photos):
    penulis = hp("ketua")
    uuid = penulis.begin()
    penulis.write("Sesi habis")
    penulis.add_photos(photos[:1])
    penulis.consent()
    penulis.wait_state("Tersimpan di HP dan portal")
    penulis.context.clear_cookies()
    penulis.page.fill("[name=judul]", "Sesi habis, tulisan tetap ada")
    penulis.send()
    link = penulis.page.locator("[data-tautan-masuk]")
    link.wait_for()
    expect(penulis.page.locator("[data-perlu-masuk]")).to_contain_text(
        "Tulisan Anda aman di HP ini"
    )

    link.click()
    penulis.page.fill("input[name=login]", "ketua@demo.kim")
    penulis.page.fill("input[name=password]", "KimDemo!2026")
    penulis.page.press("input[name=password]", "Enter")

    penulis.wait_arrived()
    assert penulis.server_draft(uuid)["judul"] == "Sesi habis, tulisan tetap ada"
