"""Who did what, when, from where to where, and why. Rows are written once and stay.

A database trigger (migration 0002) refuses UPDATE, DELETE and TRUNCATE, so that not even
a programming error can rewrite history.
"""

import enum
from typing import Any

from django.db import models

from kimportal.accounts.models import Pengguna


class Sistem(enum.Enum):
    """The actor of what the portal does by itself; an explicit value, never None."""

    SYSTEM = "system"


SYSTEM = Sistem.SYSTEM


class CatatanAudit(models.Model):
    """One act. Holds codes, keys and states, never personal text.

    `actor` is empty for acts of the portal itself. `wilayah_kode` is text and not a key,
    so that officers' scope works by prefix and survives changes of regions.
    """

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
    if by is not SYSTEM and not isinstance(by, Pengguna):
        raise TypeError("by= must be a Pengguna or SYSTEM")
    return CatatanAudit.objects.create(
        actor=None if by is SYSTEM else by,
        verb=verb,
        object_type=obj._meta.model_name or "",
        object_id=str(obj.pk),
        wilayah_kode=wilayah_kode,
        before=before,
        after=after,
        reason=reason,
    )
