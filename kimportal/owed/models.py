"""Utang: a task, by its name, that must still be done for one row of another table."""

from django.db import models


class Utang(models.Model):
    """Holds a name and a key, nothing about persons; only `kimportal.owed.doing` writes it."""

    task = models.CharField("pekerjaan", max_length=100)
    key = models.BigIntegerField("kunci")
    tries = models.PositiveSmallIntegerField("percobaan gagal", default=0)
    due_at = models.DateTimeField("dikerjakan mulai")
    created_at = models.DateTimeField("dicatat", auto_now_add=True)

    class Meta:
        verbose_name = "pekerjaan terutang"
        verbose_name_plural = "pekerjaan terutang"
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at"], name="utang_jatuh")]
        constraints = [models.UniqueConstraint(fields=["task", "key"], name="utang_sekali")]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"
