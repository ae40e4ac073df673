"""What people do at the portal, in the words they see: signing up and in, founding a KIM."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

SANDI = "Bontorannu-2026-senja"
SANDI_CONTOH = "KimDemo!2026"


def photo(colour: str = "#0e6870") -> dict[str, object]:
    """Return a photo as a file chooser takes it."""
    out = BytesIO()
    Image.new("RGB", (1200, 900), colour).save(out, "JPEG")
    return {"name": f"{colour[1:]}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def sign_in(
    page: Page,
    portal: str,
    name: str,
    sandi: str = SANDI_CONTOH,
    *,
    then: str = "",
    leads_to: str = "",
) -> None:
    """Sign in as one of the demo cast, or with an own address or telephone number.

    `then` is the page asked for; `leads_to` the one that must come, if not simply another one.
    """
    page.goto(f"{portal}/akun/masuk/" + (f"?next={then}" if then else ""))
    login = name if "@" in name or name.isdecimal() else f"{name}@demo.kim"
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(sandi)
    page.locator("main form").first.get_by_role("button", name="Masuk", exact=True).click()
    if there := then or leads_to:
        page.wait_for_url(portal + there)
    else:
        page.wait_for_url(lambda url: "/akun/masuk/" not in url)


def sign_up(page: Page, portal: str, surat, *, nama: str, email: str) -> None:
    """Make an account and confirm its e-mail address with the code that was mailed."""
    page.goto(f"{portal}/akun/daftar/")
    page.get_by_label("Nama lengkap").fill(nama)
    page.locator("[name=email]").fill(email)
    page.locator("[name=password1]").fill(SANDI)
    page.locator("[name=dewasa]").check()
    page.locator("[name=setuju]").check()
    page.get_by_role("button", name="Buat akun").click()
    page.locator("[name=code]").fill(surat.code_for(email))
    page.get_by_role("button", name="Pastikan").click()
    page.wait_for_url("**/kelola/")


def found_kim(page: Page, portal: str, *, nama: str, kode: str) -> None:
    """Go through the steps of founding and hand the KIM in."""
    page.goto(f"{portal}/kelola/kim/baru/")
    page.locator("[name=nama]").fill(nama)
    page.locator("#id_wilayah").fill(kode)
    _on(page)
    page.locator("[name=bidang]").first.check()
    _on(page)
    page.locator("[name=jabatan_sendiri][value=ketua]").check()
    page.locator("[name=form-0-nama]").fill("Rahmat Hidayat")
    page.locator("[name=form-1-nama]").fill("Nurhayati")
    _on(page)  # pengurus
    _on(page)  # no SK yet
    _on(page)  # the village's own point
    # Where a KIM of a like name stands near, that is asked first.
    other = page.get_by_role("link", name="Bukan, lanjutkan")
    last = page.get_by_role("button", name="Kirim ke Admin Diskominfo")
    other.or_(last).first.wait_for()
    if other.count():
        other.click()
    last.click()


def _on(page: Page) -> None:
    page.locator("main form").first.get_by_role("button", name="Lanjut").click()


def decide(page: Page, portal: str, kind: str, title: str, button: str, alasan: str = "") -> None:
    """As an officer: open what was handed in under that title, and take a decision."""
    page.goto(f"{portal}/admin/{kind}/?q={title}")
    page.locator("#result_list tbody th a").first.click()
    page.locator("#alasan").fill(alasan)
    page.get_by_role("button", name=button).click()
