"""VersiBahasa: a message in a language of the place, written by a KIM.

Only `diseminasi.bahasa.versions` writes a status. That a version has not followed a correction
is no state: it follows from `ralat_nomor`.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from diseminasi.models.info import InfoPemerintah
from komunitas.models import Kim


class Bahasa(models.TextChoices):
    """Languages by their code in ISO 639-3."""

    ACEH = "ace", "Aceh"
    MELAYU_AMBON = "abs", "Ambon (Melayu)"
    BALI = "ban", "Bali"
    BANJAR = "bjn", "Banjar"
    BATAK_KARO = "btx", "Batak Karo"
    BATAK_TOBA = "bbc", "Batak Toba"
    BETAWI = "bew", "Betawi"
    BIAK = "bhw", "Biak"
    BIMA = "bhp", "Bima"
    BUGIS = "bug", "Bugis"
    DAWAN = "aoz", "Dawan (Uab Meto)"
    DAYAK_NGAJU = "nij", "Dayak Ngaju"
    GORONTALO = "gor", "Gorontalo"
    JAWA = "jav", "Jawa"
    KUPANG = "mkn", "Kupang (Melayu)"
    LAMPUNG = "ljp", "Lampung Api"
    MADURA = "mad", "Madura"
    MAKASSAR = "mak", "Makassar"
    MANADO = "xmm", "Manado (Melayu)"
    MANDAR = "mdr", "Mandar"
    MINANGKABAU = "min", "Minangkabau"
    MUSI = "mui", "Musi (Palembang)"
    NIAS = "nia", "Nias"
    PAPUA = "pmy", "Papua (Melayu)"
    SASAK = "sas", "Sasak"
    SUNDA = "sun", "Sunda"
    TORAJA = "sda", "Toraja (Sa’dan)"


# Browsers and readers know these two by their shorter codes.
KODE_PENDEK = {"jav": "jv", "sun": "su"}


class StatusVersi(models.TextChoices):
    """States of a version."""

    SUBMITTED = "submitted", "Menunggu pemeriksaan"
    RETURNED = "returned", "Perlu diperbaiki"
    PUBLISHED = "published", "Terbit"
    SUPERSEDED = "superseded", "Diganti versi baru"
    WITHDRAWN = "withdrawn", "Diturunkan"


# States in which a KIM goes on with the words.
BISA_DISUNTING = ("submitted", "returned")


class VersiBahasa(models.Model):
    """The words of one message in one language; `ralat_nomor`: the last correction it follows.

    A merged KIM keeps its rows, since the kept one may have its own in that language.
    """

    STAYS_WITH_KIM = True
    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    info = models.ForeignKey(InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_versi")
    kim = models.ForeignKey(Kim, on_delete=models.PROTECT, related_name="daftar_versi_info")
    bahasa = models.CharField("bahasa", max_length=3, choices=Bahasa)
    judul = models.CharField("judul", max_length=150)
    isi = models.TextField("isi pesan", max_length=5000)
    tindakan = models.TextField("yang perlu dilakukan warga", max_length=2000, blank=True)
    ralat_nomor = models.PositiveSmallIntegerField("mengikuti ralat", default=0)
    status = models.CharField(
        "status",
        max_length=10,
        choices=StatusVersi,
        default=StatusVersi.SUBMITTED,
        editable=False,
    )
    catatan = models.TextField("catatan admin", blank=True, editable=False)
    penulis = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="penulis",
    )
    pemeriksa = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="diperiksa oleh",
    )
    submitted_at = models.DateTimeField("diajukan pada", editable=False)
    published_at = models.DateTimeField("terbit pada", null=True, editable=False)

    class Meta:
        verbose_name = "versi bahasa setempat"
        verbose_name_plural = "versi bahasa setempat"
        ordering = ["submitted_at", "pk"]
        indexes = [models.Index(fields=["status", "submitted_at"], name="versi_antrean")]
        constraints = [
            models.UniqueConstraint(
                fields=["info", "bahasa"],
                name="versi_terbit_tunggal",
                condition=models.Q(status="published"),
            ),
            models.UniqueConstraint(
                fields=["info", "kim", "bahasa"],
                name="versi_berjalan_tunggal",
                condition=models.Q(status__in=BISA_DISUNTING),
            ),
            models.CheckConstraint(
                name="versi_lengkap",
                condition=models.Q(bahasa__in=Bahasa.values)
                & ~models.Q(judul="")
                & ~models.Q(isi=""),
            ),
            models.CheckConstraint(
                name="versi_terbit_bertanggal",
                condition=~models.Q(status="published") | models.Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="versi_alasan_wajib",
                condition=~models.Q(status__in=["returned", "withdrawn"]) | ~models.Q(catatan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.info} (bahasa {self.get_bahasa_display()})"

    def get_absolute_url(self) -> str:
        return reverse("info:language", args=[self.info_id, self.info.slug, self.bahasa])

    @property
    def lang(self) -> str:
        """Its language as pages name it."""
        return KODE_PENDEK.get(self.bahasa, self.bahasa)
