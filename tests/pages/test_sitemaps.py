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
    found = {address.partition("?")[0] for address in addresses(client, "/sitemap.xml")}

    assert found == {
        f"{SITE}/sitemap-{name}.xml"
        for name in ("halaman", "kim", "kegiatan", "cek-hoaks", "wilayah")
    }


def section(client, name: str) -> list[str]:
    """Return the addresses on all pages of a section that the index names."""
    pages = [a for a in addresses(client, "/sitemap.xml") if f"sitemap-{name}.xml" in a]
    return [found for page in pages for found in addresses(client, page.removeprefix(SITE))]


def test_each_province_has_a_page(client, regions):
    assert f"{SITE}/sitemap-wilayah.xml?p=2" in addresses(client, "/sitemap.xml")
    assert addresses(client, "/sitemap-wilayah.xml")[0] == f"{SITE}/wilayah/11/"
    assert len(section(client, "wilayah")) == len(set(section(client, "wilayah"))) == 16


def test_a_long_section_has_pages(client, kim, monkeypatch):
    monkeypatch.setattr(PortalSitemap, "limit", 1)
    others = [KimFactory(verified=True) for _ in range(2)]

    assert f"{SITE}/sitemap-kim.xml?p={kim.pk}" in addresses(client, "/sitemap.xml")
    for one in (kim, *others):
        page = addresses(client, f"/sitemap-kim.xml?p={one.pk}")
        assert page == [SITE + one.get_absolute_url()]


def test_kim_and_posts_stand_in_their_sections(client, kim):
    naskah = publish(kim)

    assert section(client, "kim") == [SITE + kim.get_absolute_url()]
    assert section(client, "kegiatan") == [SITE + naskah.kegiatan.get_absolute_url()]


def test_what_is_not_public_is_not_listed(client, kim):
    KimFactory(slug="kim-belum")
    make_draft(kim)

    assert section(client, "kim") == [SITE + kim.get_absolute_url()]
    assert section(client, "kegiatan") == []


def test_every_listed_page_answers(client, kim):
    naskah = publish(kim)
    found = [
        address
        for name in ("halaman", "kim", "kegiatan", "wilayah")
        for address in section(client, name)
    ]

    assert SITE + naskah.kegiatan.get_absolute_url() in found
    wrong = [path for path in found if client.get(path.removeprefix(SITE)).status_code != 200]
    assert wrong == []


@pytest.mark.parametrize("path", ["sulap.xml", "kim.xml?p=999999999", "kim.xml?p=x"])
def test_unknown_sections_and_pages_are_not_found(path, client, regions):
    assert client.get(f"/sitemap-{path}").status_code == 404


def test_robots_names_the_sitemap_and_the_closed_rooms(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /kelola/", "Disallow: /akun/", "Disallow: /cari/"} <= {
        *lines
    }
