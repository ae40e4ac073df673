"""Laporan penyebaran: one act of relaying a message in one village, kept as it was reported."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from diseminasi.models.delivery import BY_BEGINNING
from diseminasi.models.info import InfoPemerintah, Ralat
from kegiatan.models import Titipan
from kimportal.images.models import Foto
from komunitas.models import Kim
from wilayah.models import Wilayah


class Kanal(models.TextChoices):
    """By which way a message was relayed."""

    WHATSAPP = "whatsapp", "WhatsApp"
    TATAP_MUKA = "tatap_muka", "Tatap muka"
    PAPAN = "papan", "Papan pengumuman"
    PENGERAS = "pengeras", "Pengeras suara"
    MEDSOS = "medsos", "Media sosial"
    RADIO = "radio", "Radio"


class Penyebar(models.TextChoices):
    """Who relayed it; what officials of the village did is counted apart."""

    KIM = "kim", "KIM"
    APARAT = "aparat", "Camat, kepala desa, atau lurah"


class BerlakuManager(models.Manager["LaporanPenyebaran"]):
    """The reports that nobody has taken back; all that counts and lists starts from them."""

    def get_queryset(self) -> models.QuerySet["LaporanPenyebaran"]:
        return super().get_queryset().filter(dibatalkan_at=None)


class LaporanPenyebaran(models.Model):
    """ "Sudah kami sebarkan": what, where, by which way.

    A trigger refuses deletion and every change but one: taking it back (`dibatalkan_at`), once.

    `uuid` is made by the form or the device, so that sending twice counts once. `ralat`: which
    correction was relayed; none: the message as it was released. `perkiraan_orang` is the
    relayers' own guess and is never summed up as people reached. Names no person.
    """

    STAYS_WITH_KIM = True
    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_laporan"
    )
    ralat = models.ForeignKey(
        Ralat, on_delete=models.PROTECT, null=True, related_name="daftar_laporan"
    )
    penyebar = models.CharField(
        "disebarkan oleh", max_length=8, choices=Penyebar, default=Penyebar.KIM
    )
    kim = models.ForeignKey(
        Kim, on_delete=models.PROTECT, null=True, related_name="daftar_laporan_penyebaran"
    )
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, related_name="+", verbose_name="desa/kelurahan"
    )
    kanal = models.CharField("lewat", max_length=12, choices=Kanal)
    tempat = models.CharField("tempat", max_length=150, blank=True)
    perkiraan_orang = models.PositiveIntegerField("kira-kira berapa orang", null=True, blank=True)
    tanggal = models.DateField("tanggal", default=timezone.localdate)
    foto = models.ForeignKey(Foto, on_delete=models.PROTECT, null=True, related_name="+")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="dicatat oleh",
    )
    titipan = models.CharField("dikabarkan lewat", max_length=10, choices=Titipan, blank=True)
    created_at = models.DateTimeField("masuk pada", auto_now_add=True)
    dibatalkan_at = models.DateTimeField("dibatalkan pada", null=True, editable=False)

    objects = BerlakuManager()
    semua = models.Manager["LaporanPenyebaran"]()

    class Meta:
        verbose_name = "laporan penyebaran"
        verbose_name_plural = "laporan penyebaran"
        ordering = ["-created_at", "-pk"]
        indexes = [
            # Read without the rows themselves, so they hold only reports that count.
            models.Index(
                fields=["info", "wilayah", "kim"],
                name="laporan_penyebaran_desa",
                condition=models.Q(dibatalkan_at=None),
            ),
            models.Index(
                "info",
                BY_BEGINNING("wilayah"),
                name="laporan_penyebaran_bagian",
                condition=models.Q(dibatalkan_at=None),
            ),
            models.Index(fields=["kim", "info"], name="laporan_penyebaran_kim"),
        ]
        constraints = [
            models.CheckConstraint(
                name="laporan_penyebaran_penyebar",
                condition=models.Q(penyebar="kim", kim__isnull=False)
                | models.Q(penyebar="aparat", kim=None),
            ),
            models.CheckConstraint(
                name="laporan_penyebaran_kanal", condition=models.Q(kanal__in=Kanal.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.info}: {self.get_kanal_display()}, {self.tanggal:%Y-%m-%d}"
