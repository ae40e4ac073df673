"""Cek Hoaks: a rumour, who sent it in, the verdict on it, and what was corrected later.

Only `diseminasi.hoaks.verdicts` writes a status.
"""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils import timezone

from diseminasi.hoaks.querysets import IsuQuerySet
from diseminasi.models.info import JenisRalat
from kimportal.images.models import Foto
from wilayah.models import Wilayah

# Within so many hours a rumour shows in public that it is being checked.
JAM_ISU = 24


class Putusan(models.TextChoices):
    """What was found out about a rumour."""

    BENAR = "benar", "Benar"
    MENYESATKAN = "menyesatkan", "Menyesatkan"
    HOAKS = "hoaks", "Hoaks"
    BELUM = "belum", "Belum terbukti"


class StatusIsu(models.TextChoices):
    """How far a rumour is."""

    RECEIVED = "received", "Menunggu diperiksa"
    CHECKING = "checking", "Sedang diperiksa"
    DECIDED = "decided", "Sudah diputuskan"
    WITHDRAWN = "withdrawn", "Ditarik"
    DISMISSED = "dismissed", "Tidak diperiksa"
    MERGED = "merged", "Digabung"


# States in which a rumour stands in the public list.
TERDAFTAR = ("checking", "decided")


def new_ticket() -> str:
    """Return the unguessable part of a ticket's address (192 bits)."""
    return secrets.token_urlsafe(24)


class Isu(models.Model):
    """One rumour, of the region where it goes round (none: it belongs to the national officers).

    `bunyi` is how the rumour goes: first as it was sent, private; once it is shown, as an admin
    lets it stand in public. `klaim` is what it claims, in one sentence. `due_at` counts hours by
    the clock, until it shows in public that somebody looks into it.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beredar di",
    )
    bunyi = models.TextField("bunyi isu", max_length=4000, blank=True)
    klaim = models.CharField("yang diklaim", max_length=150, blank=True)
    putusan = models.CharField("putusan", max_length=12, choices=Putusan, blank=True)
    penjelasan = models.TextField("penjelasan", max_length=5000, blank=True)
    sumber = models.TextField("sumber", max_length=2000, blank=True)
    instansi = models.CharField("instansi yang berwenang", max_length=200, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=StatusIsu, default=StatusIsu.RECEIVED, editable=False
    )
    catatan = models.TextField("alasan", blank=True, editable=False)
    gabung_ke = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="daftar_gabungan",
        verbose_name="digabung ke",
    )
    pemutus = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="diputuskan oleh",
    )
    slug = models.SlugField("slug", max_length=120, blank=True, editable=False)
    created_at = models.DateTimeField("masuk pada", default=timezone.now, editable=False)
    due_at = models.DateTimeField("tampil paling lambat", editable=False)
    shown_at = models.DateTimeField("tampil sejak", null=True, editable=False)
    decided_at = models.DateTimeField("diputuskan pada", null=True, editable=False)
    updated_at = models.DateTimeField("diubah", auto_now=True)
    cari = models.GeneratedField(
        expression=SearchVector("klaim", config="indonesian", weight="A")
        + SearchVector("bunyi", config="indonesian", weight="B")
        + SearchVector("penjelasan", config="indonesian", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = IsuQuerySet.as_manager()

    class Meta:
        verbose_name = "isu Cek Hoaks"
        verbose_name_plural = "isu Cek Hoaks"
        ordering = ["due_at", "pk"]
        indexes = [
            GinIndex("cari", name="isu_cari"),
            GinIndex(OpClass("bunyi", name="gin_trgm_ops"), name="isu_bunyi_trgm"),
            GinIndex(OpClass("klaim", name="gin_trgm_ops"), name="isu_klaim_trgm"),
            models.Index(
                fields=["-shown_at", "-id"],
                name="isu_terdaftar",
                condition=models.Q(status__in=TERDAFTAR),
            ),
            models.Index(fields=["status", "due_at"], name="isu_antrean"),
        ]
        constraints = [
            models.CheckConstraint(
                name="isu_tampil_lengkap",
                condition=~models.Q(status__in=[*TERDAFTAR, "withdrawn"])
                | (models.Q(shown_at__isnull=False) & ~models.Q(slug="") & ~models.Q(klaim="")),
            ),
            models.CheckConstraint(
                name="isu_putusan_lengkap",
                condition=~models.Q(status="decided")
                | (
                    models.Q(putusan__in=Putusan.values, decided_at__isnull=False)
                    & ~models.Q(penjelasan="")
                    & ~models.Q(sumber="")
                    & ~models.Q(instansi="")
                ),
            ),
            models.CheckConstraint(
                name="isu_alasan_wajib",
                condition=~models.Q(status__in=["dismissed", "withdrawn"]) | ~models.Q(catatan=""),
            ),
            models.CheckConstraint(
                name="isu_gabung_sah",
                condition=models.Q(status="merged", gabung_ke__isnull=False)
                | (~models.Q(status="merged") & models.Q(gabung_ke=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.klaim or f"Isu {self.nomor}"

    def get_absolute_url(self) -> str:
        return reverse("hoaks:detail", args=[self.pk, self.slug or "isu"])

    @property
    def nomor(self) -> str:
        return f"IS{self.pk:06d}"

    @property
    def tempat(self) -> str:
        """Where it goes round: "Kota Makassar", "Indonesia"."""
        return self.wilayah.sebutan if self.wilayah else "Indonesia"

    @property
    def zona(self) -> int:
        """The clock of its region, UTC plus so many hours; the nation's is WIB."""
        return self.wilayah.zona if self.wilayah else 7

    @property
    def is_terdaftar(self) -> bool:
        return self.status in TERDAFTAR

    @property
    def is_diputuskan(self) -> bool:
        return self.status == StatusIsu.DECIDED

    @property
    def teks_banding(self) -> str:
        """Its words, as others are compared with it."""
        return self.bunyi or self.klaim

    @property
    def is_lewat(self) -> bool:
        """Whether nobody outside sees yet that it is being checked, although its time is over."""
        return self.status == StatusIsu.RECEIVED and self.due_at < timezone.now()

    @property
    def keadaan(self) -> str:
        """The verdict where there is one, else how far it is."""
        return str(self.get_putusan_display() if self.is_diputuskan else self.get_status_display())


