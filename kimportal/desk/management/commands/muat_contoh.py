"""Load the demo content; a second run finds it there and does nothing."""

from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from kimportal.desk.contoh.loading import LoadError, load_demo
from kimportal.template_tags import angka


class Command(BaseCommand):
    help = "Memuat isi contoh (rekaan): KIM, Kabar KIM, foto, dan akun …@demo.kim."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--tanggal",
            type=date.fromisoformat,
            help="hari terakhir isi contoh, misalnya 2026-11-24 (biasanya hari ini)",
        )
        parser.add_argument("--kim", type=int, default=400, help="banyaknya KIM, kira-kira")
        parser.add_argument("--kabar", type=int, default=3000, help="banyaknya Kabar KIM")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.KIM_DEMO:
            raise CommandError("Isi contoh hanya untuk portal contoh; setel dulu KIM_DEMO=1.")
        # None lets tqdm stay silent where nobody watches.
        is_silent = True if options["verbosity"] == 0 else None
        try:
            outcome = load_demo(
                today=options["tanggal"] or timezone.localdate(),
                jumlah_kim=options["kim"],
                jumlah_kabar=options["kabar"],
                track=partial(tqdm, disable=is_silent, leave=False),
            )
        except LoadError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"] == 0:
            return
        if outcome is None:
            self.stdout.write("Isi contoh sudah dimuat.")
        else:
            self.stdout.write(
                f"Isi contoh dimuat: {angka(outcome.kim)} KIM, {angka(outcome.kabar)} Kabar KIM, "
                f"{outcome.foto} foto."
            )
