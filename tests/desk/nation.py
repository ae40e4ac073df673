"""A small nation: all 38 provinces, each with a kabupaten, a kecamatan and six villages.

KIM and posts are written in bulk, in all states, differently in each province, so that a count
that mixes up two provinces or states cannot come out right by chance.
"""

import csv
import gzip
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from kegiatan.models import Adinda, JenisKegiatan, Kegiatan, Naskah
from komunitas.models import Kim
from wilayah.models import Wilayah

WIB = ZoneInfo("Asia/Jakarta")
STATUS = ("verified", "verified", "verified", "submitted", "returned", "suspended", "draft")
JENIS = ("desa", "desa", "desa", "kecamatan", "forum")


def provinces() -> list[tuple[str, str]]:
    """Return code and name of every province of the official list."""
    path = settings.BASE_DIR / "fixtures" / "wilayah" / "wilayah.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [(r["kode"], r["nama"]) for r in csv.DictReader(file) if r["jenis"] == "provinsi"]


def make_nation() -> list[str]:
    """Create regions, KIM and posts; return the provinces' codes."""
    codes = provinces()
    for number, (kode, nama) in enumerate(codes):
        _regions(kode, nama)
        kims = _kims(kode, 7 + number % 5, number)
        _posts(kims, number)
    return [kode for kode, _ in codes]


def _regions(kode: str, nama: str) -> None:
    chain = [(kode, nama, "provinsi"), (f"{kode}.01", "Kabupaten Uji", "kabupaten")]
    chain.append((f"{kode}.01.01", "Kecamatan Uji", "kecamatan"))
    chain += [(f"{kode}.01.01.200{n}", f"Desa {n}", "desa") for n in range(1, 7)]
    Wilayah.objects.bulk_create(
        Wilayah(
            kode=code,
            nama=name,
            jenis=jenis,
            tingkat=code.count(".") + 1,
            induk_id=code.rpartition(".")[0] or None,
            nama_lengkap=name,
        )
        for code, name, jenis in chain
    )


def _kims(kode: str, number: int, shift: int) -> list[Kim]:
    now = timezone.now()
    return Kim.objects.bulk_create(
        Kim(
            nama=f"KIM {kode} {n}",
            nomor=f"{kode}{n:010d}",
            slug=f"kim-{kode}-{n}",
            status=STATUS[(n + shift) % len(STATUS)],
            jenis=JENIS[(n * 2 + shift) % len(JENIS)],
            wilayah_id=f"{kode}.01.01.200{1 + (n * 5 + shift) % 6}",
            tahun_berdiri=None if n % 4 == 0 else 2010 + (n + shift) % 16,
            catatan="Catatan.",
            verified_at=now - timedelta(days=40 * n),
            last_activity_at=None if n % 3 == 0 else now - timedelta(days=70 * (n % 6)),
        )
        for n in range(number)
    )


def _posts(kims: list[Kim], shift: int) -> None:
    now = timezone.now()
    for n, kim in enumerate(kims):
        for m in range((n + shift) % 4):
            # Close to midnight in Jakarta, where a grouping by UTC would name another month.
            at = datetime(2026, 1 + (n + m) % 9, 1, 0, 30, tzinfo=WIB)
            kegiatan = Kegiatan.objects.create(kim=kim, slug="kabar", published_at=at)
            naskah = Naskah.objects.create(
                kegiatan=kegiatan,
                judul="Kabar",
                isi="<p>Kabar.</p>",
                tanggal=at.date(),
                wilayah_id=kim.wilayah_id,
                jenis=JenisKegiatan.values[(n + m) % 4],
                adinda=Adinda.values[: (n + m) % 3],
                status="published" if m != 2 else "withdrawn",
                catatan="Catatan.",
                published_at=at,
                submitted_at=now,
            )
            if naskah.status == "published":
                kegiatan.naskah_terbit = naskah
                kegiatan.save(update_fields=["naskah_terbit"])
