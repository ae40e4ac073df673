"""`manage.py siapkan_statis`: collect the static files, if they changed since last time."""

from django.core.management.base import BaseCommand

from kimportal.pages.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Mengumpulkan berkas statis, hanya bila ada yang berubah."

    def handle(self, *args: object, **options: object) -> None:
        collect_if_changed()
