"""Ways into a KIM: asking to join or to take it over, and invitations by link."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from komunitas.models.kim import Kim
from komunitas.models.people import PENGURUS, Jabatan, Keanggotaan


class JenisPermohonan(models.TextChoices):
    GABUNG = "gabung", "Bergabung"
    KLAIM = "klaim", "Klaim KIM"


class StatusPermohonan(models.TextChoices):
    """States of a request; only `komunitas.membership` changes them."""

    SUBMITTED = "submitted", "Diajukan"
    ACCEPTED = "accepted", "Disetujui"
    REJECTED = "rejected", "Ditolak"
    CANCELLED = "cancelled", "Batal diajukan"


class Permohonan(models.Model):
    """A person's request to become part of a KIM, or to take over one without any account.

    The pengurus decide on those who join, admins of the region on claims.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("pesan",)

    jenis = models.CharField("jenis", max_length=6, choices=JenisPermohonan)
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="daftar_permohonan",
        verbose_name="pemohon",
    )
    kim = models.ForeignKey(
        Kim, on_delete=models.CASCADE, related_name="daftar_permohonan", verbose_name="KIM"
    )
    jabatan = models.CharField("jabatan", max_length=12, choices=Jabatan, default=Jabatan.ANGGOTA)
    pesan = models.TextField("pesan", max_length=1000, blank=True)
    status = models.CharField(
        "status",
        max_length=9,
        choices=StatusPermohonan,
        default=StatusPermohonan.SUBMITTED,
        editable=False,
    )
    alasan = models.TextField("alasan", blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="diputuskan oleh",
    )
    decided_at = models.DateTimeField("diputuskan pada", null=True, editable=False)
    created_at = models.DateTimeField("diajukan pada", auto_now_add=True)

    class Meta:
        verbose_name = "permohonan"
        verbose_name_plural = "permohonan"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kim", "pengguna"],
                name="permohonan_satu_terbuka",
                condition=models.Q(status="submitted"),
            ),
            models.CheckConstraint(
                name="permohonan_klaim_pengurus",
                condition=~models.Q(jenis="klaim") | models.Q(jabatan__in=PENGURUS),
            ),
            models.CheckConstraint(
                name="permohonan_diputuskan_lengkap",
                condition=~models.Q(status__in=["accepted", "rejected"])
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="permohonan_alasan_wajib",
                condition=~models.Q(status="rejected") | ~models.Q(alasan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna} – {self.get_jenis_display().lower()} {self.kim}"


class UndanganQuerySet(models.QuerySet["Undangan"]):
    """Invitations; chainable."""

    def open(self) -> "UndanganQuerySet":
        """Keep those that still let somebody in."""
        return self.filter(
            revoked_at=None,
            berlaku_sampai__gt=timezone.now(),
            terpakai__lt=models.F("maks_pakai"),
        )


class Undangan(models.Model):
    """An invitation by link. The token itself is shown once and kept only as a hash.

    With `keanggotaan` it is for one listed member, whose place gets the account.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    kim = models.ForeignKey(Kim, on_delete=models.CASCADE, related_name="daftar_undangan")
    keanggotaan = models.ForeignKey(
        Keanggotaan,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="untuk anggota",
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    jabatan = models.CharField("jabatan", max_length=12, choices=Jabatan, default=Jabatan.ANGGOTA)
    maks_pakai = models.PositiveSmallIntegerField("untuk berapa orang", default=1)
    terpakai = models.PositiveSmallIntegerField("sudah dipakai", default=0, editable=False)
    berlaku_sampai = models.DateTimeField("berlaku sampai", editable=False)
    revoked_at = models.DateTimeField("dicabut pada", null=True, editable=False)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    objects = UndanganQuerySet.as_manager()

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="undangan_jumlah_sah",
                condition=models.Q(maks_pakai__range=(1, 50), terpakai__lte=models.F("maks_pakai")),
            ),
            # A link that makes a chair, or many pengurus, would give the KIM away.
            models.CheckConstraint(
                name="undangan_jabatan_aman",
                condition=~models.Q(jabatan="ketua")
                | models.Q(keanggotaan__isnull=False, maks_pakai=1),
            ),
            models.CheckConstraint(
                name="undangan_sekretaris_seorang",
                condition=~models.Q(jabatan="sekretaris") | models.Q(maks_pakai=1),
            ),
        ]

    def __str__(self) -> str:
        return f"Undangan {self.kim} ({self.get_jabatan_display()})"
