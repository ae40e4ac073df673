"""Penyampaian: which KIM a message was handed to, one row each, never changed."""

from functools import partial

from django.contrib.postgres.indexes import OpClass
from django.db import models

from diseminasi.models.info import InfoPemerintah
from komunitas.models import Kim

# In an index: what begins like something is found, whatever order the database sorts texts in.
BY_BEGINNING = partial(OpClass, name="varchar_pattern_ops")


class Pengantaran(models.Model):
    """How far the handing out of one message has come.

    KIM are gone through in the order of their keys; `sampai_kim` is the last key done, so
    that whoever goes on after a stop begins behind it.
    """

    info = models.OneToOneField(
        InfoPemerintah, on_delete=models.PROTECT, related_name="pengantaran"
    )
    sampai_kim = models.BigIntegerField("sampai KIM berkunci", default=0)
    started_at = models.DateTimeField("mulai", auto_now_add=True)
    done_at = models.DateTimeField("selesai", null=True)

    class Meta:
        verbose_name = "pengantaran"
        verbose_name_plural = "pengantaran"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.info}: {'selesai' if self.done_at else self.sampai_kim}"


class Penyampaian(models.Model):
    """One message in the workspace of one KIM. A trigger refuses change and deletion.

    `wilayah_kode` is the KIM's village of that moment, as text: it stays when the KIM moves.
    A merged KIM keeps its rows (`STAYS_WITH_KIM`); the kept one has its own.
    """

    STAYS_WITH_KIM = True

    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_penyampaian"
    )
    kim = models.ForeignKey(Kim, on_delete=models.PROTECT, related_name="daftar_penyampaian")
    wilayah_kode = models.CharField("kode desa", max_length=13)
    created_at = models.DateTimeField("pada", auto_now_add=True)

    class Meta:
        verbose_name = "penyampaian"
        verbose_name_plural = "penyampaian"
        ordering = ["-pk"]
        constraints = [
            # By KIM first: the workspace asks what was handed to this KIM.
            models.UniqueConstraint(fields=["kim", "info"], name="penyampaian_sekali")
        ]
        # The villages of a region are those whose code begins as its own does.
        indexes = [models.Index("info", BY_BEGINNING("wilayah_kode"), name="penyampaian_desa")]

    def __str__(self) -> str:
        return f"{self.info} → {self.kim}"
