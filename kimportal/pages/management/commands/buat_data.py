from django.core.management.base import BaseCommand

from kimportal.pages.data.writing import build
from kimportal.template_tags import angka


class Command(BaseCommand):
    help = "Membuat ulang berkas data terbuka di /data/ (setiap malam dikerjakan sendiri)."

    def handle(self, *args: object, **options: object) -> None:
        rak = build()
        if rak is None:
            self.stdout.write("Data terbuka sedang dibuat oleh proses lain.")
            return
        baris = sum(isi.baris for isi in rak.daftar_isi)
        self.stdout.write(f"{len(rak.daftar_isi)} set data terbuka dibuat, {angka(baris)} baris.")
