"""A second factor and a passkey, on real pages with their real policy."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.orang import SANDI_CONTOH, sign_in
from tests.browser.tampang import RULES


@pytest.fixture
def refusals(page: Page) -> list[str]:
    """What the content security policy refused, as the browser says it."""
    said: list[str] = []
    page.on(
        "console", lambda m: said.append(m.text) if "Content Security Policy" in m.text else None
    )
    return said


def confirm_password(page: Page) -> None:
    page.wait_for_url(re.compile("/akun/ulang/"))
    page.fill("input[name=password]", SANDI_CONTOH)
    page.press("input[name=password]", "Enter")


def sign_out(page: Page, portal: str) -> None:
    page.goto(f"{portal}/akun/keluar/")
    page.locator("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url(f"{portal}/")


def now_code(page: Page, secret: str) -> str:
    seconds = page.evaluate("Date.now()") // 1000
    return format_hotp_value(hotp_value(secret, seconds // 30))


def test_an_application_for_codes_guards_the_account(portal, page, refusals):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, portal, "warga", leads_to="/kelola/")
    page.goto(f"{portal}/akun/keamanan/aplikasi/")
    confirm_password(page)
    secret = page.locator("code.secret").inner_text()
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    page.fill("input[name=code]", now_code(page, secret))
    page.get_by_role("button", name="Pasang").click()
    spare = page.locator(".codes code").first.inner_text()
    sign_out(page, portal)

    sign_in(page, portal, "warga", leads_to="/akun/masuk/faktor/")
    page.fill("input[name=code]", spare)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(re.compile("/kelola/"))

    page.goto(f"{portal}/akun/keamanan/aplikasi/lepas/")
    confirm_password(page)
    page.get_by_role("button", name="Lepas").click()
    page.wait_for_url(re.compile("/akun/keamanan/$"))
    assert refusals == []


def test_a_passkey_signs_in_by_itself(portal, page, refusals):
    page.set_viewport_size({"width": 360, "height": 740})
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, portal, "anggota", leads_to="/kelola/")
    page.goto(f"{portal}/akun/keamanan/kunci/baru/")
    confirm_password(page)
    page.fill("input[name=name]", "HP merah")
    page.get_by_role("button", name="Simpan kunci sandi").click()
    page.wait_for_url(re.compile("/akun/keamanan/cadangan/"))
    sign_out(page, portal)

    page.goto(f"{portal}/akun/masuk/?next=/akun/keamanan/kunci/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.wait_for_url(f"{portal}/akun/keamanan/kunci/")
    expect(page.locator("main")).to_contain_text("HP merah")
    assert "Belum pernah dipakai" not in page.locator("main").inner_text()
    sign_out(page, portal)

    # The same key is the second step after a password.
    sign_in(page, portal, "anggota", leads_to="/akun/masuk/faktor/")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url(re.compile("/kelola/"))
    page.goto(f"{portal}/akun/keamanan/kunci/")
    page.get_by_role("link", name="Hapus").click()
    confirm_password(page)
    page.get_by_role("button", name="Hapus").click()
    page.wait_for_url(re.compile("/akun/keamanan/kunci/$"))
    assert refusals == []


def violations(page: Page) -> list[tuple[str, str]]:
    report = Axe().run(page, options=RULES)
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in report.response["violations"]]


def test_the_account_pages_can_be_used_by_everyone(portal, page, refusals):
    page.set_viewport_size({"width": 320, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    found = {}

    def look(path: str) -> None:
        page.goto(f"{portal}/akun/{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        found[path] = [*violations(page), *([("width", str(width))] if width > 320 else [])]

    for path in ("daftar/", "masuk/kode/", "lupa/", "aktivasi/"):
        look(path)
    sign_in(page, portal, "ketua", leads_to="/kelola/")
    page.goto(f"{portal}/akun/surel/")
    confirm_password(page)
    page.wait_for_url(f"{portal}/akun/surel/")
    for path in ("", "nama/", "surel/", "telepon/", "sandi/", "sesi/", "keluar/"):
        look(path)
    for path in ("keamanan/", "keamanan/aplikasi/", "keamanan/kunci/", "keamanan/kunci/baru/"):
        look(path)

    assert {path: what for path, what in found.items() if what} == {}
    assert refusals == []
