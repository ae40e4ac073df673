"""How many bytes a visit takes, as the server sent them."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

# After the page is loaded, its service worker fetches what it keeps; only then the visit is over.
KEPT = """() => Promise.race([
    navigator.serviceWorker.ready,
    new Promise((goOn) => { setTimeout(goOn, 10_000); }),
]).then(() => true)"""
SETTLE_MS = 700
PHONE = {"width": 412, "height": 823}
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Muatan:
    """Bytes with headers: a first visit without its photos, the photos, and second visits.

    `second` is of a page whose content changed meanwhile, `same` of one that did not.
    """

    first: int
    photos: int
    second: int
    same: int


@dataclass(frozen=True)
class Kiriman:
    """One answer in nginx's log."""

    path: str
    status: int
    size: int


def weigh(browser: Browser, stack: Any, path: str) -> Muatan | None:
    """Open the page twice in a fresh browser, and read in nginx's log what was sent.

    Returns None where it did not come.
    """
    context = browser.new_context(viewport=PHONE)
    try:
        first, second = (_sent(context, stack, path) for _ in range(2))
    except PlaywrightError:
        return None
    finally:
        context.close()
    return weight(first, second, path.partition("?")[0])


def weight(first: list[Kiriman], second: list[Kiriman], page: str) -> Muatan:
    """Add up two visits to the page."""
    photos = [answer for answer in first if answer.path.startswith("/media/")]
    document = sum(answer.size for answer in first if answer.path == page)
    kept = [answer for answer in second if not answer.path.startswith("/media/")]
    beside = sum(answer.size for answer in kept if answer.path != page)
    return Muatan(
        first=sum(answer.size for answer in first) - sum(answer.size for answer in photos),
        photos=sum(answer.size for answer in photos),
        second=document + beside,
        same=sum(answer.size for answer in kept),
    )


def _sent(context: BrowserContext, stack: Any, path: str) -> list[Kiriman]:
    log = stack.folder / "akses.log"
    begin = log.stat().st_size
    page = context.new_page()
    page.goto(stack.url + path, wait_until="networkidle")
    page.evaluate(KEPT)
    page.wait_for_timeout(SETTLE_MS)
    page.close()
    with log.open("rb") as lines:
        lines.seek(begin)
        answers = [json.loads(line) for line in lines]
    return [
        Kiriman(a["path"], a["status"], a["bytes"] + _headers(stack.url + _like(a["path"])))
        for a in answers
    ]


def _like(path: str) -> str:
    """Return an address whose answer has such headers as this one's: a file's or a page's."""
    return path if path.startswith(("/static/", "/media/")) else "/tentang/"


@cache
def _headers(url: str) -> int:
    """Return the size of an answer's headers, which the log leaves out."""
    request = urllib.request.Request(url, method="HEAD", headers=GZIP)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return len(answer.headers.as_bytes()) + len("HTTP/1.1 200 OK\r\n")
