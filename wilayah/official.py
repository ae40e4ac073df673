"""Reading official boundaries (GeoJSON of all kabupaten/kota) and looking for their faults.

Needs shapely (`pip install 'kim-portal[batas]'`), which nothing else of the portal does.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from wilayah.layers import drawings, local_layers, national_layer
from wilayah.querysets import normalise_kode
from wilayah.topology import Arc, Region, Topology

# A square degree at the equator, in square kilometres; a little less towards Sabang and Rote.
KM2 = 111.2 * 111.2
BOX = (94.0, -12.0, 142.0, 7.0)
# Lines within about 200 m, before the layers are made lighter still.
TOLERANCE = 0.002
# Bytes of the national layer on the wire, and the tolerance at which even that gives up.
HEAVIEST, COARSEST = 60_000, 0.1


class BoundaryError(Exception):
    """The file cannot be used; the message is for people."""


@dataclass
class Temuan:
    """What was found in a file; `salah` forbids its use, `celah` may be lakes."""

    salah: list[str] = field(default_factory=list)
    tumpang: list[str] = field(default_factory=list)
    celah: list[str] = field(default_factory=list)


def read_features(path: Path, kolom: str) -> dict[str, Any]:
    """Return the polygons of each kabupaten/kota by its dotted code."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        features = list(content["features"])
    except OSError as error:
        raise BoundaryError(f"{path.name} tidak dapat dibaca ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(f"{path.name} bukan GeoJSON FeatureCollection.") from error
    parts: dict[str, list[Any]] = defaultdict(list)
    for number, feature in enumerate(features, start=1):
        kode, polygon = _feature(feature, kolom, f"{path.name} unsur {number}")
        parts[kode].append(polygon)
    return {kode: shapely.union_all(found) for kode, found in sorted(parts.items())}


def _feature(feature: Any, kolom: str, place: str) -> tuple[str, Any]:
    kode = normalise_kode(str((feature.get("properties") or {}).get(kolom, "")))
    if kode is None or len(kode) != 5:
        raise BoundaryError(f'{place}: kolom "{kolom}" tidak berisi kode kabupaten/kota.')
    geometry = feature.get("geometry") or {}
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise BoundaryError(f"{place} ({kode}): bukan Polygon atau MultiPolygon.")
    try:
        polygon = shapely.make_valid(shape(geometry))
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError) as error:
        raise BoundaryError(f"{place} ({kode}): garisnya rusak.") from error
    west, south, east, north = polygon.bounds
    if west < BOX[0] or south < BOX[1] or east > BOX[2] or north > BOX[3]:
        raise BoundaryError(f"{place} ({kode}): di luar Indonesia; perlu bujur, lintang WGS 84.")
    return kode, polygon


def inspect(polygons: Mapping[str, Any], names: Mapping[str, str], km2: float) -> Temuan:
    """Compare with the region list, and look for overlaps and gaps larger than `km2`."""
    temuan = Temuan()
    for kode in sorted(set(polygons) - set(names)):
        temuan.salah.append(f"{kode} tidak ada dalam daftar wilayah yang berlaku")
    for kode in sorted(set(names) - set(polygons)):
        temuan.salah.append(f"{kode} {names[kode]} tidak ada dalam berkas")
    temuan.tumpang += _overlaps(polygons, km2)
    temuan.celah += _gaps(polygons, km2)
    return temuan


def _overlaps(polygons: Mapping[str, Any], km2: float) -> Iterator[str]:
    kodes, shapes = list(polygons), list(polygons.values())
    tree = shapely.STRtree(shapes)
    for first, second in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        if first < second:
            size = shapely.area(shapely.intersection(shapes[first], shapes[second])) * KM2
            if size > km2:
                yield f"{kodes[first]} dan {kodes[second]} bertumpang {size:.1f} km²"


def _gaps(polygons: Mapping[str, Any], km2: float) -> Iterator[str]:
    """Yield the holes that no region fills."""
    whole = shapely.union_all(list(polygons.values()))
    for part in shapely.get_parts(whole):
        for ring in shapely.get_rings(part)[1:]:
            hole = shapely.polygons(ring)
            if (size := shapely.area(hole) * KM2) > km2:
                middle = hole.representative_point()
                yield f"celah {size:.1f} km² di sekitar {middle.y:.3f}, {middle.x:.3f}"


def make_files(polygons: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of the map by name: layers and drawings, light enough to be fetched."""
    kodes = list(polygons)
    # Simplified together, so that neighbours keep their common border.
    lines = shapely.coverage_simplify(list(polygons.values()), TOLERANCE)
    kabkota = _topology(dict(zip(kodes, lines, strict=True)), names)
    by_provinsi: dict[str, list[Any]] = defaultdict(list)
    for kode, polygon in zip(kodes, lines, strict=True):
        by_provinsi[kode[:2]].append(polygon)
    whole = {kode: shapely.union_all(found) for kode, found in by_provinsi.items()}
    provinsi = _topology(whole, names)
    files = {"provinsi.topojson": _light_layer(whole, names)}
    files |= {f"kabkota/{kode}.topojson": data for kode, data in local_layers(provinsi, kabkota)}
    return files | {"gambar.json.gz": drawings(provinsi, kabkota)}


def _light_layer(whole: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
    """Return the national layer, as finely as it may weigh."""
    tolerance = TOLERANCE
    while True:
        lines = shapely.coverage_simplify(list(whole.values()), tolerance)
        layer = national_layer(_topology(dict(zip(whole, lines, strict=True)), names))
        if len(gzip.compress(layer)) <= HEAVIEST or tolerance > COARSEST:
            return layer
        tolerance *= 1.4


def _topology(polygons: Mapping[str, Any], names: Mapping[str, str]) -> Topology:
    """Write polygons as a topology in which every ring is an arc of its own."""
    arcs: list[Arc] = []
    regions = []
    for kode, polygon in sorted(polygons.items()):
        parts = [_rings(part, arcs) for part in _polygons(polygon)]
        regions.append(Region(kode, names.get(kode, kode), parts))
    return Topology(arcs, regions)


def _polygons(geometry: Any) -> Iterable[Any]:
    """Return the polygons in it; mending a crossing line may leave lines and points beside."""
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]


def _rings(polygon: Any, arcs: list[Arc]) -> list[list[int]]:
    rings = []
    for ring in shapely.get_rings(polygon):
        arcs.append([(float(x), float(y)) for x, y in shapely.get_coordinates(ring)])
        rings.append([len(arcs) - 1])
    return rings


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
