"""`manage.py muat_batas`: official boundaries take over only when they are whole."""

import gzip
import json
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from wilayah.models import MuatanBatas, Wilayah
from wilayah.topology import read_topology

# Kabupaten/kota of the test regions as boxes: west, south, east, north.
BOXES = {
    "11.01": (97.0, 3.0, 97.5, 3.5),
    "73.06": (119.5, -5.5, 120.0, -5.0),
    "73.71": (119.0, -5.5, 119.5, -5.0),
    "91.71": (140.5, -2.8, 141.0, -2.4),
}


def box(west: float, south: float, east: float, north: float) -> list[list[list[float]]]:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(kode: str, rings: list, **properties: object) -> dict:
    return {
        "type": "Feature",
        "properties": {"kode": kode, **properties},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


@pytest.fixture
def load(regions, tmp_path, settings):
    """Load boxes, changed or with further features; return what the command says."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = dict(settings.STORAGES)  # opened anew, in that folder

    def run(
        *further: dict, boxes: dict | None = None, out: StringIO | None = None, **options: object
    ) -> str:
        kept = BOXES if boxes is None else boxes
        features = [feature(kode, box(*sides)) for kode, sides in kept.items()]
        path = tmp_path / "resmi.geojson"
        path.write_text(
            json.dumps({"type": "FeatureCollection", "features": [*features, *further]})
        )
        out = out or StringIO()
        call_command("muat_batas", path, stdout=out, **({"sumber": "BIG 2026"} | options))
        return out.getvalue()

    return run


def test_the_map_draws_the_loaded_boundaries_and_names_their_source(load, client):
    assert "4 kabupaten/kota" in load()

    page = client.get("/peta/?wilayah=73").content.decode()
    assert "Batas: BIG 2026." in page
    assert "indikatif" not in re.search(r"<figcaption>.*?</figcaption>", page, re.DOTALL)[0]
    lines = re.search(r'"batas": "([^"]*)"', page)[1]
    layer = json.loads(b"".join(client.get(lines).streaming_content))
    drawn = layer["objects"]["kabkota"]["geometries"]
    assert {item["properties"]["kode"] for item in drawn} == {"73.06", "73.71"}
    provinces = re.search(r'data-provinsi="([^"]*)"', page)[1]
    layer = json.loads(b"".join(client.get(provinces).streaming_content))
    drawn = layer["objects"]["provinsi"]["geometries"]
    assert {item["properties"]["nama"] for item in drawn} == {"Aceh", "Sulawesi Selatan", "Papua"}
    assert page.count("<title>Kota Makassar: ") == 1  # the drawing without script, too


def test_the_shipped_boundaries_come_back(load, client):
    load()
    call_command("muat_batas", bawaan=True, stdout=StringIO())

    assert "Batas indikatif, bukan batas resmi" in client.get("/peta/").content.decode()


def test_codes_without_dots_and_another_column_are_understood(load):
    boxes = [
        feature("", box(*sides), KDPKAB=kode.replace(".", "")) for kode, sides in BOXES.items()
    ]

    assert "4 kabupaten/kota" in load(*boxes, boxes={}, kolom="KDPKAB")


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({**BOXES, "73.99": (122, -5, 123, -4)}, "73.99 tidak ada dalam daftar"),
        ({k: v for k, v in BOXES.items() if k != "91.71"}, "91.71 Kota Jayapura tidak ada dalam"),
        ({**BOXES, "73.06": (119.4, -5.5, 120.0, -5.0)}, "73.06 dan 73.71 bertumpang"),
    ],
)
def test_wrong_codes_and_overlaps_change_nothing(boxes, words, load):
    out = StringIO()
    with pytest.raises(CommandError, match="tidak diganti"):
        load(boxes=boxes, out=out)

    assert words in out.getvalue()
    assert not MuatanBatas.objects.exists()


def test_a_gap_between_regions_is_found_and_may_be_a_lake(load):
    outer = box(119.5, -5.5, 120.0, -5.0)
    lake = [[119.6, -5.3], [119.7, -5.3], [119.7, -5.2], [119.6, -5.2], [119.6, -5.3]]
    with_lake = feature("73.06", [*outer, lake])
    boxes = {kode: sides for kode, sides in BOXES.items() if kode != "73.06"}

    with pytest.raises(CommandError, match="tidak diganti"):
        load(with_lake, boxes=boxes)
    assert "4 kabupaten/kota" in load(with_lake, boxes=boxes, biarkan_celah=True)


def test_looking_only_changes_nothing(load):
    assert "dapat dipakai" in load(periksa=True, sumber="")
    assert not MuatanBatas.objects.exists()


@pytest.mark.parametrize(
    ("further", "words"),
    [
        (feature("xx", box(119, -5, 120, -4)), "tidak berisi kode"),
        (feature("73", box(119, -5, 120, -4)), "tidak berisi kode"),
        (feature("73.71", box(500_000, 9_000_000, 500_100, 9_000_100)), "di luar Indonesia"),
        (feature("73.71", [[["a", "b"]]]), "garisnya rusak"),
        ({"type": "Feature", "properties": {"kode": "73.71"}, "geometry": None}, "bukan Polygon"),
    ],
)
def test_a_broken_feature_is_named(further, words, load):
    with pytest.raises(CommandError, match=words):
        load(further)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"features": 3}'])
def test_a_file_that_is_no_geojson_is_refused(text, regions, tmp_path):
    path = tmp_path / "salah.geojson"
    path.write_text(text)

    with pytest.raises(CommandError, match="bukan GeoJSON"):
        call_command("muat_batas", path, sumber="BIG", stdout=StringIO())
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("muat_batas", tmp_path / "tiada", sumber="BIG", stdout=StringIO())


@pytest.fixture
def sulawesi(db):
    """The six provinces of Sulawesi with all their kabupaten/kota, and their detailed lines."""
    topology = read_topology(settings.BASE_DIR / "fixtures/wilayah/kabkota.topojson.gz")
    found = [region for region in topology.regions if "71" <= region.kode[:2] <= "76"]
    Wilayah.objects.bulk_create(
        Wilayah(kode=kode, nama=kode, jenis="provinsi", tingkat=1, nama_lengkap=kode)
        for kode in sorted({region.kode[:2] for region in found})
    )
    Wilayah.objects.bulk_create(
        Wilayah(
            kode=region.kode,
            nama=region.nama,
            jenis="kabupaten",
            tingkat=2,
            induk_id=region.kode[:2],
            nama_lengkap=region.nama,
        )
        for region in found
    )
    return topology, found


def test_the_detailed_lines_of_sulawesi_pass_as_a_whole(sulawesi, tmp_path, settings, client):
    topology, found = sulawesi
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = dict(settings.STORAGES)
    features = [
        {
            "type": "Feature",
            "properties": {"kode": region.kode},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[topology.points(r) for r in p] for p in region.polygons],
            },
        }
        for region in found
    ]
    path = tmp_path / "sulawesi.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    out = StringIO()

    call_command("muat_batas", path, sumber="BIG 2026", stdout=out)

    assert f"batas {len(found)} kabupaten/kota" in out.getvalue()
    assert len(found) == 81
    page = client.get("/peta/?wilayah=73").content.decode()
    lines = client.get(re.search(r'"batas": "([^"]*)"', page)[1])
    packed = tmp_path / "73.gz"
    packed.write_bytes(gzip.compress(b"".join(lines.streaming_content)))
    shown = read_topology(packed)
    assert {r.kode for r in shown.regions} == {r.kode for r in found if r.kode[:2] == "73"}
    for region in shown.regions:
        (source,) = [r for r in found if r.kode == region.kode]
        assert size(shown, region) == pytest.approx(size(topology, source), rel=0.05), region.kode


def size(topology, region) -> float:
    return sum(topology.area(polygon[0]) for polygon in region.polygons)


def test_without_a_source_nothing_is_loaded(load):
    with pytest.raises(CommandError, match="--sumber"):
        load(sumber="")
