"""Load the regions of Indonesia; safe to run again, and with every newer list."""

from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from kimportal.template_tags import angka
from wilayah.import_file import ListError
from wilayah.importer import Outcome, load_regions

REGIONS = settings.BASE_DIR / "fixtures/wilayah/wilayah.csv.gz"


class Command(BaseCommand):
    help = (
        "Memuat daftar wilayah. Wilayah yang tidak ada lagi di daftar ditandai berakhir hari ini,"
        " tidak dihapus. Bila satu baris salah, tidak ada yang berubah."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--berkas", type=Path, default=REGIONS, help="daftar wilayah (.csv atau .csv.gz)"
        )
        parser.add_argument(
            "--penerus", type=Path, help="CSV lama,baru: pengganti wilayah yang berakhir"
        )
        parser.add_argument(
            "--periksa", action="store_true", help="hitung perubahannya, jangan simpan"
        )
        parser.add_argument(
            "--paksa", action="store_true", help="baca lagi walaupun daftar ini sudah dimuat"
        )
        parser.add_argument(
            "--izinkan-pensiun-massal",
            action="store_true",
            help="terima daftar yang mengakhiri lebih dari seperlima wilayah",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # None lets tqdm stay silent where nobody watches.
        is_silent = True if options["verbosity"] == 0 else None
        try:
            outcome = load_regions(
                options["berkas"],
                successors=options["penerus"],
                force=options["paksa"],
                dry_run=options["periksa"],
                allow_mass_retirement=options["izinkan_pensiun_massal"],
                track=partial(tqdm, disable=is_silent, leave=False),
            )
        except ListError as error:
            raise CommandError(f"{error} Tidak ada yang diubah.") from error
        if options["verbosity"] > 0:
            self._report(outcome, is_dry_run=options["periksa"])

    def _report(self, outcome: Outcome, *, is_dry_run: bool) -> None:
        if not outcome.is_known_list:
            self.stdout.write(_summary(outcome))
        if outcome.changes.total == 0:
            self.stdout.write("Tidak ada perubahan.")
            return
        self.stdout.write(f"Perubahan: {_changes(outcome)}.")
        if is_dry_run:
            self.stdout.write("Hanya diperiksa; tidak ada yang disimpan.")


def _summary(outcome: Outcome) -> str:
    jumlah = outcome.jumlah
    desa = jumlah["desa"] + jumlah["kelurahan"] + jumlah["desa_adat"]
    text = (
        f"{jumlah['provinsi']} provinsi, {jumlah['kabupaten']} kabupaten, {jumlah['kota']} kota,"
        f" {angka(jumlah['kecamatan'])} kecamatan, {angka(desa)} desa/kelurahan."
    )
    if outcome.borrowed_points:
        text += f" {angka(outcome.borrowed_points)} memakai titik induknya."
    return text


def _changes(outcome: Outcome) -> str:
    changes = outcome.changes
    parts = [
        (changes.baru, "baru"),
        (changes.berubah, "berubah"),
        (changes.kembali, "berlaku lagi"),
        (changes.pensiun, "dipensiunkan"),
        (changes.penerus, "penerus dicatat"),
    ]
    return ", ".join(f"{angka(number)} {word}" for number, word in parts if number)
