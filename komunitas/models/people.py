"""People's places: in a KIM (Keanggotaan) and over a region (Penugasan)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from kimportal.accounts.phones import PATTERN
from komunitas.models.decrees import private_path
from komunitas.models.kim import Kim
from komunitas.querysets import KeanggotaanQuerySet, PenugasanQuerySet
from wilayah.models import Wilayah


class Jabatan(models.TextChoices):
    PELINDUNG = "pelindung", "Pelindung"
    PEMBINA = "pembina", "Pembina"
    KETUA = "ketua", "Ketua"
    SEKRETARIS = "sekretaris", "Sekretaris"
    BENDAHARA = "bendahara", "Bendahara"
    PENGUMPULAN = "pengumpulan", "Koordinator seksi pengumpulan informasi"
    PENGELOLAAN = "pengelolaan", "Koordinator seksi pengelolaan informasi"
    PENYEBARAN = "penyebaran", "Koordinator seksi penyebaran informasi"
    PEWARTA = "pewarta", "Pewarta"
    ANGGOTA = "anggota", "Anggota"


# Those who may speak for the KIM.
PENGURUS = (Jabatan.KETUA, Jabatan.SEKRETARIS)


class Keanggotaan(models.Model):
    """A person's place in a KIM, with its term. Most members have no account.

    `nama` is shown in public only with the person's consent (`tampil_publik`), `telepon`
    only to the KIM's pengurus. `selesai` is the last day of the term; `ended_at` is set when
    somebody ended it, and from that moment no right remains.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("nama", "telepon")

    kim = models.ForeignKey(Kim, on_delete=models.CASCADE, related_name="daftar_keanggotaan")
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="daftar_keanggotaan",
        verbose_name="akun",
    )
    nama = models.CharField("nama", max_length=150)
    tampil_publik = models.BooleanField("nama boleh tampil di halaman umum", default=False)
    telepon = models.CharField("nomor telepon", max_length=16, blank=True)
    jabatan = models.CharField("jabatan", max_length=12, choices=Jabatan, default=Jabatan.ANGGOTA)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    ended_at = models.DateTimeField("diakhiri pada", null=True, editable=False)

    objects = KeanggotaanQuerySet.as_manager()

    class Meta:
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kim"],
                name="kim_satu_ketua",
                condition=models.Q(jabatan="ketua", selesai=None),
            ),
            models.UniqueConstraint(
                fields=["kim", "pengguna"],
                name="kim_satu_keanggotaan",
                condition=models.Q(selesai=None, pengguna__isnull=False),
            ),
            models.CheckConstraint(
                name="keanggotaan_masa_sah",
                condition=models.Q(selesai=None) | models.Q(selesai__gte=models.F("mulai")),
            ),
            models.CheckConstraint(
                name="keanggotaan_berakhir_bertanggal",
                condition=models.Q(ended_at=None) | models.Q(selesai__isnull=False),
            ),
            models.CheckConstraint(
                name="keanggotaan_telepon_sah",
                condition=models.Q(telepon="") | models.Q(telepon__regex=PATTERN),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.get_jabatan_display()})"


class Peran(models.TextChoices):
    ADMIN = "admin", "Admin Diskominfo"
    PEMANTAU = "pemantau", "Pemantau"


def letter_path(instance: models.Model, filename: str) -> str:
    """Return where an appointment letter lies in the private store."""
    return private_path("surat-tugas", filename)


class Penugasan(models.Model):
    """An officer's role over one region and all inside it; no region means the whole nation.

    Only `komunitas.assignments` writes here. `selesai` is the last day of the term;
    `ended_at` is set when somebody ended it, and from that moment no right remains.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="daftar_penugasan",
        verbose_name="nama",
    )
    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="daftar_penugasan",
        verbose_name="wilayah",
        help_text="Kosong berarti seluruh Indonesia.",
    )
    peran = models.CharField("peran", max_length=10, choices=Peran)
    surat = models.CharField("nomor surat tugas", max_length=100, blank=True)
    tanggal_surat = models.DateField("tanggal surat tugas", null=True, blank=True)
    # Private storage: names of people stand in it.
    berkas_surat = models.FileField("berkas surat tugas", upload_to=letter_path, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    ended_at = models.DateTimeField("diakhiri pada", null=True, editable=False)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "wilayah", "peran"],
                name="penugasan_tunggal",
                condition=models.Q(selesai=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="penugasan_masa_sah",
                condition=models.Q(selesai=None) | models.Q(selesai__gte=models.F("mulai")),
            ),
            models.CheckConstraint(
                name="penugasan_berakhir_bertanggal",
                condition=models.Q(ended_at=None) | models.Q(selesai__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.wilayah_id or 'nasional'}"
