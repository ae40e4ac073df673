"""What stands beside the officers' queue: who has an item open, and what the province is asked."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from kimportal.audit.models import CatatanAudit


class Pegangan(models.Model):
    """An item of the queue that an officer has open, so that two do not work on one.

    `jenis` is the object's model in small letters, `objek` its key. It binds nobody: the
    doors decide, this only tells. After `sampai` it counts for nothing.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    jenis = models.CharField("jenis objek", max_length=40)
    objek = models.BigIntegerField("kunci objek")
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="dibuka oleh",
    )
    sampai = models.DateTimeField("sampai")

    class Meta:
        verbose_name = "pegangan antrean"
        verbose_name_plural = "pegangan antrean"
        constraints = [
            models.UniqueConstraint(fields=["jenis", "objek"], name="pegangan_satu_per_objek")
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.objek}"


class MintaProvinsi(models.Model):
    """An item that the kabupaten/kota asked the province to decide; gone once it is decided.

    Who asked, when and why stand in the audit row.
    """

    jenis = models.CharField("jenis objek", max_length=40)
    objek = models.BigIntegerField("kunci objek")
    catatan = models.OneToOneField(
        CatatanAudit, on_delete=models.PROTECT, related_name="+", verbose_name="catatan"
    )

    class Meta:
        verbose_name = "permintaan kepada provinsi"
        verbose_name_plural = "permintaan kepada provinsi"
        constraints = [
            models.UniqueConstraint(fields=["jenis", "objek"], name="minta_satu_per_objek")
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.objek}"
