"""Someone who writes on a phone: what the tests of the composer do again and again."""

from __future__ import annotations

import io
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page

PASSWORD = "KimDemo!2026"
PHONE = {"width": 360, "height": 740}
CERITA = "Minggu pagi, 60 warga membersihkan kanal di RT 1.\n\nSampahnya tiga gerobak."


def jpeg(folder: Path, number: int, side: int = 1200) -> str:
    """Make a photo as a phone takes it: with place and device in it."""
    image = Image.linear_gradient("L").resize((side, side * 3 // 4)).convert("RGB")
    image.paste((number * 40 % 255, 120, 90), (50, 50, 300 + number * 20, 300))
    exif = Image.Exif()
    exif[0x010F] = "HpRahasia"
    exif.get_ifd(0x8825)[1] = "S"
    path = folder / f"foto-{number}.jpg"
    content = io.BytesIO()
    image.save(content, "JPEG", quality=90, exif=exif)
    path.write_bytes(content.getvalue())
    return str(path)


def sign_in(page: Page, portal: str, name: str, path: str = "/akun/masuk/") -> None:
    if path:
        page.goto(f"{portal}{path}")
    page.fill("input[name=login]", f"{name}@demo.kim")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/akun/masuk/" not in url)


@dataclass
class Penulis:
    """One phone in somebody's hand."""

    portal: str
    context: BrowserContext
    page: Page = field(init=False)
    taps: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.new_tab()

    def new_tab(self) -> Page:
        self.page = self.context.new_page()
        self.page.set_default_timeout(45_000)
        self.page.on(
            "console",
            lambda m: self.complaints.append(m.text) if m.type == "error" else None,
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return self.page

    def open(self, fragment: str = "") -> Page:
        """Open the composer, and wait until it shows something."""
        self.page.goto(f"{self.portal}/kelola/tulis/{fragment}")
        self._wait_for_view()
        return self.page

    def _wait_for_view(self) -> None:
        views = ("daftar", "lembar", "gagal", "perlu-masuk")
        shown = ", ".join(f"[data-{name}]:not([hidden])" for name in views)
        self.page.locator(shown).first.wait_for()

    def keep_shell(self) -> None:
        """Visit once, until the phone has kept the composer."""
        self.open()
        self._wait_until(SHELL_IS_KEPT)
        self._wait_until(f"{STORE_COUNT}('acuan').then((n) => n > 0)")

    def _wait_until(self, expression: str) -> None:
        """Ask again and again: Playwright's own waiting takes a promise for a yes."""
        deadline = time.monotonic() + 15
        while not self.page.evaluate(expression):
            assert time.monotonic() < deadline, expression
            self.page.wait_for_timeout(50)

    def reopen(self) -> Page:
        """Close the tab without any farewell and open the same address in a new one."""
        address = self.page.url
        self.page.close()
        self.new_tab()
        self.page.goto(address)
        self.page.locator(
            "[data-lembar]:not([hidden]), [data-daftar]:not([hidden])"
        ).first.wait_for()
        return self.page

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.click()

    def begin(self) -> str:
        """Start a new draft and return its uuid."""
        self.open()
        self.page.get_by_role("link", name="Tulis kabar baru").click()
        self.page.locator("[data-lembar]:not([hidden])").wait_for()
        return self.uuid

    @property
    def uuid(self) -> str:
        return self.page.url.split("#")[1]

    def write(self, judul: str, cerita: str = CERITA) -> None:
        self.page.fill("[name=judul]", judul)
        self.page.fill("[name=cerita]", cerita)

    def add_photos(self, paths: list[str], caption: str = "Warga mengangkat sampah") -> None:
        before = self.page.locator("[data-foto]").count()
        self.page.locator("[data-tambah-foto]").nth(1).set_input_files(paths)
        for index in range(before, before + len(paths)):
            card = self.page.locator("[data-foto]").nth(index)
            card.wait_for()
            card.locator("textarea").fill(f"{caption} {index + 1}")
        self.page.wait_for_timeout(600)

    def consent(self) -> None:
        self.page.check("[name=izin_foto]")

    def send(self) -> None:
        self.page.locator("[data-kirim]").click()

    def wait_arrived(self) -> None:
        # An answer that a dying signal swallowed is given up after 45 seconds, then asked again.
        arrived = self.page.locator("[data-terkunci-judul]:visible", has_text="Terkirim")
        arrived.wait_for(timeout=60_000)

    def wait_state(self, words: str) -> None:
        self.page.locator("[data-keadaan]", has_text=words).wait_for()

    def server(self, path: str) -> dict:
        """Ask the portal itself, as this person."""
        return json.loads(self.context.request.get(f"{self.portal}{path}").text())

    def server_draft(self, uuid: str) -> dict:
        return self.server(f"/kelola/kegiatan/naskah/{uuid}.json")

    def wait_server(self, uuid: str, cerita: str) -> None:
        """Wait until the portal has this text."""
        deadline = time.monotonic() + 20
        while self.server_draft(uuid).get("cerita") != cerita:
            assert time.monotonic() < deadline, "the text did not reach the portal"
            self.page.wait_for_timeout(200)

    def wait_photos(self, uuid: str, count: int) -> list[dict]:
        """Wait until the portal has so many photos of this draft, and return them."""
        deadline = time.monotonic() + 20
        while len(photos := self.server_draft(uuid)["foto"]) != count:
            assert time.monotonic() < deadline, f"the portal has {len(photos)} photos"
            self.page.wait_for_timeout(200)
        return photos

    def server_titles(self) -> list[str]:
        return [kabar["judul"] for kabar in self.server("/kelola/kegiatan/data.json")["kabar"]]


SHELL_IS_KEPT = """async () => {
  if (navigator.serviceWorker.controller?.state !== "activated") return false;
  for (const name of await caches.keys()) {
    if (await (await caches.open(name)).match("/kelola/tulis/")) return true;
  }
  return false;
}"""
# How many rows a store on the phone holds.
STORE_COUNT = """(async (store) => new Promise((resolve) => {
  const request = indexedDB.open("kim-tulis");
  request.onupgradeneeded = () => request.transaction.abort();
  request.onerror = () => resolve(0);
  request.onsuccess = () => {
    const db = request.result;
    const count = db.transaction(store).objectStore(store).count();
    count.onsuccess = () => { db.close(); resolve(count.result); };
  };
}))"""
