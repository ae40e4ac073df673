"""The small maps inside pages: whole, light, well-formed, coloured by class."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings

from wilayah.import_file import read_rows
from wilayah.svg import national_map, region_map

KIB = 1024
# Whether other boundaries were loaded stands in the database.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def upper() -> dict[str, str]:
    """Names of provinsi and kabupaten/kota by code."""
    path = settings.BASE_DIR / "fixtures/wilayah/wilayah.csv.gz"
    return {row.kode: row.nama for row in read_rows(path) if row.kode.count(".") < 2}


@pytest.fixture(scope="module")
def labels(upper) -> dict[str, str]:
    """Labels as long as pages may write them."""
    return {kode: f"{nama}: 1.234 KIM, 45,6% desa ber-KIM" for kode, nama in upper.items()}


def links(svg: str) -> dict[str, str]:
    """Return address -> label."""
    root = ElementTree.fromstring(svg)
    return {link.attrib["href"]: link.findtext("title", "") for link in root.iter("a")}


def test_national_map_links_every_provinsi(upper, labels):
    svg = national_map({}, labels)

    expected = {f"/wilayah/{kode}/": labels[kode] for kode in upper if len(kode) == 2}
    assert len(expected) == 38
    assert links(svg) == expected


def test_national_map_weighs_at_most_12_kb(labels):
    assert len(national_map({}, labels).encode()) <= 12 * 1000


def test_national_map_is_coloured_by_class_only():
    svg = national_map({"73": "skala-4"}, {})

    assert svg.count('class="skala-4"') == 1
    assert "style=" not in svg


def test_label_is_escaped():
    svg = national_map({}, {"73": "<script>"})

    assert "<script>" not in svg
    assert links(svg)["/wilayah/73/"] == "<script>"


def test_every_upper_region_has_a_light_map(upper, labels):
    assert len(upper) == 552
    for kode in upper:
        svg = region_map(kode, [(-2.5, 118.0)])
        ElementTree.fromstring(svg)
        assert len(svg.encode()) <= 8 * 1000, kode
        assert svg.count('class="map-here"') == (kode.count(".") == 1), kode


def test_kabupaten_stands_out_among_its_neighbours():
    svg = region_map("73.71")

    assert re.search(r'/wilayah/73\.71/"><title>Kota Makassar</title><path class="map-here"', svg)
    assert links(svg)["/wilayah/73.06/"] == "Kabupaten Gowa"
    assert "/wilayah/91.71/" not in links(svg)


def test_village_is_a_point_within_its_kabupaten():
    svg = region_map("73.71.01.1006", [(-5.159, 119.4097)])

    assert svg.count("<circle") == 1
    assert svg.count("<path") == 1
    assert links(svg) == {}


def test_point_outside_the_boundary_stays_in_view():
    root = ElementTree.fromstring(region_map("73.71.01", [(-5.9, 118.0)]))
    left, top, width, height = map(int, root.attrib["viewBox"].split())
    point = root.find("circle").attrib

    assert left < int(point["cx"]) < left + width
    assert top < int(point["cy"]) < top + height


def test_region_without_boundary_has_no_map():
    assert region_map("99.01") == ""
