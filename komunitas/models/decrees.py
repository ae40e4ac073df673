"""SK: the decrees that recognise a KIM, and their files."""

import secrets
from pathlib import PurePosixPath

from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from komunitas.models.kim import Kim


def sk_path(instance: models.Model, filename: str) -> str:
    """Return where an SK lies in the private store."""
    return private_path("sk", filename)


def private_path(folder: str, filename: str) -> str:
    """Return where a document lies in the private store: a name nobody can guess or choose."""
    suffix = ".pdf" if filename.lower().endswith(".pdf") else ".jpg"
    return f"{folder}/{timezone.localdate():%Y}/{secrets.token_hex(16)}{suffix}"


def document_name(kind: str, nomor: str, stored: str) -> str:
    """Return the name under which a document is handed out: plain letters, its real kind."""
    return f"{kind}-{slugify(nomor)[:60] or 'KIM'}{PurePosixPath(stored).suffix}"


class SuratKeputusan(models.Model):
    """A decree (SK) that recognises a KIM. A KIM may have none ("belum ber-SK") or several."""

    kim = models.ForeignKey(Kim, on_delete=models.CASCADE, related_name="daftar_sk")
    nomor = models.CharField("nomor SK", max_length=100)
    perihal = models.CharField("perihal", max_length=250, blank=True)
    penerbit = models.CharField("penerbit", max_length=150)
    tanggal = models.DateField("tanggal SK")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    # Private storage: names of people stand in it.
    berkas = models.FileField("berkas", upload_to=sk_path, blank=True)

    class Meta:
        verbose_name = "surat keputusan"
        verbose_name_plural = "surat keputusan"
        ordering = ["-tanggal", "-pk"]
        # Which end soon, on the officers' first page and for the reminders of every night.
        indexes = [models.Index(fields=["berlaku_sampai"], name="sk_berakhir")]
        constraints = [
            models.CheckConstraint(
                name="sk_masa_berlaku_sah",
                condition=models.Q(berlaku_sampai=None)
                | models.Q(berlaku_sampai__gte=models.F("tanggal")),
            )
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def is_berlaku(self) -> bool:
        return self.berlaku_sampai is None or self.berlaku_sampai >= timezone.localdate()