class KirimanIsu(models.Model):
    """A rumour as somebody sent it in; never public. `tiket` opens the sender's own page.

    `kunci` is made with the form, so that sending twice counts once. `kontak` is emptied in
    time (`diseminasi.hoaks.weeding`).
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("kontak",)

    isu = models.ForeignKey(Isu, on_delete=models.PROTECT, related_name="daftar_kiriman")
    teks = models.TextField("isu yang dikirim", max_length=4000, blank=True)
    tautan = models.URLField("tautan", max_length=500, blank=True)
    foto = models.ForeignKey(Foto, on_delete=models.PROTECT, null=True, related_name="+")
    kontak = models.CharField("kontak pengirim", max_length=254, blank=True)
    kunci = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    tiket = models.CharField(
        "kunci tiket", max_length=40, default=new_ticket, unique=True, editable=False
    )
    created_at = models.DateTimeField("masuk pada", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "kiriman isu"
        verbose_name_plural = "kiriman isu"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="kiriman_isu_ada_isinya",
                condition=~models.Q(teks="") | ~models.Q(tautan="") | models.Q(foto__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Kiriman {self.isu.nomor}"

    @property
    def alamat_tiket(self) -> str:
        """The sender's own page; the address is the only key, so nobody else is led there."""
        return reverse("hoaks:ticket", args=[self.tiket])


class RalatPutusan(models.Model):
    """What was wrong with a verdict, in words for everyone who passed it on.

    `sebelum` keeps the fields that the correction changed, as they had been public.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    isu = models.ForeignKey(Isu, on_delete=models.PROTECT, related_name="daftar_ralat")
    jenis = models.CharField("jenis", max_length=10, choices=JenisRalat)
    penjelasan = models.TextField("penjelasan", max_length=2000)
    sebelum = models.JSONField("isi sebelumnya", default=dict)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="oleh",
    )
    created_at = models.DateTimeField("pada", auto_now_add=True)

    class Meta:
        verbose_name = "ralat putusan"
        verbose_name_plural = "ralat putusan"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="ralat_putusan_penjelasan_wajib", condition=~models.Q(penjelasan="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.isu}"
