"""What stands around a post while it is written and after it is public."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from kegiatan.models.post import Kegiatan, Naskah


class UnggahanFoto(models.Model):
    """A photo on its way: it arrives in pieces and goes on after a dropout where it stopped.

    The pieces lie in the private store; `ukuran` and `diterima` are bytes. Whatever is not
    finished after a week is removed.
    """

    uuid = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    naskah = models.ForeignKey(Naskah, on_delete=models.CASCADE, related_name="daftar_unggahan")
    ukuran = models.PositiveIntegerField("ukuran (byte)")
    diterima = models.PositiveIntegerField("sudah diterima (byte)", default=0)
    keterangan = models.CharField("keterangan", max_length=250, blank=True)
    alt = models.CharField("teks pengganti", max_length=250, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "unggahan foto"
        verbose_name_plural = "unggahan foto"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="unggahan_tidak_lebih",
                condition=models.Q(ukuran__gt=0, diterima__lte=models.F("ukuran")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.diterima} dari {self.ukuran} byte"


class JenisRiwayat(models.TextChoices):
    """Why a text was kept beside the version."""

    DIAJUKAN = "diajukan", "Diajukan"
    BENTROK = "bentrok", "Disimpan saat ada perubahan lain"
    DIGANTIKAN = "digantikan", "Digantikan tulisan lain"


class RiwayatNaskah(models.Model):
    """A text as it was at one moment, with its photos; written once, never changed.

    `cuplikan` is what `kegiatan.history.snapshot` gives; `versi` the version's number then.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    naskah = models.ForeignKey(Naskah, on_delete=models.CASCADE, related_name="daftar_riwayat")
    jenis = models.CharField("jenis", max_length=10, choices=JenisRiwayat)
    versi = models.PositiveIntegerField("versi")
    cuplikan = models.JSONField("cuplikan")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="oleh",
    )
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "riwayat naskah"
        verbose_name_plural = "riwayat naskah"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} (versi {self.versi})"


class JumlahBaca(models.Model):
    """How often a post was read on one day (WIB); nothing is kept of who read it."""

    kegiatan = models.ForeignKey(Kegiatan, on_delete=models.CASCADE, related_name="daftar_baca")
    tanggal = models.DateField("tanggal")
    jumlah = models.PositiveIntegerField("jumlah baca", default=0)

    class Meta:
        verbose_name = "jumlah baca"
        verbose_name_plural = "jumlah baca"
        ordering = ["-tanggal"]
        constraints = [
            models.UniqueConstraint(fields=["kegiatan", "tanggal"], name="baca_satu_per_hari")
        ]

    def __str__(self) -> str:
        return f"{self.tanggal}: {self.jumlah}"
