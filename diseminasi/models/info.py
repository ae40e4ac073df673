"""Info Pemerintah: what government must tell people, whom it is for, and what was corrected.

Only `diseminasi.release` writes a status. That a message has run out is no state: it follows
from `berlaku_sampai`, so that nothing must happen at midnight for it to be true.
"""

from datetime import timedelta
from datetime import timezone as zone
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from diseminasi.querysets import InfoQuerySet
from komunitas.models import Bidang
from wilayah.models import Wilayah


class Urgensi(models.TextChoices):
    BIASA = "biasa", "Biasa"
    PENTING = "penting", "Penting"
    DARURAT = "darurat", "Darurat"


class CaraJawab(models.TextChoices):
    """How KIM answer a message that is for them only."""

    HADIR = "hadir", "Hadir atau tidak hadir"
    TEKS = "teks", "Jawaban tertulis"


class StatusInfo(models.TextChoices):
    """States of a message."""

    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Menunggu rilis"
    RETURNED = "returned", "Perlu diperbaiki"
    RELEASED = "released", "Terbit"
    CORRECTED = "corrected", "Diralat"
    WITHDRAWN = "withdrawn", "Ditarik"


# States in which the message's words and sasaran may be changed.
BISA_DIUBAH = ("draft", "returned")
# States in which KIM relay it.
TERBIT = ("released", "corrected")


