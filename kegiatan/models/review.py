"""What officers leave beside a post: the list they went through, and the mark of an example."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kegiatan.models.post import Kegiatan, Naskah


class Butir(models.TextChoices):
    """What an officer looks at before deciding."""

    SUMBER = "sumber", "Sumber jelas"
    IZIN_FOTO = "izin_foto", "Orang di foto setuju"
    ANAK = "anak", "Anak terlindungi"
    POLITIK = "politik", "Bukan ajakan politik"
    IKLAN = "iklan", "Bukan iklan"
    HOAKS = "hoaks", "Sudah dicek, bukan hoaks"


class Pemeriksaan(models.Model):
    """Which items an officer had ticked when deciding on a version; written once.

    `keputusan` is the verb of the audit row of the same moment.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    naskah = models.ForeignKey(Naskah, on_delete=models.CASCADE, related_name="daftar_pemeriksaan")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="oleh"
    )
    keputusan = models.CharField("keputusan", max_length=40)
    butir = ArrayField(
        models.CharField(max_length=10, choices=Butir), verbose_name="dicentang", default=list
    )
    created_at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "pemeriksaan"
        verbose_name_plural = "pemeriksaan"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="pemeriksaan_butir_dikenal",
                condition=models.Q(butir__contained_by=Butir.values),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(str(b.label) for b in Butir if b in self.butir) or "Tanpa centang"


class PraktikBaik(models.Model):
    """The mark of a post that other KIM may take as an example, with the reason for it.

    Only `kegiatan.best_practice` sets and removes it; the audit keeps both.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    kegiatan = models.OneToOneField(
        Kegiatan, on_delete=models.CASCADE, related_name="praktik_baik", verbose_name="kegiatan"
    )
    alasan = models.CharField("alasan", max_length=500)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="ditandai oleh",
    )
    marked_at = models.DateTimeField("ditandai pada")

    class Meta:
        verbose_name = "praktik baik"
        verbose_name_plural = "praktik baik"
        ordering = ["-marked_at", "-pk"]
        indexes = [models.Index(models.F("marked_at").desc(), name="praktik_terbaru")]
        constraints = [
            models.CheckConstraint(name="praktik_beralasan", condition=~models.Q(alasan=""))
        ]

    def __str__(self) -> str:
        return self.alasan
