"""Take the pictures in docs/tangkapan/: `python -m tests.shots` (`make shots`).

Every page type at 360 and 1280 px, light; and at 360 px, dark; those of the workspace as one of
the demo cast. Uses a running portal when KIM_PORTAL_URL names one, else starts one with demo data
on DATABASE_URL's database.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing, nullcontext
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from tests.browser.names import PAGE_TYPES, WORK_PAGES
from tests.browser.orang import sign_in
from tests.browser.portal import CHROMIUM_ARGS, ROOT, find_chromium, page_types, serve

FOLDER = ROOT / "docs" / "tangkapan"
VARIANTS = [(360, "light"), (1280, "light"), (360, "dark")]
MENUNGGU = "/admin/kegiatan/naskah/?status__exact=submitted"
# Pixels; long lists repeat themselves below.
HIGHEST = 3200


def shoot(browser: Browser, address: str, names: Iterable[str]) -> None:
    """Save one WebP picture per page type and variant."""
    public = [name for name in names if name not in WORK_PAGES]
    paths = page_types(address) if public else {}
    seats = {name: _seat(browser, address, name) for name in _people(names)}
    jobs = [(name, *variant) for name in names for variant in VARIANTS]
    for name, width, scheme in tqdm(jobs, desc="Tangkapan", unit="gambar"):
        who, path = WORK_PAGES.get(name) or ("", paths[name])
        seat = seats.get(who, {})
        with closing(
            browser.new_context(
                viewport={"width": width, "height": 800},
                color_scheme=scheme,
                reduced_motion="reduce",
                locale="id-ID",
                timezone_id="Asia/Makassar",
                storage_state=seat.get("state"),
            )
        ) as context:
            page = context.new_page()
            page.goto(address + path.format(**seat), wait_until="networkidle")
            suffix = "" if scheme == "light" else "-gelap"
            _save(page, f"{name}-{width}{suffix}")


def _people(names: Iterable[str]) -> set[str]:
    return {WORK_PAGES[name][0] for name in names if name in WORK_PAGES}


def _seat(browser: Browser, address: str, name: str) -> dict:
    """Sign somebody in; return what the browser then remembers, and addresses of their own."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        sign_in(page, address, name)
        return {
            "state": context.storage_state(),
            "kim": _link(page, f"{address}/kelola/kim/", r"/kelola/kim/\d+/"),
            "periksa": _link(page, address + MENUNGGU, r"/admin/kegiatan/naskah/\d+/change/"),
        }


def _link(page: Page, address: str, pattern: str) -> str:
    """Return the first address of that form on a page, none if there is none."""
    page.goto(address)
    found = re.search(f'href="({pattern})', page.content())
    return found[1] if found else ""


def _save(page: Page, name: str) -> None:
    # What sticks to an edge of the screen would lie across the middle of a long picture.
    page.evaluate(
        """() => document.querySelectorAll(".tulis-kaki, .tulis-kepala")
            .forEach((bar) => { bar.style.position = "static"; })"""
    )
    _show_lazy_images(page)
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    picture = picture.crop((0, 0, picture.width, min(picture.height, HIGHEST)))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=72, method=6)


def _show_lazy_images(page: Page) -> None:
    page.evaluate(
        """async () => {
            for (const image of document.images) { image.loading = "eager"; }
            await Promise.all([...document.images].map((i) => i.decode().catch(() => null)));
        }"""
    )


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    running = os.environ.get("KIM_PORTAL_URL")
    with tempfile.TemporaryDirectory(prefix="kim-") as folder, sync_playwright() as playwright:
        url = os.environ.get("DATABASE_URL", "postgres:///kim")
        with nullcontext(running) if running else serve(url, Path(folder)) as address:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=CHROMIUM_ARGS
            )
            shoot(browser, address, names or [*PAGE_TYPES, *WORK_PAGES])
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
