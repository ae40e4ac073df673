"""A whole morning at the desk: second factor, queue by keys, an urgent report, an appeal."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kiriman import Kiriman, Pengirim
from tests.browser.orang import sign_in
from tests.browser.test_akun import confirm_password, now_code

APPROVED, RETURNED = 10, 3
CATATAN = "Sebutkan jam mulainya."
SEBAB = "Tuliskan nama RT-nya, supaya warga tahu tempatnya."
JAWABAN = "Sudah kami periksa: memang ada ajakan berjudi."
SANGGAHAN = "Itu nama lomba, bukan ajakan berjudi."
BANDING = "Benar nama lomba. Kabar ditampilkan lagi."


@pytest.fixture
def kiriman(portal, hp) -> tuple[str, list[Kiriman]]:
    """A word that nobody else writes, and the posts that wait with it in their title."""
    kata = f"pagi{uuid4().hex[:8]}"
    pengirim = Pengirim(portal, hp("ketua").context)
    number = 1 + APPROVED + RETURNED
    return kata, [pengirim.hand_in(f"Kerja bakti {kata} ke-{n}") for n in range(1, number + 1)]


@dataclass(frozen=True)
class Kunci:
    """What an application for codes knows, the code that was used up, and a spare one."""

    rahasia: str
    terpakai: str
    cadangan: str


@pytest.fixture
def kunci(portal, browser):
    """An application for codes, set up by the officer; the demo does not ask for one."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        sign_in(page, portal, "admin.makassar")
        page.goto(f"{portal}/akun/keamanan/aplikasi/")
        confirm_password(page)
        rahasia = page.locator("code.secret").inner_text()
        code = now_code(page, rahasia)
        page.fill("input[name=code]", code)
        page.get_by_role("button", name="Pasang").click()
        kunci = Kunci(rahasia, code, page.locator(".codes code").first.inner_text())
    yield kunci
    # Whoever comes next finds the account as it was.
    with closing(browser.new_context()) as context:
        page = context.new_page()
        sign_in(page, portal, "admin.makassar", leads_to="/akun/masuk/faktor/")
        give_code(page, kunci.cadangan)
        page.goto(f"{portal}/akun/keamanan/aplikasi/lepas/")
        confirm_password(page)
        page.get_by_role("button", name="Lepas").click()
        page.wait_for_url(re.compile("/akun/keamanan/$"))


def give_code(page: Page, code: str) -> None:
    page.fill("input[name=code]", code)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/akun/masuk/" not in url)


def sign_in_with_code(page: Page, portal: str, kunci: Kunci) -> None:
    sign_in(page, portal, "admin.makassar", leads_to="/akun/masuk/faktor/")
    page.goto(f"{portal}/admin/")
    assert "/akun/masuk/" in page.url, "the desk opens on a password alone"
    while (code := now_code(page, kunci.rahasia)) == kunci.terpakai:
        page.wait_for_timeout(500)
    page.goto(f"{portal}/akun/masuk/faktor/")
    give_code(page, code)
    page.goto(f"{portal}/admin/")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def decide_by_keys(page: Page, *keys: str) -> None:
    """Take a decision on the page at hand, and wait for what it leads to."""
    here = page.url
    press(page, *keys)
    page.wait_for_url(lambda url: url != here)


def return_the_first(page: Page) -> None:
    press(page, "j", "Enter")
    page.wait_for_url("**/admin/kegiatan/naskah/**")
    press(page, "a")
    page.keyboard.type(CATATAN)
    decide_by_keys(page, "Escape", "m", "Enter")
    expect(page.locator(".messagelist")).to_contain_text("Minta perbaikan: ")


def approve_ten(page: Page) -> None:
    for _ in range(APPROVED):
        decide_by_keys(page, "1", "2", "s", "Enter")
        expect(page.locator(".messagelist")).to_contain_text("Setujui dan terbitkan: ")


def return_three(page: Page) -> None:
    page.locator("[data-kembali]").click()
    expect(page.locator("[data-baris]")).to_have_count(RETURNED)
    for _ in range(RETURNED):
        press(page, "j", "x")
    page.get_by_label("Alasan").fill(SEBAB)
    page.get_by_role("button", name="Minta perbaikan…").click()
    page.get_by_role("button", name=f"Minta perbaikan {RETURNED} hal").click()
    expect(page.get_by_role("status")).to_have_text(f"{RETURNED} diputuskan.")


