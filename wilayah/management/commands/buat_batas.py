"""Make the boundary files and drawings again, after `fixtures/wilayah/*.topojson.gz` changed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from wilayah.boundaries import SHIPPED
from wilayah.layers import drawings, local_layers, national_layer
from wilayah.topology import read_topology

SOURCES = settings.BASE_DIR / "fixtures/wilayah"
MAPS = settings.BASE_DIR / "static/peta"


class Command(BaseCommand):
    help = "Membuat ulang berkas batas di static/peta/ dan gambar peta kecil di wilayah/data/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--peta", type=Path, default=MAPS, help="folder berkas batas")
        parser.add_argument("--gambar", type=Path, default=SHIPPED, help="berkas gambar")

    def handle(self, *args: Any, **options: Any) -> None:
        provinsi = read_topology(SOURCES / "provinsi.topojson.gz")
        kabkota = read_topology(SOURCES / "kabkota.topojson.gz")
        folder: Path = options["peta"]
        (folder / "kabkota").mkdir(parents=True, exist_ok=True)
        (folder / "provinsi.topojson").write_bytes(national_layer(provinsi))
        for kode, layer in local_layers(provinsi, kabkota):
            (folder / f"kabkota/{kode}.topojson").write_bytes(layer)
        options["gambar"].parent.mkdir(exist_ok=True)
        options["gambar"].write_bytes(drawings(provinsi, kabkota))
        self.stdout.write(
            f"Batas {len(provinsi.regions)} provinsi dan {len(kabkota.regions)} kabupaten/kota"
            " sudah dibuat."
        )
