"""Restore a backup into an empty database, or only look whether it could be."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from kimportal.backup.errors import BackupError
from kimportal.backup.reading import check_backup, restore_backup
from kimportal.backup.retention import newest
from kimportal.template_tags import angka


class Command(BaseCommand):
    help = (
        "Memulihkan cadangan ke basis data dan folder berkas yang kosong (DATABASE_URL, "
        "KIM_MEDIA). Data yang ada tidak pernah ditimpa."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "berkas", type=Path, nargs="?", help="cadangan; bila kosong, yang terbaru"
        )
        parser.add_argument(
            "--periksa", action="store_true", help="baca seluruhnya, jangan pulihkan apa pun"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # None lets tqdm stay silent where nobody watches.
        is_silent = True if options["verbosity"] == 0 else None
        track = partial(tqdm, disable=is_silent, leave=False)
        act = check_backup if options["periksa"] else restore_backup
        try:
            path = options["berkas"] or newest()
            manifest = act(path, track)
        except BackupError as error:
            raise CommandError(str(error)) from error
        done = "utuh dan dapat dibuka" if options["periksa"] else "sudah dipulihkan dan sama"
        rows = sum(table["baris"] for table in manifest["tabel"].values())
        self.stdout.write(
            f"Cadangan {path.name} {done}: {len(manifest['tabel'])} tabel, "
            f"{angka(rows)} baris, {angka(manifest['media']['berkas'])} berkas."
        )
