"""Measure the map: `python -m tests.bench.peta http://localhost:8000` on a loaded portal.

Prints bytes and features of every kind of answer, server times warm, and the longest tasks of
the script with the processor slowed down four times. A measure, not a test: it never fails.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import time
import urllib.request

from playwright.sync_api import Page, sync_playwright

from tests.browser.portal import CHROMIUM_ARGS, find_chromium

ROUNDS = 30
SLOWDOWN = 4
PATHS = {
    "halaman": "/peta/",
    "halaman provinsi": "/peta/?wilayah=32&lapis=cakupan",
    "halaman kabupaten": "/peta/?wilayah=32.01",
    "bagian Indonesia": "/peta/bagian/?lapis=aktif",
    "bagian provinsi": "/peta/bagian/?wilayah=35&lapis=kabar-30",
    "bagian bidang": "/peta/bagian/?wilayah=33&lapis=perikanan",
    "titik Indonesia": "/peta/kim.json?bbox=94,-12,142,7",
    "titik Jawa": "/peta/kim.json?bbox=105,-9,115,-5",
    "titik kabupaten": "/peta/kim.json?bbox=106.4,-6.9,107.3,-6.3",
    "titik kecamatan": "/peta/kim.json?bbox=106.75,-6.65,106.9,-6.55",
    "titik bidang": "/peta/kim.json?bbox=105,-9,115,-5&titik=perikanan",
    "titik tanpa KIM": "/peta/kim.json?bbox=130,-9,141,0&titik=tanpa-kim",
    "sematan": "/peta/sematan/?wilayah=73",
}
# What a visitor does: from Indonesia down to one village, about it, and all the way back.
DOWN = ("?wilayah=32", "?wilayah=32.01")
NEARER, AROUND, AWAY = 4, ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"), 8
WATCH = """() => {
    window.longTasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach(
        (entry) => window.longTasks.push(Math.round(entry.duration)))
    ).observe({ type: "longtask", buffered: true });
}"""


def measure(address: str, path: str, *, rounds: int = ROUNDS) -> tuple[int, int, float, float]:
    """Return compressed bytes, features, and the median and 95th percentile in ms."""
    times = []
    body = b""
    for _ in range(rounds + 1):
        begin = time.perf_counter()
        with urllib.request.urlopen(address + path) as answer:
            body = answer.read()
        times.append(1000 * (time.perf_counter() - begin))
    warm = sorted(times[1:])
    return (
        len(gzip.compress(body, 6)),
        _features(path, body),
        statistics.median(warm),
        warm[int(len(warm) * 0.95) - 1],
    )


def _features(path: str, body: bytes) -> int:
    if ".json" in path:
        data = json.loads(body)
        return len(data.get("titik") or data["kelompok"])
    return len(json.loads(re.search(rb'id="peta-data"[^>]*>(.*?)</script>', body)[1])["anak"])


def walk(page: Page, address: str) -> list[tuple[str, list[int]]]:
    """Return the long tasks (ms) of opening the map and of every step of the walk."""
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{address}/peta/", wait_until="networkidle")
    page.wait_for_timeout(2000)
    found = [("membuka", _since(page))]
    for step in DOWN:
        page.locator(f"#peta-panel a[href='/peta/{step}']").dispatch_event("click")
        found.append((step, _settled(page)))
    for button, times in (("zoom-in", NEARER), ("zoom-out", AWAY)):
        for number in range(times):
            page.locator(f".leaflet-control-{button}").dispatch_event("click")
            found.append((f"{button} {number + 1}", _settled(page)))
            if button == "zoom-in":
                page.locator("#peta").press(AROUND[number % len(AROUND)])
                found.append((f"menggeser {number + 1}", _settled(page)))
    page.locator("#peta-lapis select").select_option("tanpa-kim")
    found.append(("lapis lain", _settled(page)))
    return found


def _settled(page: Page) -> list[int]:
    """Wait until the map has moved and drawn what it asked for."""
    page.wait_for_timeout(1500)
    page.wait_for_load_state("networkidle")
    return _since(page)


def _since(page: Page) -> list[int]:
    tasks = page.evaluate("() => window.longTasks.splice(0)")
    return sorted((int(task) for task in tasks), reverse=True)


def main(address: str) -> None:
    print(f"{'jawaban':20} {'byte':>7} {'unsur':>6} {'p50 ms':>7} {'p95 ms':>7}")
    for name, path in PATHS.items():
        size, features, median, high = measure(address, path)
        print(f"{name:20} {size:7} {features:6} {median:7.1f} {high:7.1f}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGS)
        page = browser.new_page(viewport={"width": 412, "height": 823})
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        for step, tasks in walk(page, address):
            print(f"{step:24} tugas panjang (ms): {tasks or 'tidak ada'}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
