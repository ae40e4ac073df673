"""What KIM answer to a message that is for them only, and who reminded them when."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from diseminasi.models.info import InfoPemerintah
from komunitas.models import Kim


class TanggapanKim(models.Model):
    """One answer of a KIM; the one with the highest number holds. A trigger refuses change and
    deletion.

    `uuid` is made by the form, so that sending twice counts once.
    """

    STAYS_WITH_KIM = True
    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_tanggapan"
    )
    kim = models.ForeignKey(Kim, on_delete=models.PROTECT, related_name="daftar_tanggapan_info")
    nomor = models.PositiveSmallIntegerField("nomor")
    hadir = models.BooleanField("hadir", null=True)
    teks = models.TextField("jawaban atau keterangan", max_length=3000, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ditulis oleh",
    )
    created_at = models.DateTimeField("pada", auto_now_add=True)

    class Meta:
        verbose_name = "jawaban KIM"
        verbose_name_plural = "jawaban KIM"
        ordering = ["-nomor"]
        constraints = [
            models.UniqueConstraint(fields=["info", "kim", "nomor"], name="tanggapan_tunggal"),
            models.CheckConstraint(
                name="tanggapan_ada_isinya",
                condition=models.Q(hadir__isnull=False) | ~models.Q(teks=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kim}: {self.ringkas}"

    @property
    def ringkas(self) -> str:
        if self.hadir is None:
            return "Dijawab"
        return "Hadir" if self.hadir else "Tidak hadir"


class PengingatKhusus(models.Model):
    """One reminder to the KIM that have not answered; the database knows one a day."""

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_pengingat"
    )
    tanggal = models.DateField("tanggal")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="oleh",
    )

    class Meta:
        verbose_name = "pengingat"
        verbose_name_plural = "pengingat"
        ordering = ["-tanggal"]
        constraints = [
            models.UniqueConstraint(fields=["info", "tanggal"], name="pengingat_sehari_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.info}, {self.tanggal:%Y-%m-%d}"
