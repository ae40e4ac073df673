"""Replace the indicative boundaries by official ones; both checked before anything changes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wilayah import boundaries
from wilayah.models import Wilayah

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Mengganti batas indikatif dengan batas resmi: GeoJSON berisi semua kabupaten/kota,"
        " bujur-lintang WGS 84. Kode, tumpang tindih, dan celah diperiksa lebih dulu."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path, nargs="?", help="berkas GeoJSON")
        parser.add_argument("--kolom", default="kode", help="nama kolom yang berisi kode")
        parser.add_argument("--sumber", default="", help="sumber batas, tercetak di setiap peta")
        parser.add_argument(
            "--toleransi", type=float, default=1.0, help="luas (km²) yang masih dimaafkan"
        )
        parser.add_argument(
            "--biarkan-celah", action="store_true", help="celah memang ada (danau, teluk)"
        )
        parser.add_argument("--periksa", action="store_true", help="periksa saja")
        parser.add_argument(
            "--bawaan", action="store_true", help="kembali ke batas indikatif bawaan"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["bawaan"]:
            boundaries.use_shipped()
            self.stdout.write("Peta memakai batas indikatif bawaan lagi.")
            return
        if options["berkas"] is None:
            raise CommandError("Sebutkan berkas GeoJSON, atau --bawaan.")
        if not options["sumber"] and not options["periksa"]:
            raise CommandError(
                'Sebutkan sumbernya, misalnya --sumber "Badan Informasi Geospasial".'
            )
        try:
            self._load(options)
        except ModuleNotFoundError as error:
            raise CommandError("Perintah ini perlu paket shapely: pip install shapely") from error

    def _load(self, options: dict[str, Any]) -> None:
        from wilayah import official  # shapely is not everywhere

        path: Path = options["berkas"]
        try:
            polygons = official.read_features(path, options["kolom"])
        except official.BoundaryError as error:
            raise CommandError(str(error)) from error
        current = Wilayah.objects.current().filter(tingkat__lte=2)
        names = dict(current.values_list("kode", "nama"))
        kabkota = {kode: nama for kode, nama in names.items() if len(kode) == 5}
        temuan = official.inspect(polygons, kabkota, options["toleransi"])
        self._report(temuan)
        celah = [] if options["biarkan_celah"] else temuan.celah
        if temuan.salah or temuan.tumpang or celah:
            raise CommandError("Batas tidak diganti. Perbaiki berkasnya, lalu coba lagi.")
        if options["periksa"]:
            self.stdout.write("Berkas ini dapat dipakai.")
            return
        files = official.make_files(polygons, names)
        digest = official.digest_of(path)
        boundaries.put_in_force(files, digest=digest, berkas=path.name, sumber=options["sumber"])
        self.stdout.write(f"Peta memakai batas {len(polygons)} kabupaten/kota dari {path.name}.")

    def _report(self, temuan: Any) -> None:
        for judul, daftar in (
            ("Kode", temuan.salah),
            ("Tumpang tindih", temuan.tumpang),
            ("Celah", temuan.celah),
        ):
            self.stdout.write(f"{judul}: {len(daftar) or 'tidak ada temuan'}")
            for baris in daftar[:SHOWN]:
                self.stdout.write(f"  {baris}")
