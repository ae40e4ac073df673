"""The frame of every page, whose head is drawn once per part of the site."""

import re

import pytest


def current(client, path: str) -> set[tuple[str, str]]:
    """Return which items of the navigation are marked, and how."""
    nav = client.get(path).content.decode().partition('aria-label="Utama">')[2]
    marked = re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', nav.partition("</nav>")[0])
    return set(marked)


@pytest.mark.parametrize("first", [True, False])
def test_the_navigation_marks_where_one_is(client, kim, first):
    """Whichever of two pages of one part was drawn before the other."""
    expected = {"/kim/": {("/kim/", "page")}, kim.get_absolute_url(): {("/kim/", "true")}}
    order = sorted(expected, key=len, reverse=first)

    assert {path: current(client, path) for path in order} == expected


def test_every_item_of_the_navigation_marks_itself(client, regions):
    """Also one that was added to the navigation and not to the parts that are told apart."""
    nav = client.get("/").content.decode().partition('aria-label="Utama">')[2]
    items = re.findall(r'<a href="([^"]+)"', nav.partition("</nav>")[0])

    assert len(items) > 5
    assert {path: current(client, path) for path in items} == {p: {(p, "page")} for p in items}


def test_home_marks_home_and_a_page_outside_the_navigation_nothing(client, db):
    assert current(client, "/") == {("/", "page")}
    assert current(client, "/tentang/") == set()


def test_what_the_installation_is_called_is_changed_at_once(client, db, settings):
    client.get("/tentang/")
    settings.KIM_NAMA_SITUS = "Kabar Kampung"

    assert "<span>Kabar Kampung</span>" in client.get("/tentang/").content.decode()
