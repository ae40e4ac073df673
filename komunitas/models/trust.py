"""Kepercayaan: whether what a KIM writes is published first and checked afterwards."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from komunitas.models.kim import Kim


class Kepercayaan(models.Model):
    """What was last decided about the trust in a KIM; no row means nothing was decided yet.

    `oleh` is empty when the portal gave it after the first approved posts. Only
    `komunitas.trust` writes it; the audit keeps every change.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    kim = models.OneToOneField(Kim, on_delete=models.CASCADE, related_name="kepercayaan")
    dipercaya = models.BooleanField("dipercaya")
    alasan = models.CharField("alasan", max_length=500)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="oleh",
    )
    changed_at = models.DateTimeField("sejak")

    class Meta:
        verbose_name = "kepercayaan"
        verbose_name_plural = "kepercayaan"
        ordering = ["kim"]
        constraints = [
            models.CheckConstraint(name="kepercayaan_beralasan", condition=~models.Q(alasan="")),
            # Only people take it back.
            models.CheckConstraint(
                name="kepercayaan_dicabut_orang",
                condition=models.Q(dipercaya=True) | models.Q(oleh__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return "Dipercaya" if self.dipercaya else "Kepercayaan dicabut"


class KepercayaanKim(Kim):
    """A KIM as the list of trust shows it."""

    class Meta:
        proxy = True
        verbose_name = "kepercayaan KIM"
        verbose_name_plural = "kepercayaan KIM"
