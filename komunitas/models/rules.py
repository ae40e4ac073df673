"""AturanKim: what a region asks of its KIM. Rules differ between regions, so they are data."""

from django.core.exceptions import ValidationError
from django.db import models

from wilayah.models import Wilayah


class AturanKim(models.Model):
    """One region's rules; the row of the narrowest region around a village counts.

    Without a region the row is for the whole nation; without any row the defaults below.
    """

    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wilayah",
        help_text="Kosong berarti seluruh Indonesia.",
    )
    min_anggota = models.PositiveSmallIntegerField("anggota paling sedikit", default=3)
    max_anggota = models.PositiveSmallIntegerField(
        "anggota paling banyak", null=True, blank=True, help_text="Kosong berarti tidak dibatasi."
    )
    penerbit_sk = models.TextField(
        "penerbit SK",
        max_length=500,
        default="Kepala Desa\nLurah\nCamat",
        help_text="Satu jabatan per baris, misalnya: Lurah.",
    )
    masa_bakti_tahun = models.PositiveSmallIntegerField("masa bakti (tahun)", default=3)
    boleh_asn = models.BooleanField("ASN boleh menjadi anggota", default=True)
    catatan_asn = models.CharField("keterangan soal ASN", max_length=250, blank=True)
    wajib_sk = models.BooleanField("SK wajib sebelum diverifikasi", default=False)
    sembunyikan_mendesak = models.BooleanField(
        "sembunyikan kabar yang dilaporkan mendesak",
        default=False,
        help_text="Kabar yang dilaporkan karena judi, pornografi, kekerasan, anak, atau data "
        "pribadi langsung tidak tampil sampai Anda memutuskan (paling lama 4 jam).",
    )
    periksa_semua = models.BooleanField(
        "periksa semua kabar sebelum terbit",
        default=False,
        help_text="Kalau tidak dicentang, tiga kabar pertama tiap KIM diperiksa dulu; sesudah itu "
        "kabarnya langsung terbit dan diperiksa kemudian.",
    )
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "aturan KIM"
        verbose_name_plural = "aturan KIM"
        ordering = ["wilayah"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah"], name="aturan_satu_per_wilayah", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="aturan_jumlah_sah",
                condition=models.Q(min_anggota__gte=1)
                & (models.Q(max_anggota=None) | models.Q(max_anggota__gte=models.F("min_anggota"))),
            ),
            models.CheckConstraint(
                name="aturan_masa_sah", condition=models.Q(masa_bakti_tahun__range=(1, 10))
            ),
        ]

    def __str__(self) -> str:
        return f"Aturan KIM {self.wilayah.nama if self.wilayah else 'seluruh Indonesia'}"

    def clean(self) -> None:
        if self.max_anggota and self.max_anggota < self.min_anggota:
            raise ValidationError({"max_anggota": "Tidak boleh di bawah jumlah paling sedikit."})

    @property
    def daftar_penerbit(self) -> list[str]:
        return [baris.strip() for baris in self.penerbit_sk.splitlines() if baris.strip()]

    @property
    def jumlah_anggota(self) -> str:
        """The size in words: "3–20 orang", "sedikitnya 3 orang"."""
        if self.max_anggota:
            return f"{self.min_anggota}–{self.max_anggota} orang"
        return f"sedikitnya {self.min_anggota} orang"
