"""Take the pictures in docs/tangkapan/: `python -m tests.shots` (`make shots`).

Every page type at 360 and 1280 px, light; and at 360 px, dark. Uses a running portal when
KIM_PORTAL_URL names one, else starts one with demo data on DATABASE_URL's database.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from tqdm import tqdm

from tests.browser.names import PAGE_TYPES
from tests.browser.portal import CHROMIUM_ARGS, ROOT, find_chromium, page_types, serve

FOLDER = ROOT / "docs" / "tangkapan"
VARIANTS = [(360, "light"), (1280, "light"), (360, "dark")]
# Pixels; long lists repeat themselves below.
HIGHEST = 3200


def shoot(browser: Browser, address: str, names: list[str]) -> None:
    """Save one WebP picture per page type and variant."""
    paths = page_types(address)
    jobs = [(name, *variant) for name in names for variant in VARIANTS]
    for name, width, scheme in tqdm(jobs, desc="Tangkapan", unit="gambar"):
        page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page.goto(address + paths[name], wait_until="networkidle")
        _show_lazy_images(page)
        picture = Image.open(BytesIO(page.screenshot(full_page=True)))
        picture = picture.crop((0, 0, picture.width, min(picture.height, HIGHEST)))
        suffix = "" if scheme == "light" else "-gelap"
        picture.convert("RGB").save(FOLDER / f"{name}-{width}{suffix}.webp", quality=72, method=6)
        page.close()


def _show_lazy_images(page) -> None:
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
            shoot(browser, address, names or PAGE_TYPES)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
