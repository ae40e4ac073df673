"""Who did what, when, from where to where, and why. Rows are written once and stay.

A database trigger (migration 0002) refuses UPDATE, DELETE and TRUNCATE, so that not even
a programming error can rewrite history.
"""

import enum
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.dispatch import Signal

from kimportal.accounts.models import Pengguna


class Sistem(enum.Enum):
    """The actor of what the portal does by itself; an explicit value, never None."""

    SYSTEM = "system"


SYSTEM = Sistem.SYSTEM

# Sent with `row` when one act was written down, in the same transaction.
recorded = Signal()


class CatatanAudit(models.Model):
    """One act. Holds codes, keys and states, never personal text.

    `actor` is empty for acts of the portal itself. `wilayah_kode` is text and not a key,
    so that officers' scope works by prefix and survives changes of regions.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    actor = models.ForeignKey(
        Pengguna,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pelaku",
    )
    verb = models.CharField("perbuatan", max_length=40)
    object_type = models.CharField("jenis objek", max_length=40)
    object_id = models.CharField("kunci objek", max_length=40)
    wilayah_kode = models.CharField("kode wilayah", max_length=13, blank=True)
    before = models.CharField("sebelum", max_length=200, blank=True)
    after = models.CharField("sesudah", max_length=200, blank=True)
    reason = models.TextField("alasan", blank=True)
    created_at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "catatan audit"
        verbose_name_plural = "catatan audit"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "created_at"], name="audit_object"),
            # The desk reads the newest first, and statistics a span of time.
            models.Index(fields=["-created_at", "-id"], name="audit_terbaru"),
            models.Index(
                fields=["wilayah_kode"], name="audit_wilayah", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


def record(
    *,
    by: Any,
    verb: str,
    obj: models.Model,
    wilayah_kode: str,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> CatatanAudit:
    """Write one act down, in the caller's transaction.

    `by` is a Pengguna or SYSTEM; anything else is a programming error (TypeError).
    """
    row = _row(by, verb, obj, wilayah_kode)
    row.before, row.after, row.reason = before, after, reason
    row.save()
    recorded.send(CatatanAudit, row=row)
    return row


def record_many(
    pairs: Iterable[tuple[models.Model, str]],
    *,
    by: Any,
    verb: str,
    after: str = "",
    reason: str = "",
) -> None:
    """Write the same act on many objects down, each given with its region code."""
    rows = [_row(by, verb, obj, kode) for obj, kode in pairs]
    for row in rows:
        row.after, row.reason = after, reason
    CatatanAudit.objects.bulk_create(rows, batch_size=1000)


def _row(by: Any, verb: str, obj: models.Model, kode: str) -> CatatanAudit:
    if by is not SYSTEM and not isinstance(by, Pengguna):
        raise TypeError("by= must be a Pengguna or SYSTEM")
    return CatatanAudit(
        actor=None if by is SYSTEM else by,
        verb=verb,
        object_type=obj._meta.model_name or "",
        object_id=str(obj.pk),
        wilayah_kode=kode,
    )


class DasarHukum(models.TextChoices):
    """On which ground something may be taken off the public pages."""

    ITE_27 = "ite-27", "UU ITE 1/2024 Pasal 27: kesusilaan, perjudian"
    ITE_27A = "ite-27a", "UU ITE 1/2024 Pasal 27A: nama baik"
    ITE_28 = "ite-28", "UU ITE 1/2024 Pasal 28: bohong, kebencian"
    PDP = "pdp", "UU PDP 27/2022: data pribadi"
    PORNOGRAFI = "pornografi", "UU Pornografi 44/2008"
    HAK_CIPTA = "hak-cipta", "UU Hak Cipta 28/2014"
    ATURAN = "aturan", "Aturan KIM"
    LAINNYA = "lainnya", "Lainnya (tuliskan)"


class Penurunan(models.Model):
    """One entry of the take-down register: the act, its ground, and what ended it.

    `catatan` is the audit row that says what, when, by whom and in which region. `sementara`:
    hidden by the portal until an officer decides. `akhir` is the act after which the entry
    holds no longer: shown again, or decided on.
    """

    catatan = models.OneToOneField(
        CatatanAudit, on_delete=models.PROTECT, related_name="penurunan", verbose_name="catatan"
    )
    dasar = models.CharField("dasar hukum", max_length=12, choices=DasarHukum)
    keterangan = models.CharField("keterangan dasar", max_length=200, blank=True)
    nomor_laporan = models.CharField("nomor laporan", max_length=12, blank=True)
    sementara = models.BooleanField("sementara", default=False)
    akhir = models.ForeignKey(
        CatatanAudit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="diakhiri oleh",
    )

    class Meta:
        verbose_name = "daftar penurunan"
        verbose_name_plural = "daftar penurunan"
        ordering = ["-catatan__created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="penurunan_dasar_lengkap",
                condition=~models.Q(dasar="lainnya") | ~models.Q(keterangan=""),
            ),
            models.CheckConstraint(
                name="penurunan_dasar_dikenal", condition=models.Q(dasar__in=DasarHukum.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_dasar_display()} ({self.catatan.created_at:%Y-%m-%d})"
