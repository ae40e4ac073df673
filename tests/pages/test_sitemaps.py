"""The sitemap and robots.txt: every public address, absolute, and nothing else."""

import re

import pytest

from kimportal.pages.sitemaps import PortalSitemap
from tests.factories import KimFactory
from tests.publishing import make_draft, publish

SITE = "https://kim.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.KIM_SITE_URL = SITE


def addresses(client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    return re.findall("<loc>(.*?)</loc>", answer.content.decode())


def test_the_index_names_every_section(client, regions):
    assert addresses(client, "/sitemap.xml") == [
        f"{SITE}/sitemap-{name}.xml" for name in ("halaman", "kim", "kegiatan", "wilayah")
    ]


def test_a_long_section_has_pages(client, regions, monkeypatch):
    monkeypatch.setattr(PortalSitemap, "limit", 10)

    assert f"{SITE}/sitemap-wilayah.xml?p=2" in addresses(client, "/sitemap.xml")
    assert len(addresses(client, "/sitemap-wilayah.xml?p=1")) == 10
    assert len(addresses(client, "/sitemap-wilayah.xml?p=2")) == 6


def test_kim_and_posts_stand_in_their_sections(client, kim):
    naskah = publish(kim)

    assert addresses(client, "/sitemap-kim.xml") == [SITE + kim.get_absolute_url()]
    assert addresses(client, "/sitemap-kegiatan.xml") == [SITE + naskah.kegiatan.get_absolute_url()]


def test_what_is_not_public_is_not_listed(client, kim):
    KimFactory(slug="kim-belum")
    make_draft(kim)

    assert addresses(client, "/sitemap-kim.xml") == [SITE + kim.get_absolute_url()]
    assert addresses(client, "/sitemap-kegiatan.xml") == []


def test_every_listed_page_answers(client, kim):
    naskah = publish(kim)
    found = [
        address
        for section in ("halaman", "kim", "kegiatan", "wilayah")
        for address in addresses(client, f"/sitemap-{section}.xml")
    ]

    assert SITE + naskah.kegiatan.get_absolute_url() in found
    wrong = [path for path in found if client.get(path.removeprefix(SITE)).status_code != 200]
    assert wrong == []


@pytest.mark.parametrize("path", ["sulap.xml", "kim.xml?p=99", "kim.xml?p=x"])
def test_unknown_sections_and_pages_are_not_found(path, client, regions):
    assert client.get(f"/sitemap-{path}").status_code == 404


def test_robots_names_the_sitemap_and_the_closed_rooms(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /kelola/", "Disallow: /akun/", "Disallow: /cari/"} <= {
        *lines
    }
