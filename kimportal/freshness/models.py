"""That something changed which public pages show: one row per transaction, made by triggers.

The database writes the rows itself (`watch` in operations.py), so no business module can forget
to, and they appear together with the change they stand for.
"""

from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """A committed transaction that touched a watched table."""

    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "perubahan"

    def __str__(self) -> str:
        return f"{self.pk} ({self.made_at})"
