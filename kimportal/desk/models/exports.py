"""Ekspor: a long list that is written in the background and fetched by its owner."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from wilayah.models import Wilayah

# How long a finished file is kept.
SIMPAN = timedelta(days=7)


class JenisEkspor(models.TextChoices):
    """What the file lists."""

    KIM = "kim", "Daftar KIM"
    KABAR = "kabar", "Daftar kabar"
    DESA = "desa", "Desa tanpa KIM"
    SEPI = "sepi", "KIM yang lama tidak mengirim kabar"
    AUDIT = "audit", "Catatan audit"


NAMA_BERKAS = {
    JenisEkspor.KIM: "daftar-kim",
    JenisEkspor.KABAR: "daftar-kabar",
    JenisEkspor.DESA: "desa-tanpa-kim",
    JenisEkspor.SEPI: "kim-lama-sepi",
    JenisEkspor.AUDIT: "catatan-audit",
}


class BentukEkspor(models.TextChoices):
    XLSX = "xlsx", "Excel (.xlsx)"
    CSV = "csv", "CSV (.csv)"


class StatusEkspor(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    RUNNING = "running", "Sedang ditulis"
    DONE = "done", "Siap diunduh"
    FAILED = "failed", "Gagal"


def private_store() -> Storage:
    return storages["private"]


def file_name(ekspor: Any, name: str) -> str:
    """Return a place in the private store that nobody can guess."""
    return f"ekspor/{secrets.token_urlsafe(24)}.{ekspor.bentuk}"


class Ekspor(models.Model):
    """One request for a list, its progress and its file; only `kimportal.desk.exports` writes it.

    `saringan` holds what was asked (period, words), `wilayah` the region (None: Indonesia).
    `persen` goes from 0 to 100. The file is gone SIMPAN after `finished_at`, with the row.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("saringan",)

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="daftar_ekspor"
    )
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="wilayah"
    )
    jenis = models.CharField("jenis", max_length=10, choices=JenisEkspor)
    bentuk = models.CharField(
        "bentuk", max_length=4, choices=BentukEkspor, default=BentukEkspor.XLSX
    )
    saringan = models.JSONField("saringan", default=dict, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=StatusEkspor, default=StatusEkspor.WAITING
    )
    persen = models.PositiveSmallIntegerField("kemajuan (persen)", default=0)
    baris = models.PositiveIntegerField("jumlah baris", null=True)
    berkas = models.FileField("berkas", storage=private_store, upload_to=file_name, blank=True)
    galat = models.CharField("sebab gagal", max_length=200, blank=True)
    created_at = models.DateTimeField("diminta", default=timezone.now)
    finished_at = models.DateTimeField("selesai", null=True)

    class Meta:
        verbose_name = "ekspor"
        verbose_name_plural = "ekspor"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ekspor_persen_sah", condition=models.Q(persen__range=(0, 100))
            ),
            models.CheckConstraint(
                name="ekspor_jenis_dikenal", condition=models.Q(jenis__in=JenisEkspor.values)
            ),
            models.CheckConstraint(
                name="ekspor_selesai_lengkap",
                condition=~models.Q(status="done")
                | (models.Q(finished_at__isnull=False, persen=100) & ~models.Q(berkas="")),
            ),
            models.CheckConstraint(
                name="ekspor_gagal_bersebab",
                condition=~models.Q(status="failed") | ~models.Q(galat=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}, {self.nama_wilayah}"

    @property
    def nama_wilayah(self) -> str:
        return self.wilayah.sebutan if self.wilayah else "Indonesia"

    @property
    def is_berjalan(self) -> bool:
        return self.status in (StatusEkspor.WAITING, StatusEkspor.RUNNING)

    @property
    def berlaku_sampai(self) -> Any:
        return self.finished_at + SIMPAN if self.finished_at else None

    @property
    def nama_unduhan(self) -> str:
        """The name under which the file arrives: "daftar-kim-73.71-20261125.xlsx"."""
        name = NAMA_BERKAS[JenisEkspor(self.jenis)]
        day = timezone.localtime(self.created_at)
        return f"{name}-{self.wilayah_id or 'indonesia'}-{day:%Y%m%d}.{self.bentuk}"
