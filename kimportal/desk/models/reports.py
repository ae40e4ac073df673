"""LaporanKonten: a reader's report that something is wrong with a page."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from kegiatan.models import Kegiatan
from komunitas.models import Kim


def new_ticket() -> str:
    """Return the unguessable part of a ticket's address (192 bits)."""
    return secrets.token_urlsafe(24)


class AlasanLaporan(models.TextChoices):
    """What is wrong; the first five are urgent."""

    PERJUDIAN = "perjudian", "Perjudian (judi online)"
    PORNOGRAFI = "pornografi", "Pornografi"
    KEKERASAN = "kekerasan", "Kekerasan atau ancaman"
    ANAK = "anak", "Membahayakan anak"
    DATA_PRIBADI = "data-pribadi", "Membuka data pribadi orang"
    HOAKS = "hoaks", "Hoaks atau menyesatkan"
    IKLAN = "iklan", "Iklan atau penipuan"
    POLITIK = "politik", "Kampanye politik"
    HAK_CIPTA = "hak-cipta", "Memakai karya orang tanpa izin"
    SALAH = "salah", "Ada data yang salah"
    LAINNYA = "lainnya", "Lainnya"


MENDESAK = (
    AlasanLaporan.PERJUDIAN,
    AlasanLaporan.PORNOGRAFI,
    AlasanLaporan.KEKERASAN,
    AlasanLaporan.ANAK,
    AlasanLaporan.DATA_PRIBADI,
)
JAM_MENDESAK, JAM_BIASA = 4, 24


class StatusLaporan(models.TextChoices):
    OPEN = "open", "Menunggu diperiksa"
    UPHELD = "upheld", "Terbukti"
    DISMISSED = "dismissed", "Tidak terbukti"


class TindakanLaporan(models.TextChoices):
    """What followed from a report that was right."""

    TAKE_DOWN = "take_down", "Kabar diturunkan"
    SUSPEND = "suspend", "KIM dibekukan"
    CORRECTION = "correction", "Diminta diperbaiki"


class LaporanKonten(models.Model):
    """One report, of a KIM or of a post. Only `kimportal.desk.reports` writes a status.

    `kunci` is made with the form, so that sending twice is no second report. `tiket` opens
    the reporter's page without account. `due_at` counts hours by the clock, not working days.
    `kontak` is emptied 90 days after the decision.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("catatan", "kontak", "tiket")

    kim = models.ForeignKey(
        Kim, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="KIM"
    )
    kegiatan = models.ForeignKey(
        Kegiatan, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kabar"
    )
    alasan = models.CharField("alasan", max_length=12, choices=AlasanLaporan)
    catatan = models.TextField("catatan pelapor", max_length=2000, blank=True)
    kontak = models.CharField("kontak pelapor", max_length=254, blank=True)
    kunci = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    tiket = models.CharField(
        "kunci tiket", max_length=40, default=new_ticket, unique=True, editable=False
    )
    status = models.CharField(
        "status", max_length=10, choices=StatusLaporan, default=StatusLaporan.OPEN, editable=False
    )
    tindakan = models.CharField(
        "tindakan", max_length=10, choices=TindakanLaporan, blank=True, editable=False
    )
    created_at = models.DateTimeField("masuk pada", default=timezone.now)
    due_at = models.DateTimeField("diputuskan paling lambat")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="diputuskan oleh",
    )
    decided_at = models.DateTimeField("diputuskan pada", null=True)
    jawaban = models.TextField("jawaban", max_length=2000, blank=True)

    class Meta:
        verbose_name = "laporan konten"
        verbose_name_plural = "laporan konten"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["status", "due_at"], name="laporan_antrean")]
        constraints = [
            models.CheckConstraint(
                name="laporan_satu_sasaran",
                condition=models.Q(kim=None, kegiatan__isnull=False)
                | models.Q(kim__isnull=False, kegiatan=None),
            ),
            models.CheckConstraint(
                name="laporan_alasan_dikenal", condition=models.Q(alasan__in=AlasanLaporan.values)
            ),
            models.CheckConstraint(
                name="laporan_diputus_lengkap",
                condition=models.Q(
                    status="open", decided_by=None, decided_at=None, jawaban="", tindakan=""
                )
                | (
                    (
                        models.Q(status="dismissed", tindakan="")
                        | (models.Q(status="upheld") & ~models.Q(tindakan=""))
                    )
                    & models.Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~models.Q(jawaban="")
                ),
            ),
            models.CheckConstraint(
                name="laporan_tenggat_sah", condition=models.Q(due_at__gt=models.F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan {self.nomor}"

    @property
    def alamat_tiket(self) -> str:
        """The reporter's own page; the address is the only key, so nobody else is led there."""
        return reverse("lapor:ticket", args=[self.tiket])

    @property
    def nomor(self) -> str:
        return f"LK{self.pk:06d}"

    @property
    def is_mendesak(self) -> bool:
        return self.alasan in MENDESAK

    @property
    def is_lewat(self) -> bool:
        """Whether it is still open although its time is over."""
        return self.status == StatusLaporan.OPEN and self.due_at < timezone.now()

    @property
    def kim_sasaran(self) -> Kim:
        """The KIM that answers for the page; it says in whose region the report lies."""
        return self.kim or self.kegiatan.kim  # type: ignore[union-attr]  # one of the two is set

    @property
    def zona(self) -> int:
        return int(self.kim_sasaran.wilayah.zona)


def hours_for(alasan: str) -> timedelta:
    """Return within which time a report for this reason is decided."""
    return timedelta(hours=JAM_MENDESAK if alasan in MENDESAK else JAM_BIASA)
