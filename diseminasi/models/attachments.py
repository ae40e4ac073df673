"""Lampiran: a document or picture that belongs to a message."""

from pathlib import PurePosixPath

from django.db import models
from django.utils.text import slugify

from diseminasi.models.info import InfoPemerintah
from komunitas.models.decrees import private_path


def attachment_path(instance: models.Model, filename: str) -> str:
    """Return where an attachment lies in the private store."""
    return private_path("lampiran", filename)


class Lampiran(models.Model):
    """A PDF or a picture; it stays in the private store and is handed out by views that ask."""

    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.CASCADE, related_name="daftar_lampiran"
    )
    judul = models.CharField("nama lampiran", max_length=100)
    berkas = models.FileField("berkas", upload_to=attachment_path)
    ukuran = models.PositiveIntegerField("ukuran")

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["info", "judul"], name="lampiran_judul_tunggal"),
            models.CheckConstraint(
                name="lampiran_lengkap", condition=~models.Q(judul="") & ~models.Q(berkas="")
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def jenis(self) -> str:
        return "PDF" if str(self.berkas).endswith(".pdf") else "gambar"

    @property
    def nama_unduhan(self) -> str:
        """The name under which it is handed out: plain letters, its real kind."""
        return f"{slugify(self.judul)[:60] or 'lampiran'}{PurePosixPath(str(self.berkas)).suffix}"
