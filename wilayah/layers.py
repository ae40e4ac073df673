"""From lines in full detail to what pages and map fetch: light layers and small drawings."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wilayah.outline import Frame, draw_region, frame_around
from wilayah.topology import Topology, drop_islets, select, simplify, to_topojson

# National layer: lines within about a kilometre, islets under about one square kilometre gone.
NATIONAL_TOLERANCE, NATIONAL_ISLET, NATIONAL_STEP = 1e-4, 1e-4, 0.001
# Layer of one provinsi: every line of the source, on a grid of about 50 m.
LOCAL_STEP = 0.0005
# Drawings: side in units, and the characters that all paths of one drawing may take.
NATIONAL_SIDE, NATIONAL_LENGTH = 1000, 7_000
LOCAL_SIDE, PROVINSI_LENGTH, KABKOTA_LENGTH = 320, 4_000, 2_500


def national_layer(provinsi: Topology) -> bytes:
    light = simplify(drop_islets(provinsi, NATIONAL_ISLET), NATIONAL_TOLERANCE)
    return _as_json(to_topojson(light, "provinsi", NATIONAL_STEP))


def local_layers(provinsi: Topology, kabkota: Topology) -> Iterator[tuple[str, bytes]]:
    """Yield the code of each provinsi with the layer of its parts."""
    for region in provinsi.regions:
        part = _within(kabkota, region.kode)
        yield region.kode, _as_json(to_topojson(part, "kabkota", LOCAL_STEP))


def drawings(provinsi: Topology, kabkota: Topology) -> bytes:
    """Return the drawings of the country and of every region, as `wilayah.svg` reads them."""
    drawn = {"": _draw(provinsi, NATIONAL_SIDE, NATIONAL_LENGTH)}
    for region in provinsi.regions:
        drawn[region.kode] = _draw(_within(kabkota, region.kode), LOCAL_SIDE, PROVINSI_LENGTH)
    for region in kabkota.regions:
        drawn[region.kode] = _draw(_within(kabkota, region.kode), LOCAL_SIDE, KABKOTA_LENGTH)
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
    # Without a time in it, the same drawings give the same bytes.
    return gzip.compress(text.encode(), mtime=0)


def _draw(topology: Topology, side: int, length: int) -> dict[str, Any]:
    """Draw all regions in one frame, as finely as `length` characters allow."""
    frame = frame_around(topology, longest=side)
    fineness = 0.5
    while True:
        paths = _paths(topology, frame, fineness)
        if sum(map(len, paths.values())) <= length:
            break
        fineness *= 1.1
    names = {region.kode: region.nama for region in topology.regions}
    return {"frame": asdict(frame), "paths": paths, "names": names}


def _paths(topology: Topology, frame: Frame, fineness: float) -> dict[str, str]:
    """Draw with points and rings of at least `fineness` square units."""
    light = simplify(topology, fineness / frame.scale**2)
    return {
        region.kode: draw_region(light, region, frame, smallest=fineness)
        for region in light.regions
    }


def _within(kabkota: Topology, kode: str) -> Topology:
    return select(kabkota, lambda region: region.kode.startswith(kode))


def _as_json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
