"""Keberatan: an author's appeal against a rejection or a take-down."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from kegiatan.models.post import Naskah


class StatusKeberatan(models.TextChoices):
    OPEN = "open", "Menunggu keputusan"
    ACCEPTED = "accepted", "Dikabulkan"
    DISMISSED = "dismissed", "Tidak dikabulkan"


class Keberatan(models.Model):
    """One appeal; a version can be appealed for once. Only `kegiatan.appeals` writes a status.

    `atas` is the state it is directed against. `pemutus_awal` took that decision (empty: the
    portal itself) and, as the database holds, never decides on the appeal.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("teks",)

    naskah = models.OneToOneField(
        Naskah, on_delete=models.PROTECT, related_name="keberatan", verbose_name="naskah"
    )
    atas = models.CharField(
        "atas keputusan",
        max_length=10,
        choices=[("rejected", "Ditolak"), ("withdrawn", "Diturunkan")],
    )
    pemohon = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="diajukan oleh",
    )
    teks = models.TextField("isi keberatan", max_length=3000)
    pemutus_awal = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pemutus pertama",
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusKeberatan,
        default=StatusKeberatan.OPEN,
        editable=False,
    )
    submitted_at = models.DateTimeField("diajukan pada")
    due_at = models.DateTimeField("dijawab paling lambat")
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
        verbose_name = "keberatan"
        verbose_name_plural = "keberatan"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["status", "due_at"], name="keberatan_antrean")]
        constraints = [
            models.CheckConstraint(
                name="keberatan_pemutus_lain",
                condition=models.Q(decided_by=None)
                | models.Q(pemutus_awal=None)
                | ~models.Q(decided_by=models.F("pemutus_awal")),
            ),
            models.CheckConstraint(
                name="keberatan_bukan_sendiri",
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("pemohon")),
            ),
            models.CheckConstraint(
                name="keberatan_diputus_lengkap",
                condition=models.Q(
                    status="open", decided_by=None, decided_at__isnull=True, jawaban=""
                )
                | (
                    models.Q(
                        status__in=["accepted", "dismissed"],
                        decided_by__isnull=False,
                        decided_at__isnull=False,
                    )
                    & ~models.Q(jawaban="")
                ),
            ),
            models.CheckConstraint(name="keberatan_berisi", condition=~models.Q(teks="")),
        ]

    def __str__(self) -> str:
        return f"Keberatan atas “{self.naskah}”"

    @property
    def alamat_kelola(self) -> str:
        """Its page in the KIM's workspace."""
        return reverse("kelola_kegiatan:appeal", args=[self.naskah.kegiatan_id])
