"""`manage.py kirim_pengingat`: the daily reminders, where no Celery beat runs."""

from typing import Any

from django.core.management.base import BaseCommand

from komunitas.reminders import remind_of_ending_sk


class Command(BaseCommand):
    help = "Ingatkan pengurus KIM yang SK-nya segera berakhir (aman dijalankan berulang)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_of_ending_sk()} SK segera berakhir; pengurusnya diingatkan.")
