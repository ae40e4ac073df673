"""PermintaanData: that a person used a right over the own data, and when it was done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from kimportal.accounts.models import Pengguna


class JenisPermintaan(models.TextChoices):
    UNDUH = "unduh", "Unduh salinan"
    TARIK = "tarik", "Tarik persetujuan"
    KEMBALI = "kembali", "Setuju lagi"
    HAPUS = "hapus", "Hapus akun"


class PermintaanData(models.Model):
    """One use of a right under UU 27/2022. Holds no personal text, so it stays as proof.

    `done_at` is empty only while something is still to do; the law gives 3×24 hours.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    pengguna = models.ForeignKey(
        Pengguna, on_delete=models.PROTECT, related_name="daftar_permintaan_data"
    )
    jenis = models.CharField("jenis", max_length=7, choices=JenisPermintaan)
    requested_at = models.DateTimeField("diminta", default=timezone.now)
    done_at = models.DateTimeField("selesai", null=True)

    class Meta:
        verbose_name = "permintaan data"
        verbose_name_plural = "permintaan data"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="permintaan_urutan",
                condition=models.Q(done_at=None) | models.Q(done_at__gte=models.F("requested_at")),
            ),
            models.UniqueConstraint(
                fields=["pengguna"],
                name="permintaan_hapus_sekali",
                condition=models.Q(jenis="hapus"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} ({self.requested_at:%Y-%m-%d})"
