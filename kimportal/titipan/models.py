"""Titipan: a task that waits for the queue."""

from django.db import models


class Titipan(models.Model):
    """A task that was asked for while the queue was down; `args` and `kwargs` are its own."""

    task = models.CharField("tugas", max_length=150)
    args = models.JSONField("isian", default=list)
    kwargs = models.JSONField("isian bernama", default=dict)
    created_at = models.DateTimeField("dititipkan", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "titipan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.task} {self.args}"
