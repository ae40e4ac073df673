"""Make a backup of database and files, and weed the old ones."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from tqdm import tqdm

from kimportal.backup.errors import BackupError
from kimportal.backup.key import make_key
from kimportal.backup.retention import weed
from kimportal.backup.writing import make_backup


class Command(BaseCommand):
    help = (
        "Membuat cadangan terenkripsi dari basis data dan semua berkas, lalu menghapus cadangan "
        "lama: yang disimpan ialah yang terbaru dari 7 hari, 5 minggu, dan 12 bulan terakhir."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--buat-kunci", action="store_true", help="buat kunci cadangan, sekali saja"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["buat_kunci"]:
                self._make_key()
            else:
                self._back_up(options["verbosity"])
        except BackupError as error:
            raise CommandError(str(error)) from error

    def _make_key(self) -> None:
        self.stdout.write(
            f"Kunci dibuat: {make_key()}. Simpan salinannya di tempat lain, terpisah dari "
            "cadangan; tanpa kunci, cadangan tidak dapat dibuka siapa pun."
        )

    def _back_up(self, verbosity: int) -> None:
        # None lets tqdm stay silent where nobody watches.
        path = make_backup(partial(tqdm, disable=True if verbosity == 0 else None, leave=False))
        dropped = weed()
        self.stdout.write(f"Cadangan dibuat: {path} ({filesizeformat(path.stat().st_size)}).")
        if dropped:
            self.stdout.write(f"{len(dropped)} cadangan lama dihapus.")
