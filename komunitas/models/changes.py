"""What a verified KIM may change only with the admins' consent: name, village, SK."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from komunitas.models.decrees import sk_path
from komunitas.models.kim import Kim
from wilayah.models import Wilayah


class StatusPerubahan(models.TextChoices):
    """States of a proposed change; only `komunitas.changes` changes them."""

    SUBMITTED = "submitted", "Diajukan"
    RETURNED = "returned", "Perlu diperbaiki"
    APPROVED = "approved", "Disetujui"
    REJECTED = "rejected", "Ditolak"
    CANCELLED = "cancelled", "Batal diajukan"


class PerubahanKim(models.Model):
    """A proposed change of a verified KIM. Empty fields stay as they are.

    The KIM's number and address (slug) never change.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("pesan",)

    kim = models.ForeignKey(
        Kim, on_delete=models.CASCADE, related_name="daftar_perubahan", verbose_name="KIM"
    )
    nama = models.CharField("nama baru", max_length=120, blank=True)
    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="desa/kelurahan baru",
    )
    sk_nomor = models.CharField("nomor SK baru", max_length=100, blank=True)
    sk_perihal = models.CharField("perihal SK baru", max_length=250, blank=True)
    sk_penerbit = models.CharField("penerbit SK baru", max_length=150, blank=True)
    sk_tanggal = models.DateField("tanggal SK baru", null=True, blank=True)
    sk_berlaku_sampai = models.DateField("SK baru berlaku sampai", null=True, blank=True)
    # Private storage: names of people stand in it.
    sk_berkas = models.FileField("berkas SK baru", upload_to=sk_path, blank=True)
    pesan = models.TextField("keterangan", max_length=1000, blank=True)

    pemohon = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="diajukan oleh",
    )
    status = models.CharField(
        "status",
        max_length=9,
        choices=StatusPerubahan,
        default=StatusPerubahan.SUBMITTED,
        editable=False,
    )
    catatan = models.TextField("catatan admin", blank=True, editable=False)
    submitted_at = models.DateTimeField("diajukan pada", editable=False)
    decided_at = models.DateTimeField("diputuskan pada", null=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "perubahan KIM"
        verbose_name_plural = "perubahan KIM"
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kim"],
                name="perubahan_satu_terbuka",
                condition=models.Q(status__in=["submitted", "returned"]),
            ),
            models.CheckConstraint(
                name="perubahan_berisi",
                condition=~models.Q(nama="", wilayah=None, sk_nomor=""),
            ),
            models.CheckConstraint(
                name="perubahan_sk_lengkap",
                condition=models.Q(sk_nomor="", sk_tanggal=None)
                | (~models.Q(sk_nomor="") & models.Q(sk_tanggal__isnull=False)),
            ),
            models.CheckConstraint(
                name="perubahan_catatan_wajib",
                condition=~models.Q(status__in=["returned", "rejected"]) | ~models.Q(catatan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Perubahan {self.kim}"

    @property
    def isi(self) -> list[tuple[str, str]]:
        """What is to change, as (label, new value)."""
        semua = [
            ("Nama", self.nama),
            ("Desa/kelurahan", self.wilayah.nama_lengkap if self.wilayah else ""),
            ("SK", self.sk_nomor),
        ]
        return [baris for baris in semua if baris[1]]
