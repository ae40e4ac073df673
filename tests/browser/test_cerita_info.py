"""The story of one message, end to end: from the ministry into a village and back onto the map."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.orang import photo, sign_in

JUDUL = "Pekan imunisasi polio dimulai"
DESK = "/admin/diseminasi/infopemerintah/"
RALAT = "Hari pertamanya Selasa, bukan Senin."


@pytest.fixture
def person(browser, portal):
    """Give each person a device of their own, signed in."""
    contexts = []

    def arrive(name: str, **device):
        contexts.append(browser.new_context(**device))
        page = contexts[-1].new_page()
        page.set_default_timeout(45_000)
        if name:
            sign_in(page, portal, name)
        return page

    yield arrive
    for context in contexts:
        context.close()


def write_message(page, portal: str) -> None:
    """Write it for Sulawesi Selatan and Papua, and hand it to a second admin."""
    page.goto(f"{portal}{DESK}add/")
    page.locator("[name=judul]").fill(JUDUL)
    page.locator("[name=isi]").fill("Anak di bawah lima tahun diimunisasi tanpa biaya di posyandu.")
    page.locator("[name=tindakan]").fill("Bawa anak ke posyandu hari Senin.")
    page.locator("[name=sumber]").fill("Kementerian Kesehatan")
    page.locator("[name=program]").fill("Pekan Imunisasi")
    page.get_by_role("button", name="Simpan, lalu pilih sasaran").click()
    page.get_by_role("button", name="Hapus Seluruh Indonesia").click()
    for kode, nama in (("73", "Sulawesi Selatan"), ("91", "Papua")):
        page.locator("#id_wilayah").fill(kode)
        page.get_by_role("button", name="Tambah", exact=True).click()
        expect(page.locator(".info-sasaran")).to_contain_text(nama)
    expect(page.locator("#jangkauan")).to_contain_text("Menjangkau")
    page.get_by_role("link", name="Lanjut: kirim").click()
    page.get_by_role("button", name="Ajukan ke admin kedua").click()
    expect(page.locator(".messagelist")).to_contain_text("menunggu dirilis admin kedua")


def release_message(page, portal: str) -> None:
    """As a second admin, read it and let it out."""
    page.goto(f"{portal}{DESK}?q=polio")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Rilis").click()
    expect(page.locator(".messagelist")).to_be_visible()


def open_message(page, portal: str) -> None:
    """As the ketua, find it among what waits to be relayed."""
    page.goto(f"{portal}/kelola/info/")
    page.get_by_role("link", name=JUDUL).first.click()
    expect(page.get_by_role("heading", name=JUDUL)).to_be_visible()


def relay_without_signal(page) -> None:
    """Fill the report in with a photo while there is no signal; it goes out once there is."""
    waiting = page.locator("[data-lapor-antre]")
    page.context.set_offline(True)
    page.locator("[name=kanal][value=whatsapp]").check()
    page.locator("details.more-fields summary").click()
    page.locator("[name=tempat]").fill("Grup warga RT 2")
    page.locator("[name=foto]").set_input_files([photo()])
    page.get_by_role("button", name="Sudah kami sebarkan").click()
    expect(waiting).to_contain_text("1 laporan penyebaran tersimpan di HP ini")
    expect(waiting).to_contain_text("begitu ada sinyal")
    page.context.set_offline(False)
    expect(page.get_by_text("Laporan Anda tercatat")).to_be_visible(timeout=45_000)
    expect(page.get_by_role("link", name="Lihat foto")).to_have_count(1)
    expect(waiting).to_be_hidden()


def reached(page, address: str, *, kode: str = "") -> str:
    """Return the words of the page of reach for a region."""
    page.goto(f"{address}jangkauan/{f'?wilayah={kode}' if kode else ''}")
    return page.locator("main").inner_text()


def test_a_message_reaches_a_village_and_its_correction_follows(portal, person):
    pusat = person("pusat")
    write_message(pusat, portal)
    release_message(person("admin"), portal)

    ketua = person("ketua", viewport={"width": 360, "height": 740})
    open_message(ketua, portal)
    expect(ketua.get_by_label("Pesan WhatsApp")).to_have_value(re.compile(JUDUL))
    share = ketua.get_by_role("link", name="Kirim lewat WhatsApp")
    expect(share).to_have_attribute("href", re.compile(r"^https://wa\.me/\?text=.*polio"))
    public = ketua.get_by_role("link", name="Halaman untuk warga").get_attribute("href")
    anyone = person("")
    address = f"{portal}{public}"
    assert "Disebarkan oleh KIM di 0 dari" in reached(anyone, address)

    relay_without_signal(ketua)

    assert "Disebarkan oleh KIM di 1 dari" in reached(anyone, address)
    expect(anyone.locator("main tr", has_text="Sulawesi Selatan")).to_contain_text("1")
    on_map = anyone.locator("svg.map-national a", has_text=re.compile(r"Sulawesi Selatan: 1 dari"))
    expect(on_map.locator("path")).to_have_class("skala-1")
    assert "Disebarkan oleh KIM di 1 dari" in reached(anyone, address, kode="73")
    expect(anyone.locator("main tr", has_text="Kota Makassar")).to_contain_text("1")
    reached(anyone, address, kode="73.71")
    expect(anyone.locator("svg.map-region circle.desa-sampai")).to_have_count(1)
    reached(anyone, address, kode="73.71.01")
    expect(anyone.locator("main tr", has_text="Ya, oleh KIM")).to_have_count(1)

    pusat.goto(f"{portal}{DESK}?q=polio")
    pusat.locator("#result_list tbody th a").first.click()
    pusat.get_by_role("link", name="Ralat", exact=True).click()
    pusat.locator("[name=penjelasan]").fill(RALAT)
    pusat.locator("[name=tindakan]").fill("Bawa anak ke posyandu hari Selasa.")
    pusat.get_by_role("button", name="Terbitkan ralat").click()
    expect(pusat.locator(".messagelist")).to_contain_text("diralat")

    ketua.goto(f"{portal}/kelola/kotak-masuk/")
    ketua.get_by_text("sebarkan juga ralatnya").first.click()
    expect(ketua.locator("main")).to_contain_text(RALAT)
    open_message(ketua, portal)
    expect(ketua.get_by_role("heading", name="Sudah sebarkan ralatnya?")).to_be_visible()
    assert "0 dari 1 desa" in reached(anyone, address)


def test_the_report_is_two_pages_of_paper(portal, person, types):
    page = person("")
    page.goto(f"{portal}{types['info']}jangkauan/laporan/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    pdf = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))

    assert len(pdf.pages) == 2
    assert "Dari sasaran sampai warga" in pdf.pages[0].extract_text()
    assert "Desa yang belum terjangkau" in pdf.pages[1].extract_text()
