"""KopSurat: the letterhead that stands on a region's printed reports."""

from __future__ import annotations

from django.db import models

from kimportal.images.models import Foto
from wilayah.models import Wilayah


class KopSurat(models.Model):
    """One region's letterhead; without a region that of the ministry.

    A kecamatan's report carries that of its kabupaten/kota.
    """

    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wilayah",
    )
    pemerintah = models.CharField(
        "pemerintah", max_length=120, help_text="Misalnya: Pemerintah Kota Makassar."
    )
    dinas = models.CharField(
        "nama dinas", max_length=150, help_text="Misalnya: Dinas Komunikasi dan Informatika."
    )
    alamat = models.CharField(
        "alamat", max_length=250, help_text="Jalan, nomor, kota, dan kode pos."
    )
    kontak = models.CharField(
        "telepon, surel, dan situs", max_length=200, blank=True, help_text="Boleh dikosongkan."
    )
    logo = models.ForeignKey(
        Foto, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "kop surat"
        verbose_name_plural = "kop surat"
        ordering = ["wilayah"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah"], name="kop_satu_per_wilayah", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="kop_lengkap",
                condition=~models.Q(pemerintah="") & ~models.Q(dinas="") & ~models.Q(alamat=""),
            ),
        ]

    def __str__(self) -> str:
        return self.dinas
