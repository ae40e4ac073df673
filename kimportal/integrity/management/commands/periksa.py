"""Ask the portal whether all is well, and say what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model, QuerySet
from django.utils import timezone

from kimportal.integrity import data, machinery
from kimportal.integrity.check import Check
from kimportal.template_tags import angka

CHECKS = {check.name: check for check in (*machinery.CHECKS, *data.CHECKS)}
SHOWN = 5


class Command(BaseCommand):
    help = (
        "Memeriksa setelan dan kecocokan data, dan mengatakan apa yang perlu dilakukan. "
        "Berakhir dengan kode 1 bila ada yang salah. Tidak mengubah apa pun."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nama", nargs="*", help="hanya pemeriksaan ini; bila kosong, semua")

    def handle(self, *args: Any, **options: Any) -> None:
        if unknown := [name for name in options["nama"] if name not in CHECKS]:
            raise CommandError(
                f"Pemeriksaan {unknown[0]} tidak dikenal; yang ada: {', '.join(CHECKS)}."
            )
        chosen = [CHECKS[name] for name in options["nama"] or CHECKS]
        wrong = [check for check in chosen if not self._passes(check)]
        if wrong:
            raise CommandError(f"{len(wrong)} dari {len(chosen)} pemeriksaan menemukan masalah.")
        self.stdout.write(f"Semua baik: {len(chosen)} pemeriksaan.")

    def _passes(self, check: Check) -> bool:
        number, examples = _look(check.find())
        if number == 0:
            self.stdout.write(f"baik   {check.name}")
            return True
        self.stdout.write(f"SALAH  {check.name} ({angka(number)}): {check.meaning}")
        more = " …" if number > SHOWN else ""
        self.stdout.write(f"       Ditemukan: {', '.join(examples)}{more}")
        self.stdout.write(f"       Saran: {check.advice}")
        return False


def _look(found: Iterable[object]) -> tuple[int, list[str]]:
    """Return how many there are, and the first few as people may look them up."""
    if isinstance(found, QuerySet):
        rows = found.order_by("pk")
        return rows.count(), [_words(row) for row in rows[:SHOWN]]
    every = list(found)
    return len(every), [_words(one) for one in islice(every, SHOWN)]


def _words(found: object) -> str:
    if isinstance(found, Model):
        return f"{found._meta.verbose_name} {found.pk}"
    if isinstance(found, datetime):
        return f"{timezone.localtime(found):%d-%m-%Y %H.%M} WIB"
    return str(found)
