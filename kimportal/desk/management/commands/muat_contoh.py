"""Load the demo content; a second run finds it there and does nothing."""

from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from kegiatan.words import note_all_words
from kimportal.desk.contoh.loading import LoadError, Outcome, load_demo
from kimportal.desk.contoh.national.loading import Ukuran, load_national, tidy
from kimportal.template_tags import angka

# What share of the country is loaded.
SKALA = {"nasional": 1.0, "sepersepuluh": 0.1}


class Command(BaseCommand):
    help = (
        "Memuat isi contoh (rekaan): KIM, Kabar KIM, foto, dan akun …@demo.kim. Dengan --skala: "
        "seluruh Indonesia untuk pengukuran (83.762 KIM, 1.000.000 Kabar KIM)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--tanggal",
            type=date.fromisoformat,
            help="hari terakhir isi contoh, misalnya 2026-11-24 (biasanya hari ini)",
        )
        parser.add_argument("--kim", type=int, default=400, help="banyaknya KIM, kira-kira")
        parser.add_argument("--kabar", type=int, default=3000, help="banyaknya Kabar KIM")
        parser.add_argument("--skala", choices=SKALA, help="isi sebesar Indonesia, untuk diukur")
        parser.add_argument("--benih", default="kim-2026", help="benih acak untuk --skala")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.KIM_DEMO:
            raise CommandError("Isi contoh hanya untuk portal contoh; setel dulu KIM_DEMO=1.")
        # None lets tqdm stay silent where nobody watches.
        is_silent = True if options["verbosity"] == 0 else None
        today = options["tanggal"] or timezone.localdate()
        track = partial(tqdm, disable=is_silent, leave=False)
        try:
            if options["skala"]:
                ukuran = Ukuran(SKALA[options["skala"]], options["benih"], today)
                outcome: Outcome | None = load_national(ukuran, track=track)
                tidy()
            else:
                outcome = load_demo(
                    today=today,
                    jumlah_kim=options["kim"],
                    jumlah_kabar=options["kabar"],
                    track=track,
                )
        except LoadError as error:
            raise CommandError(str(error)) from error
        if outcome is not None:
            note_all_words()
        if options["verbosity"] == 0:
            return
        if outcome is None:
            self.stdout.write("Isi contoh sudah dimuat.")
        else:
            self.stdout.write(
                f"Isi contoh dimuat: {angka(outcome.kim)} KIM, {angka(outcome.kabar)} Kabar KIM, "
                f"{outcome.foto} foto."
            )