class InfoPemerintah(models.Model):
    """One message of a region's government (`wilayah`; none: the national one).

    `lintas_kabkota`: its sasaran reach beyond one kabupaten/kota, so a second admin releases
    it. `bidang` says what it is about; `sasaran_bidang` narrows the KIM it goes to (none: all
    KIM of the sasaran). Both days of its validity count. `isu`: the rumour whose verdict it
    carries. `cara_jawab`: it is for KIM only and answered until `jawab_sampai`; never public.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()
    # Written in Indonesian; its versions (`diseminasi.bahasa.pesan`) name their language here.
    bahasa: ClassVar[str] = ""
    lang: ClassVar[str] = "id"

    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="daftar_info",
        verbose_name="penerbit",
    )
    judul = models.CharField("judul", max_length=150)
    isi = models.TextField("isi pesan", max_length=5000)
    tindakan = models.TextField("yang perlu dilakukan warga", max_length=2000, blank=True)
    sumber = models.CharField("sumber", max_length=200)
    alamat_sumber = models.URLField("alamat sumber", blank=True)
    program = models.CharField("program", max_length=120, blank=True)
    urgensi = models.CharField("urgensi", max_length=8, choices=Urgensi, default=Urgensi.BIASA)
    berlaku_mulai = models.DateField("berlaku mulai", default=timezone.localdate)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    bidang = models.ManyToManyField(
        Bidang, related_name="daftar_info", blank=True, verbose_name="bidang"
    )
    sasaran_bidang = models.ManyToManyField(
        Bidang, related_name="+", blank=True, verbose_name="hanya KIM berbidang"
    )
    isu = models.ForeignKey(
        "diseminasi.Isu",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="daftar_info",
        verbose_name="menyebarkan putusan",
    )
    cara_jawab = models.CharField(
        "khusus KIM, dijawab dengan", max_length=8, choices=CaraJawab, blank=True, default=""
    )
    jawab_sampai = models.DateField("jawab paling lambat", null=True, blank=True)
    lintas_kabkota = models.BooleanField(
        "melampaui satu kabupaten/kota", default=False, editable=False
    )

    penulis = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="daftar_info",
        verbose_name="penulis",
    )
    pengaju = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="pengaju",
    )
    perilis = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="dirilis oleh",
    )
    status = models.CharField(
        "status", max_length=10, choices=StatusInfo, default=StatusInfo.DRAFT, editable=False
    )
    catatan = models.TextField("catatan admin", blank=True, editable=False)
    slug = models.SlugField("slug", max_length=120, blank=True, editable=False)
    submitted_at = models.DateTimeField("diajukan pada", null=True, editable=False)
    released_at = models.DateTimeField("terbit pada", null=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)
    cari = models.GeneratedField(
        expression=SearchVector("judul", config="indonesian", weight="A")
        + SearchVector("program", "sumber", config="indonesian", weight="B")
        + SearchVector("isi", "tindakan", config="indonesian", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # The programme in addresses: messages whose programmes differ in case or signs are one.
    kunci_program = models.GeneratedField(
        expression=models.Func(
            models.Func(
                Lower("program"),
                models.Value("[^a-z0-9]+"),
                models.Value("-"),
                models.Value("g"),
                function="regexp_replace",
            ),
            models.Value("-"),
            function="btrim",
        ),
        output_field=models.CharField(max_length=120),
        db_persist=True,
    )

    objects = InfoQuerySet.as_manager()

    class Meta:
        verbose_name = "Info Pemerintah"
        verbose_name_plural = "Info Pemerintah"
        ordering = ["-created_at", "-pk"]
        indexes = [
            GinIndex("cari", name="info_cari"),
            models.Index(
                fields=["-released_at", "-id"],
                name="info_terbit",
                condition=models.Q(status__in=TERBIT),
            ),
            models.Index(
                fields=["kunci_program", "-released_at"],
                name="info_program",
                condition=models.Q(released_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="info_masa_sah",
                condition=models.Q(berlaku_sampai=None)
                | models.Q(berlaku_sampai__gte=models.F("berlaku_mulai")),
            ),
            models.CheckConstraint(
                name="info_terbit_lengkap",
                condition=~models.Q(status__in=[*TERBIT, "withdrawn"])
                | (models.Q(released_at__isnull=False) & ~models.Q(slug="")),
            ),
            models.CheckConstraint(
                name="info_khusus_lengkap",
                condition=models.Q(cara_jawab="", jawab_sampai=None)
                | models.Q(cara_jawab__in=CaraJawab.values, jawab_sampai__isnull=False),
            ),
            models.CheckConstraint(
                name="info_alasan_wajib",
                condition=~models.Q(status__in=["returned", "withdrawn"]) | ~models.Q(catatan=""),
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("info:detail", args=[self.pk, self.slug or "info"])

    @property
    def nama_penerbit(self) -> str:
        """Whose message it is: "Kota Makassar", "Pemerintah pusat"."""
        return self.wilayah.sebutan if self.wilayah else "Pemerintah pusat"

    @property
    def zona(self) -> int:
        """The clock of its region, UTC plus so many hours; the nation's is WIB."""
        return self.wilayah.zona if self.wilayah else 7

    @property
    def is_bisa_diubah(self) -> bool:
        return self.status in BISA_DIUBAH

    @property
    def is_terbit(self) -> bool:
        return self.status in TERBIT

    @property
    def is_khusus(self) -> bool:
        """Whether it is for KIM only."""
        return self.cara_jawab != ""

    @property
    def is_menunggu_jawaban(self) -> bool:
        """Whether KIM may still answer, by the clock of its region."""
        today = timezone.now().astimezone(zone(timedelta(hours=self.zona))).date()
        return self.is_terbit and self.jawab_sampai is not None and today <= self.jawab_sampai

    @cached_property
    def kata_ralat(self) -> str:
        """What its newest correction says, on one line; empty where nothing was corrected."""
        if self.status != StatusInfo.CORRECTED:
            return ""
        # In the order of their numbers; pages with many messages load them at once.
        said = [ralat.penjelasan for ralat in self.daftar_ralat.all()]
        return " ".join(said[-1].split()) if said else ""

    @property
    def is_berakhir(self) -> bool:
        return self.berlaku_sampai is not None and self.berlaku_sampai < timezone.localdate()


class Sasaran(models.Model):
    """One region that a message is for, with all inside it; none: all of Indonesia."""

    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.CASCADE, related_name="daftar_sasaran"
    )
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="wilayah"
    )

    class Meta:
        verbose_name = "sasaran"
        verbose_name_plural = "sasaran"
        ordering = ["wilayah", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["info", "wilayah"], name="sasaran_sekali", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.wilayah.sebutan if self.wilayah else "Seluruh Indonesia"


class JenisRalat(models.TextChoices):
    RALAT = "ralat", "Ralat"
    PENARIKAN = "penarikan", "Penarikan"


class Ralat(models.Model):
    """What was wrong with a released message, in words for everyone who relayed it.

    `sebelum` keeps the fields that the correction changed, as they had been released.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    info = models.ForeignKey(InfoPemerintah, on_delete=models.PROTECT, related_name="daftar_ralat")
    nomor = models.PositiveSmallIntegerField("nomor")
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
        verbose_name = "ralat"
        verbose_name_plural = "ralat"
        ordering = ["nomor"]
        constraints = [
            models.UniqueConstraint(fields=["info", "nomor"], name="ralat_nomor_tunggal"),
            models.CheckConstraint(
                name="ralat_penjelasan_wajib", condition=~models.Q(penjelasan="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}: {self.info}"
