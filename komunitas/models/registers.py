"""A dinas' register of KIM on its way in: the file, and what was found of each row."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from komunitas.models.kim import Kim
from wilayah.models import Wilayah


def register_path(instance: models.Model, filename: str) -> str:
    """Return where a register lies in the private store: a name nobody can guess or choose."""
    suffix = ".xlsx" if filename.lower().endswith(".xlsx") else ".csv"
    return f"register/{timezone.localdate():%Y}/{secrets.token_hex(16)}{suffix}"


class StatusRegister(models.TextChoices):
    """States of a register; only `komunitas.register.handling` changes them."""

    CHECKING = "checking", "Sedang diperiksa"
    PLANNED = "planned", "Menunggu keputusan"
    APPLYING = "applying", "Sedang dimasukkan"
    APPLIED = "applied", "Sudah dimasukkan"
    CANCELLED = "cancelled", "Dibatalkan"


class HasilBaris(models.TextChoices):
    """What a row will do, or did."""

    NEW = "new", "Baru"
    FILL = "fill", "Dilengkapi"
    SAME = "same", "Sudah ada"
    ASK = "ask", "Perlu dipilih"
    FAULTY = "faulty", "Salah"
    SKIPPED = "skipped", "Dilewati"


class BerkasRegister(models.Model):
    """One uploaded register, for one region (none means the whole nation).

    The file and the names of people in its rows are kept only until it is applied or
    cancelled. The same file waits only once per region.
    """

    # The rows name people who have no account; see BarisRegister.
    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="diunggah oleh",
    )
    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wilayah",
    )
    berkas = models.FileField("berkas", upload_to=register_path, blank=True)
    nama_berkas = models.CharField("nama berkas", max_length=150)
    sha256 = models.CharField("sidik berkas", max_length=64)
    status = models.CharField(
        "status",
        max_length=9,
        choices=StatusRegister,
        default=StatusRegister.CHECKING,
        editable=False,
    )
    catatan = models.TextField("catatan", blank=True, editable=False)
    kolom_dikenal = models.JSONField("kolom dikenal", default=list)
    kolom_asing = models.JSONField("kolom lain", default=list)
    jumlah = models.JSONField("jumlah per hasil", default=dict)
    created_at = models.DateTimeField("diunggah pada", auto_now_add=True)
    applied_at = models.DateTimeField("dimasukkan pada", null=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="dimasukkan oleh",
    )

    class Meta:
        verbose_name = "register KIM"
        verbose_name_plural = "register KIM"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "wilayah"],
                name="register_satu_terbuka",
                condition=models.Q(status__in=["checking", "planned", "applying"]),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="register_diterapkan_bertanggal",
                condition=models.Q(
                    status="applied", applied_at__isnull=False, applied_by__isnull=False
                )
                | (~models.Q(status="applied") & models.Q(applied_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.nama_berkas

    @property
    def nama_wilayah(self) -> str:
        return self.wilayah.sebutan if self.wilayah else "Seluruh Indonesia"

    @property
    def total(self) -> int:
        return sum(self.jumlah.values())

    def count(self, *hasil: str) -> int:
        return sum(self.jumlah.get(name, 0) for name in hasil)


class BarisRegister(models.Model):
    """One row: its text by field, what was decided about it, and what it comes to.

    `dipilih` and `lewati` are the admin's answers and outlive every new check.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("isi",)
    # What of `isi` names people; emptied when the register is done with.
    TENTANG_ORANG = ("ketua", "sekretaris", "bendahara", "telepon", "email")

    berkas = models.ForeignKey(
        BerkasRegister, on_delete=models.CASCADE, related_name="daftar_baris"
    )
    urutan = models.PositiveIntegerField("urutan")
    lembar = models.CharField("lembar", max_length=60, blank=True)
    nomor = models.PositiveIntegerField("nomor baris")
    isi: Any = models.JSONField("isi", default=dict)
    hasil = models.CharField("hasil", max_length=7, choices=HasilBaris, default=HasilBaris.FAULTY)
    masalah: Any = models.JSONField("masalah", default=list)
    catatan: Any = models.JSONField("catatan", default=list)
    pilihan: Any = models.JSONField("pilihan desa", default=list)
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="desa"
    )
    dipilih = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="+")
    lewati = models.BooleanField("dilewati", default=False)
    kim = models.ForeignKey(
        Kim, on_delete=models.SET_NULL, null=True, related_name="daftar_baris_register"
    )

    class Meta:
        verbose_name = "baris register"
        verbose_name_plural = "baris register"
        ordering = ["urutan"]
        constraints = [
            models.UniqueConstraint(fields=["berkas", "urutan"], name="baris_register_urut"),
        ]

    def __str__(self) -> str:
        return f"Baris {self.nomor}"

    @property
    def tempat(self) -> str:
        """Where the row stands: "Baris 12", with the sheet's name if it has one."""
        return f"{self.lembar}, baris {self.nomor}" if self.lembar else f"Baris {self.nomor}"

    @property
    def desa_tertulis(self) -> str:
        """The village as the register writes it."""
        desa = self.isi.get("desa") or self.isi.get("kode") or "–"
        kecamatan = self.isi.get("kecamatan")
        return f"{desa}, {kecamatan}" if kecamatan else desa
