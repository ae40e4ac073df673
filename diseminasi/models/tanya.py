"""What KIM ask back about a message, and what its region's admins answer.

Only `diseminasi.tanya.questions` writes a status.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils import timezone

from diseminasi.models.info import InfoPemerintah
from diseminasi.tanya.querysets import PertanyaanQuerySet
from komunitas.models import Kim
from wilayah.models import Wilayah


class StatusPertanyaan(models.TextChoices):
    """How far a question is."""

    ASKED = "asked", "Menunggu jawaban"
    ANSWERED = "answered", "Dijawab"
    PUBLISHED = "published", "Dijawab, tampil untuk umum"
    MERGED = "merged", "Digabung"


# States in which a question has an answer of its own.
TERJAWAB = ("answered", "published")


class PertanyaanInfo(models.Model):
    """One question of a KIM; a trigger refuses other words, another asker, and deletion.

    `wilayah` is the KIM's village of that moment. `utama`: the same question, whose answer
    reaches this one too. `jawaban`: the answer that holds now. `teks_publik`: the question as
    everyone reads it, written by an admin without naming anybody.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_pertanyaan"
    )
    kim = models.ForeignKey(Kim, on_delete=models.PROTECT, related_name="daftar_pertanyaan_info")
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, related_name="+", verbose_name="desa/kelurahan"
    )
    penanya = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="penanya",
    )
    teks = models.TextField("pertanyaan", max_length=1000)
    teks_publik = models.TextField("pertanyaan yang tampil", max_length=1000, blank=True)
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusPertanyaan,
        default=StatusPertanyaan.ASKED,
        editable=False,
    )
    utama = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="daftar_gabungan",
        verbose_name="digabung ke",
    )
    jawaban = models.ForeignKey(
        "diseminasi.JawabanInfo",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="jawaban",
    )
    created_at = models.DateTimeField("ditanyakan pada", default=timezone.now, editable=False)
    shown_at = models.DateTimeField("tampil sejak", null=True, editable=False)

    objects = PertanyaanQuerySet.as_manager()

    class Meta:
        verbose_name = "pertanyaan KIM"
        verbose_name_plural = "pertanyaan KIM"
        ordering = ["created_at", "pk"]
        indexes = [
            GinIndex(OpClass("teks", name="gin_trgm_ops"), name="pertanyaan_teks_trgm"),
            models.Index(fields=["status", "created_at"], name="pertanyaan_antrean"),
            models.Index(
                fields=["info", "-shown_at"],
                name="pertanyaan_tampil",
                condition=models.Q(status="published"),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="pertanyaan_ada", condition=~models.Q(teks="")),
            models.CheckConstraint(
                name="pertanyaan_gabung_sah",
                condition=models.Q(status="merged", utama__isnull=False)
                | (~models.Q(status="merged") & models.Q(utama=None)),
            ),
            models.CheckConstraint(
                name="pertanyaan_jawaban_sah",
                condition=models.Q(status__in=TERJAWAB, jawaban__isnull=False)
                | (~models.Q(status__in=TERJAWAB) & models.Q(jawaban=None)),
            ),
            models.CheckConstraint(
                name="pertanyaan_tampil_lengkap",
                condition=~models.Q(status="published")
                | (models.Q(shown_at__isnull=False) & ~models.Q(teks_publik="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Pertanyaan {self.nomor}"

    @property
    def nomor(self) -> str:
        return f"TJ{self.pk:06d}"

    @property
    def jawaban_berlaku(self) -> "JawabanInfo | None":
        """The answer that reaches whoever asked: its own, or that of the question it was merged
        into.
        """
        asked = self.utama or self
        return asked.jawaban


class JawabanInfo(models.Model):
    """One answer, or one that mends it (`penjelasan` says what was wrong).

    A trigger refuses change and deletion.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    pertanyaan = models.ForeignKey(
        PertanyaanInfo, on_delete=models.PROTECT, related_name="daftar_jawaban"
    )
    nomor = models.PositiveSmallIntegerField("nomor")
    teks = models.TextField("jawaban", max_length=3000)
    penjelasan = models.TextField("apa yang keliru", max_length=1000, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="oleh",
    )
    created_at = models.DateTimeField("pada", auto_now_add=True)

    class Meta:
        verbose_name = "jawaban"
        verbose_name_plural = "jawaban"
        ordering = ["nomor"]
        constraints = [
            models.UniqueConstraint(fields=["pertanyaan", "nomor"], name="jawaban_nomor_tunggal"),
            models.CheckConstraint(name="jawaban_ada", condition=~models.Q(teks="")),
            models.CheckConstraint(
                name="jawaban_ralat_dijelaskan",
                condition=models.Q(nomor=1) | ~models.Q(penjelasan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Jawaban {self.nomor}: {self.pertanyaan}"

    @property
    def is_ralat(self) -> bool:
        return self.nomor > 1
