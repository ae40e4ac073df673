"""Count everything for map and statistics anew, where no worker does it by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from kimportal.rekap.refreshing import refresh_counts
from kimportal.template_tags import waktu


class Command(BaseCommand):
    help = "Menghitung ulang angka untuk peta, statistik, dan halaman wilayah."

    def handle(self, *args: Any, **options: Any) -> None:
        moment = refresh_counts()
        if options["verbosity"]:
            self.stdout.write(f"Angka dihitung {waktu(moment)}.")
