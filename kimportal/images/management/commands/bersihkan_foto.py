from django.core.management.base import BaseCommand

from kimportal.images.leftovers import remove_leftovers


class Command(BaseCommand):
    help = "Menghapus berkas foto yang tidak tercatat lagi dan berumur lebih dari sehari."

    def handle(self, *args: object, **options: object) -> None:
        removed = remove_leftovers()
        self.stdout.write(f"{removed} berkas foto tak tercatat dihapus.")
