"""Make the boundary files and drawings again, after `fixtures/wilayah/*.topojson.gz` changed."""

import gzip
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from wilayah.outline import Frame, draw_region, frame_around
from wilayah.svg import DRAWINGS
from wilayah.topology import Topology, drop_islets, read_topology, select, simplify, to_topojson

SOURCES = settings.BASE_DIR / "fixtures/wilayah"
MAPS = settings.BASE_DIR / "static/peta"

# National layer: lines within about a kilometre, islets under about one square kilometre gone.
NATIONAL_TOLERANCE, NATIONAL_ISLET, NATIONAL_STEP = 1e-4, 1e-4, 0.001
# Layer of one provinsi: every line of the source, on a grid of about 50 m.
LOCAL_STEP = 0.0005
# Drawings: side in units, and the characters that all paths of one drawing may take.
NATIONAL_SIDE, NATIONAL_LENGTH = 1000, 7_000
LOCAL_SIDE, PROVINSI_LENGTH, KABKOTA_LENGTH = 320, 4_000, 2_500


class Command(BaseCommand):
    help = "Membuat ulang berkas batas di static/peta/ dan gambar peta kecil di wilayah/data/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--peta", type=Path, default=MAPS, help="folder berkas batas")
        parser.add_argument("--gambar", type=Path, default=DRAWINGS, help="berkas gambar")

    def handle(self, *args: Any, **options: Any) -> None:
        provinsi = read_topology(SOURCES / "provinsi.topojson.gz")
        kabkota = read_topology(SOURCES / "kabkota.topojson.gz")
        _write_layers(provinsi, kabkota, options["peta"])
        _write_drawings(provinsi, kabkota, options["gambar"])
        self.stdout.write(
            f"Batas {len(provinsi.regions)} provinsi dan {len(kabkota.regions)} kabupaten/kota"
            " sudah dibuat."
        )


def _write_layers(provinsi: Topology, kabkota: Topology, folder: Path) -> None:
    light = simplify(drop_islets(provinsi, NATIONAL_ISLET), NATIONAL_TOLERANCE)
    (folder / "kabkota").mkdir(parents=True, exist_ok=True)
    _write_json(folder / "provinsi.topojson", to_topojson(light, "provinsi", NATIONAL_STEP))
    for region in provinsi.regions:
        path = folder / f"kabkota/{region.kode}.topojson"
        _write_json(path, to_topojson(_within(kabkota, region.kode), "kabkota", LOCAL_STEP))


def _write_drawings(provinsi: Topology, kabkota: Topology, path: Path) -> None:
    drawings = {"": _draw(provinsi, NATIONAL_SIDE, NATIONAL_LENGTH)}
    for region in provinsi.regions:
        drawings[region.kode] = _draw(_within(kabkota, region.kode), LOCAL_SIDE, PROVINSI_LENGTH)
    for region in kabkota.regions:
        drawings[region.kode] = _draw(_within(kabkota, region.kode), LOCAL_SIDE, KABKOTA_LENGTH)
    text = json.dumps(drawings, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(exist_ok=True)
    # Without a time in it, the same drawings give the same bytes.
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


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


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")
