"""The boundary files: every region can be drawn, and the files stay light."""

import gzip
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from wilayah.boundaries import SHIPPED
from wilayah.import_file import read_rows
from wilayah.topology import Topology, read_topology

MAPS = settings.BASE_DIR / "static/peta"
FIXTURES = settings.BASE_DIR / "fixtures/wilayah"
KIB = 1024


@pytest.fixture(scope="module")
def listed() -> dict[int, dict[str, str]]:
    """Names by code, per level, of the shipped list."""
    names: dict[int, dict[str, str]] = {1: {}, 2: {}}
    for row in read_rows(FIXTURES / "wilayah.csv.gz"):
        if (tingkat := row.kode.count(".") + 1) in names:
            names[tingkat][row.kode] = row.nama
    return names


def layer(path: Path, tmp_path: Path) -> Topology:
    packed = tmp_path / f"{path.name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    return read_topology(packed)


def wire_size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def empty_regions(topology: Topology) -> list[str]:
    return [
        region.kode
        for region in topology.regions
        if not any(topology.area(polygon[0]) > 0 for polygon in region.polygons)
    ]


def test_all_provinsi_are_drawn(listed, tmp_path):
    topology = layer(MAPS / "provinsi.topojson", tmp_path)

    assert {region.kode: region.nama for region in topology.regions} == listed[1]
    assert empty_regions(topology) == []


def test_all_kabupaten_and_kota_are_drawn(listed, tmp_path):
    names = {}
    for kode in listed[1]:
        topology = layer(MAPS / f"kabkota/{kode}.topojson", tmp_path)
        names |= {region.kode: region.nama for region in topology.regions}
        assert all(region.kode.startswith(f"{kode}.") for region in topology.regions)
        assert empty_regions(topology) == []

    assert names == listed[2]


@pytest.mark.parametrize("kode", ["31.01", "64.74", "13.74", "21.05"])
def test_small_regions_keep_their_size(kode, tmp_path):
    source = read_topology(FIXTURES / "kabkota.topojson.gz")
    shipped = layer(MAPS / f"kabkota/{kode[:2]}.topojson", tmp_path)

    def size(topology: Topology) -> float:
        (region,) = [region for region in topology.regions if region.kode == kode]
        return sum(topology.area(polygon[0]) for polygon in region.polygons)

    assert size(shipped) == pytest.approx(size(source), rel=0.05)


def test_every_ring_is_closed(listed, tmp_path):
    topology = layer(MAPS / "provinsi.topojson", tmp_path)
    rings = [topology.points(ring) for region in topology.regions for ring in region.rings()]

    assert len(rings) > len(listed[1])
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)


def test_neighbours_share_their_border(tmp_path):
    topology = layer(MAPS / "provinsi.topojson", tmp_path)
    arcs = {
        region.kode: {arc if arc >= 0 else ~arc for ring in region.rings() for arc in ring}
        for region in topology.regions
    }

    assert arcs["32"] & arcs["33"]  # Jawa Barat and Jawa Tengah
    assert not arcs["32"] & arcs["35"]  # Jawa Timur lies behind


def test_files_stay_light(listed):
    assert wire_size(MAPS / "provinsi.topojson") <= 60 * KIB
    heaviest = max(wire_size(MAPS / f"kabkota/{kode}.topojson") for kode in listed[1])
    assert heaviest <= 16 * KIB


def test_properties_are_code_and_name_only():
    content = json.loads((MAPS / "provinsi.topojson").read_text())
    geometries = content["objects"]["provinsi"]["geometries"]

    assert {frozenset(item["properties"]) for item in geometries} == {frozenset({"kode", "nama"})}


def test_command_makes_the_shipped_files_again(tmp_path):
    call_command(
        "buat_batas", "--peta", str(tmp_path / "peta"), "--gambar", str(tmp_path / "gambar.json.gz")
    )

    made = {path.relative_to(tmp_path / "peta") for path in tmp_path.rglob("*.topojson")}
    assert made == {path.relative_to(MAPS) for path in MAPS.rglob("*.topojson")}
    assert [
        name
        for name in made
        if (tmp_path / "peta" / name).read_bytes() != (MAPS / name).read_bytes()
    ] == []
    assert gzip.decompress((tmp_path / "gambar.json.gz").read_bytes()) == gzip.decompress(
        SHIPPED.read_bytes()
    )