def report_gambling(page: Page, portal: str, kabar: Kiriman) -> str:
    """As a resident without account: report the post; return the address of the answer."""
    page.goto(f"{portal}/lapor/?kegiatan={kabar.pk}")
    page.locator("[name=alasan][value=perjudian]").check()
    page.get_by_label("Ceritakan sedikit").fill("Ada ajakan memasang taruhan.")
    page.get_by_role("button", name="Kirim laporan").click()
    page.wait_for_url(lambda url: "?kegiatan=" not in url)
    return page.url


def take_down_what_is_reported(page: Page, portal: str, kabar: Kiriman) -> None:
    page.goto(f"{portal}/admin/")
    page.locator(".meja-angka").get_by_role("link", name="mendesak").click()
    page.get_by_label("Urutkan").select_option(label="Paling baru masuk")
    page.get_by_role("button", name="Saring").click()
    page.wait_for_url("**urut=baru**")
    press(page, "j", "Enter")
    page.wait_for_url("**/admin/desk/laporankonten/**")
    expect(page.get_by_text(kabar.judul).first).to_be_visible()
    page.get_by_label("Dasar hukum", exact=True).select_option(index=1)
    page.get_by_label("Jawaban").fill(JAWABAN)
    page.get_by_role("button", name="Turunkan kabar").click()
    expect(page.locator(".messagelist")).to_contain_text("Turunkan kabar: ")


def appeal(page: Page, portal: str, kabar: Kiriman) -> str:
    """As the author; return the address where the answer will stand."""
    page.goto(f"{portal}/kelola/kegiatan/{kabar.pk}/keberatan/")
    page.get_by_label("Mengapa keputusan itu keliru?").fill(SANGGAHAN)
    page.get_by_role("button", name="Kirim keberatan").click()
    expect(page.get_by_text("Keberatan terkirim.")).to_be_visible()
    return page.url


def appeal_in_queue(page: Page, portal: str, kata: str):
    page.goto(f"{portal}/admin/antrean/?jenis=keberatan&q={quote(kata)}")
    return page.locator("[data-baris]")


def test_a_whole_morning_at_the_desk(portal, kunci, kiriman, page, hp, new_context):
    kata, kabar = kiriman
    warga, ketua = new_context().new_page(), hp("ketua").page
    sign_in_with_code(page, portal, kunci)

    page.goto(f"{portal}/admin/antrean/?jenis=kabar&q={kata}")
    expect(page.locator("[data-baris]")).to_have_count(len(kabar))
    return_the_first(page)
    approve_ten(page)
    return_three(page)

    warga.goto(f"{portal}/kegiatan/?q={kata}")
    expect(warga.locator("main h2, main h3").get_by_text(kata)).to_have_count(APPROVED)
    ketua.goto(f"{portal}/kelola/kegiatan/{kabar[0].pk}/ubah/")
    expect(ketua.get_by_text(CATATAN).first).to_be_visible()
    ketua.goto(f"{portal}/kelola/kegiatan/{kabar[-1].pk}/ubah/")
    expect(ketua.get_by_text(SEBAB).first).to_be_visible()

    dilaporkan = kabar[1]
    warga.locator("main").get_by_role("link", name=dilaporkan.judul, exact=True).click()
    warga.wait_for_url("**/kegiatan/*/*/")
    halaman = warga.url
    tiket = report_gambling(warga, portal, dilaporkan)
    take_down_what_is_reported(page, portal, dilaporkan)
    warga.goto(tiket)
    expect(warga.get_by_text(JAWABAN)).to_be_visible()
    assert warga.goto(halaman).status == 404

    jawaban = appeal(ketua, portal, dilaporkan)
    own = appeal_in_queue(page, portal, kata)
    expect(own).to_contain_text("Diputuskan admin lain")
    provinsi = hp("admin.sulsel").page
    appeal_in_queue(provinsi, portal, kata).get_by_role("button").first.click()
    provinsi.get_by_label("Jawaban").fill(BANDING)
    provinsi.get_by_role("button", name="Kabulkan", exact=True).click()
    expect(provinsi.locator(".messagelist")).to_contain_text("Kabulkan: ")
    ketua.goto(jawaban)
    expect(ketua.get_by_text(BANDING)).to_be_visible()
    assert warga.goto(halaman).status == 200
