"""Rows for tests. States other than the first come about through the real doors."""

import datetime

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from factory.django import DjangoModelFactory

from kegiatan.models import Kegiatan, Naskah
from kimportal.accounts.models import Pengguna
from komunitas.models import Keanggotaan, Kim, Penugasan
from wilayah.models import Wilayah

TOTP_SECRET = "JBSWY3DPEHPK3PXP"

# kode, nama, jenis, lat, lon, zona
REGIONS = [
    ("11", "Aceh", "provinsi", 4.79, 96.75, 7),
    ("11.01", "Kabupaten Aceh Selatan", "kabupaten", 3.23, 97.28, 7),
    ("73", "Sulawesi Selatan", "provinsi", -4.3, 120.0, 8),
    ("73.06", "Kabupaten Gowa", "kabupaten", -5.31, 119.74, 8),
    ("73.06.02", "Pallangga", "kecamatan", -5.25, 119.45, 8),
    ("73.06.02.2002", "Bontoala", "desa", -5.22, 119.44, 8),
    ("73.71", "Kota Makassar", "kota", -5.14, 119.43, 8),
    ("73.71.01", "Mariso", "kecamatan", -5.157, 119.409, 8),
    ("73.71.01.1001", "Bontorannu", "kelurahan", -5.162, 119.404, 8),
    ("73.71.01.1006", "Mariso", "kelurahan", -5.159, 119.4097, 8),
    ("73.71.02", "Mamajang", "kecamatan", -5.164, 119.416, 8),
    ("73.71.02.1002", "Parang", "kelurahan", -5.1648, 119.4172, 8),
    ("91", "Papua", "provinsi", -1.80, 136.85, 9),
    ("91.71", "Kota Jayapura", "kota", -2.58, 140.71, 9),
    ("91.71.01", "Jayapura Utara", "kecamatan", -2.53, 140.70, 9),
    ("91.71.01.1001", "Gurabesi", "kelurahan", -2.54, 140.71, 9),
]


def load_regions() -> None:
    """Create the small set of real regions that tests live in."""
    names: dict[str, str] = {}
    for kode, nama, jenis, lat, lon, zona in REGIONS:
        induk = kode.rpartition(".")[0]
        names[kode] = f"{nama}, {names[induk]}" if induk else nama
        Wilayah.objects.create(
            kode=kode,
            nama=nama,
            jenis=jenis,
            tingkat=kode.count(".") + 1,
            induk_id=induk or None,
            nama_lengkap=names[kode],
            lat=lat,
            lon=lon,
            zona=zona,
        )


class PenggunaFactory(DjangoModelFactory):
    """Somebody whose e-mail address is confirmed; officers have a second factor."""

    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"orang{n}@uji.example")
    nama = factory.Sequence(lambda n: f"Orang {n}")

    @factory.post_generation
    def confirmed(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create and self.email:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)
        if create and self.is_staff:
            TOTP.activate(self, TOTP_SECRET)


class KimFactory(DjangoModelFactory):
    """A draft KIM in Mariso; with `verified=True` a public one."""

    class Meta:
        model = Kim
        skip_postgeneration_save = True

    nama = factory.Sequence(lambda n: f"KIM Uji {n}")
    wilayah_id = "73.71.01.1006"
    visi = "Warga yang cerdas dan tanggap."

    class Params:
        verified = factory.Trait(
            status="verified",
            verified_at=factory.LazyFunction(timezone.now),
            slug=factory.Sequence(lambda n: f"kim-uji-{n}"),
            nomor=factory.Sequence(lambda n: f"7371{n:08d}"),
        )


class KeanggotaanFactory(DjangoModelFactory):
    class Meta:
        model = Keanggotaan

    nama = "Nama Anggota"
    mulai = datetime.date(2023, 1, 1)


class PenugasanFactory(DjangoModelFactory):
    class Meta:
        model = Penugasan

    peran = "admin"
    mulai = datetime.date(2023, 1, 1)


class KegiatanFactory(DjangoModelFactory):
    class Meta:
        model = Kegiatan


class NaskahFactory(DjangoModelFactory):
    """A draft of a post in Mariso."""

    class Meta:
        model = Naskah

    kegiatan = factory.SubFactory(KegiatanFactory)
    judul = factory.Sequence(lambda n: f"Warga membersihkan selokan ke-{n}")
    ringkasan = "Puluhan warga turun tangan sejak pagi."
    isi = "<p>Puluhan warga membersihkan selokan bersama-sama.</p>"
    tanggal = datetime.date(2026, 3, 7)
    wilayah_id = "73.71.01.1006"
