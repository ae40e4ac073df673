"""Hostile strings in every text column: each page of the portal, in a real browser, runs none."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.akses.test_matriks import resolve_all, things  # noqa: F401
from tests.browser.bermusuhan import STRINGS, poison

SITE = "http://localhost:9999"
LOOKERS = ("", "ketua", "admin_makassar", "superuser")
# A page that is sent on by itself, or that works without a server.
NOT_ASKED = ("account_logout", "pages:service_worker")
# Strings with a tag: they may stand in a page as text only.
TAGS = [text for text in STRINGS if "<" in text]


@pytest.fixture
def pages(cast, things):  # noqa: F811
    """Every page of the portal as HTML, once, by whoever sees it first, after the poisoning."""
    addresses = resolve_all(things)
    taken, refused = poison()
    assert len(taken) > 60, refused
    found, broken = {}, []
    for looker in LOOKERS:
        client = Client(raise_request_exception=False)
        if looker:
            client.force_login(getattr(cast, looker))
        for name, path in addresses.items():
            if path in found or name in NOT_ASKED:
                continue
            answer = client.get(path)
            if answer.streaming:
                b"".join(answer.streaming_content)
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status_code >= 500:
                broken.append(name)
            if answer.status_code == 200 and is_page and not answer.streaming:
                found[path] = (name, answer.content.decode(), dict(answer.headers))
    assert broken == []
    return found


def serve(context, pages):
    """Answer the browser from what was rendered, policy included; nothing else is there."""

    def answer(route):
        path = urlsplit(route.request.url).path
        if path in pages:
            _, body, headers = pages[path]
            headers = {k: v for k, v in headers.items() if k != "Content-Length"}
            route.fulfill(body=body, headers=headers)
        elif found := path.startswith("/static/") and finders.find(path.removeprefix("/static/")):
            route.fulfill(body=Path(found).read_bytes(), content_type=guess_type(found)[0])
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)


def test_nothing_that_people_write_runs(pages, context):
    raw = [f"{name}: {text}" for name, body, _ in pages.values() for text in TAGS if text in body]
    assert raw == []

    serve(context, pages)
    page = context.new_page()
    seen = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog {page.url}"), dialog.dismiss()))
    page.on(
        "console",
        lambda said: "Content Security Policy" in said.text and seen.append(said.text[:300]),
    )
    for path, (name, _, _) in pages.items():
        page.goto(SITE + path, wait_until="domcontentloaded")
        if page.evaluate("window.__x !== undefined || !document.body.innerText.trim()"):
            seen.append(f"ran or empty: {name}")

    assert len(pages) > 100
    assert seen == []
