"""Fill the yardstick's table with 1,000 rows: `python -m tests.bench.patokan.isi`."""

from datetime import timedelta

import django
from django.core.management import call_command

ROWS = 1000
KALIMAT = (
    "Warga berkumpul di balai desa untuk membahas jadwal, membagi tugas, dan mencatat hasilnya "
    "agar semua orang tahu apa yang sudah dikerjakan dan apa yang masih harus dilakukan. "
)


def main() -> None:
    django.setup()
    from django.utils import timezone

    from tests.bench.patokan.models import Catatan

    call_command("migrate", run_syncdb=True, verbosity=0)
    now = timezone.now()
    Catatan.objects.all().delete()
    Catatan.objects.bulk_create(
        Catatan(
            judul=f"Catatan kegiatan bersama warga nomor {n}",
            slug=f"catatan-kegiatan-bersama-warga-nomor-{n}",
            ringkasan=KALIMAT * 2,
            tempat=f"Desa Nomor {n % 83}, Kabupaten Nomor {n % 51}",
            penulis=f"Kelompok Nomor {n % 97}",
            gambar=f"gambar-{n % 12}",
            terbit_pada=now - timedelta(hours=n),
        )
        for n in range(ROWS)
    )


if __name__ == "__main__":
    main()
