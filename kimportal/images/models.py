"""Foto: one picture after the photo pipeline."""

from django.db import models


class Foto(models.Model):
    """A picture; `lebar`, `tinggi` in pixels of the master, `ukuran` bytes per rendition."""

    kunci = models.CharField("kunci", max_length=32, unique=True)
    lebar = models.PositiveIntegerField("lebar (px)")
    tinggi = models.PositiveIntegerField("tinggi (px)")
    sha256 = models.CharField("sidik kiriman", max_length=64, db_index=True)
    ukuran = models.JSONField("ukuran (byte)", default=dict)
    is_public = models.BooleanField("terbit", default=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"

    def __str__(self) -> str:
        return self.kunci
