"""`manage.py ingatkan_tenggat`: the daily reminder of the province, where no Celery beat runs."""

from typing import Any

from django.core.management.base import BaseCommand

from kimportal.desk.queue_reminders import remind_of_overdue


class Command(BaseCommand):
    help = "Ingatkan admin provinsi tentang yang lewat tenggat (aman dijalankan berulang)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_of_overdue()} admin provinsi diingatkan.")
