"""What a first visit costs: bytes over the wire, hosts asked, cookies left."""

from urllib.parse import urlsplit

import pytest

from tests.browser.names import PUBLIC_PAGES

KB = 1024
# Bytes over the wire, compressed, without photos (issue: 60 KB; the map 250 KB).
BUDGET = {name: (250 if name.startswith("peta") else 60) * KB for name in PUBLIC_PAGES}


@pytest.fixture
def traffic(page):
    """Bytes received per address, as Chromium counts them on the wire."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    addresses: dict[str, str] = {}
    received: dict[str, float] = {}
    client.on(
        "Network.requestWillBeSent",
        lambda e: addresses.update({e["requestId"]: e["request"]["url"]}),
    )
    client.on(
        "Network.loadingFinished",
        lambda e: received.update({addresses.get(e["requestId"], "?"): e["encodedDataLength"]}),
    )
    return received


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_a_first_visit_stays_within_its_budget(name, visit, traffic, page, portal):
    visit(name)
    page.wait_for_load_state("networkidle")

    weights = {url: size for url, size in traffic.items() if "/media/" not in url}
    assert weights
    assert sum(weights.values()) <= BUDGET[name], weights
    assert {urlsplit(url).netloc for url in traffic if not url.startswith("data:")} == {
        urlsplit(portal).netloc
    }


# Pages that bring a table or a drawing of their own weigh that much each time.
SECOND_VISIT = [name for name in PUBLIC_PAGES if not name.startswith(("peta", "statistik", "data"))]


@pytest.mark.parametrize("name", SECOND_VISIT)
def test_a_second_visit_costs_little_more_than_its_text(name, visit, traffic, page):
    visit("tentang" if name != "tentang" else "privasi")
    page.wait_for_load_state("networkidle")
    traffic.clear()

    visit(name)
    page.wait_for_load_state("networkidle")

    weights = {url: size for url, size in traffic.items() if "/media/" not in url}
    assert sum(weights.values()) <= 15 * KB, weights


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_a_visit_leaves_no_cookie(name, visit, page):
    visit(name)
    page.wait_for_load_state("networkidle")

    assert page.context.cookies() == []


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_the_console_stays_silent(name, visit, page):
    messages = []
    page.on("console", lambda m: messages.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    visit(name)
    page.wait_for_load_state("networkidle")

    assert messages == []
