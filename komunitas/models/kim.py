"""KIM, and what describes them: fields of interest and decrees (SK)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Left, Length, Lower
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone

from kimportal.images.models import Foto
from komunitas.querysets import KimQuerySet
from wilayah.models import Wilayah

# The same body is called Kelompok (until 2019) and Komunitas Informasi Masyarakat.
NAMA_CARI = models.Func(
    Lower("nama"),
    models.Value(r"(kelompok|komunitas)\s+informasi\s+masyarakat"),
    models.Value("kim"),
    function="REGEXP_REPLACE",
)

# Words that nearly every name has, so they tell no KIM from another.
KATA_UMUM = {"kim", "kelompok", "komunitas", "informasi", "masyarakat"}

# When a KIM last published something; what never did is as old as can be, so that one
# comparison of an index tells the active ones, the silent ones and their order.
TERAKHIR = Coalesce("last_activity_at", models.Value(datetime(1970, 1, 1, tzinfo=UTC)))


PUBLIC = models.Q(status="verified")


def is_aktif(terakhir: datetime | None) -> bool:
    """Tell whether a KIM that published last at this moment did so within KIM_HARI_AKTIF days."""
    since = timezone.now() - timedelta(days=settings.KIM_HARI_AKTIF)
    return terakhir is not None and terakhir >= since


def _in_order(name: str, *order: Any, panjang: tuple[int, ...] = (2, 5)) -> Iterator[models.Index]:
    """Index the public KIM by an order, for the whole country and within its regions."""
    yield models.Index(*order, name=f"kim_{name}", condition=PUBLIC)
    yield from _in_regions(name, *order, panjang=panjang)


def _in_regions(
    name: str, *order: Any, panjang: tuple[int, ...] = (2, 5)
) -> Iterator[models.Index]:
    for n in panjang:
        yield models.Index(Left("wilayah", n), *order, name=f"kim_{name}_{n}", condition=PUBLIC)


class Bidang(models.Model):
    """A field of interest of a KIM or a post. Seeded by migration, extended by the ministry."""

    nama = models.CharField("nama", max_length=60, unique=True)
    slug = models.SlugField("slug", max_length=60, unique=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "bidang"
        verbose_name_plural = "bidang"
        ordering = ["urutan", "nama"]

    def __str__(self) -> str:
        return self.nama


class JenisKim(models.TextChoices):
    DESA = "desa", "KIM desa/kelurahan"
    KECAMATAN = "kecamatan", "KIM kecamatan"
    FORUM = "forum", "Forum KIM (FK-KIM)"


class StatusKim(models.TextChoices):
    """States of a KIM; only `komunitas.verification` and `komunitas.merging` change them."""

    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Diajukan"
    RETURNED = "returned", "Perlu diperbaiki"
    REJECTED = "rejected", "Ditolak"
    VERIFIED = "verified", "Terverifikasi"
    SUSPENDED = "suspended", "Dibekukan"
    MERGED = "merged", "Digabung"


class Kim(models.Model):
    """One community.

    `nomor` is the village's 10-digit code plus a two-digit serial (as on KIM.id), given at
    verification and kept for ever, even when the KIM moves. Forum and kecamatan KIM stand
    in their secretariat's village. `lat`, `lon` are degrees WGS 84.
    """

    nomor = models.CharField("nomor KIM", max_length=12, unique=True, null=True, blank=True)
    nomor_kimid = models.CharField("nomor di KIM.id", max_length=20, blank=True)
    alamat_kimid = models.URLField("alamat di KIM.id", blank=True)
    nama = models.CharField("nama", max_length=120)
    slug = models.SlugField("slug", max_length=140, unique=True, null=True, blank=True)
    jenis = models.CharField("jenis", max_length=10, choices=JenisKim, default=JenisKim.DESA)
    wilayah = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        related_name="daftar_kim",
        verbose_name="desa/kelurahan",
        limit_choices_to={"tingkat": 4},
    )
    alamat = models.CharField("alamat sekretariat", max_length=250, blank=True)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    bidang = models.ManyToManyField(Bidang, related_name="daftar_kim", verbose_name="bidang")
    # The keys of `bidang`, kept by the database (`kimportal.mirror`): what lists filter by.
    bidang_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    tahun_berdiri = models.PositiveSmallIntegerField("tahun berdiri", null=True, blank=True)
    visi = models.TextField("visi", max_length=1000, blank=True)
    potensi = models.TextField("potensi wilayah", max_length=3000, blank=True)
    prestasi = models.TextField("prestasi", max_length=3000, blank=True)

    whatsapp = models.CharField("WhatsApp untuk warga", max_length=16, blank=True)
    email = models.EmailField("surel untuk warga", blank=True)
    situs = models.URLField("situs", blank=True)
    facebook = models.URLField("Facebook", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    youtube = models.URLField("YouTube", blank=True)
    tiktok = models.URLField("TikTok", blank=True)

    logo = models.ForeignKey(
        Foto, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sampul = models.ForeignKey(
        Foto, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    status = models.CharField(
        "status", max_length=10, choices=StatusKim, default=StatusKim.DRAFT, editable=False
    )
    catatan = models.TextField("catatan admin", blank=True, editable=False)
    # The KIM that this one became part of; its number and address lead there for ever.
    digabung_ke = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="daftar_digabung",
        verbose_name="digabung ke",
    )
    submitted_at = models.DateTimeField("diajukan pada", null=True, editable=False)
    verified_at = models.DateTimeField("diverifikasi pada", null=True, editable=False)
    last_activity_at = models.DateTimeField("kegiatan terakhir", null=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    nama_cari = models.GeneratedField(
        expression=NAMA_CARI, output_field=models.CharField(max_length=120), db_persist=True
    )
    cari = models.GeneratedField(
        expression=SearchVector(NAMA_CARI, config="simple", weight="A")
        + SearchVector("visi", config="indonesian", weight="C")
        + SearchVector("potensi", config="indonesian", weight="B")
        + SearchVector("prestasi", config="indonesian", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = KimQuerySet.as_manager()

    class Meta:
        verbose_name = "KIM"
        verbose_name_plural = "KIM"
        ordering = ["nama", "pk"]
        indexes = [
            GinIndex("cari", "bidang_ids", name="kim_cari"),
            GinIndex(OpClass("nama_cari", name="gin_trgm_ops"), name="kim_nama_trgm"),
            # What the desks ask, in whatever state.
            *(models.Index(Left("wilayah", n), name=f"kim_wilayah_{n}") for n in (2, 5)),
            models.Index(fields=["nama", "id"], name="kim_meja"),
            models.Index(
                "submitted_at",
                name="kim_diajukan",
                condition=models.Q(status="submitted"),
            ),
            *_in_order("kabar", TERAKHIR.desc(), models.F("id").desc(), panjang=(2, 5, 8)),
            *_in_order("nama", "nama", "id"),
            # The API pages by key, within a region too.
            *_in_regions("kunci", "id"),
            *_in_order("terdaftar", models.F("verified_at").desc(), models.F("id").desc()),
            models.Index(
                "jenis",
                TERAKHIR.desc(),
                models.F("id").desc(),
                name="kim_jenis",
                condition=PUBLIC,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="kim_nomor_sah",
                condition=models.Q(nomor=None) | models.Q(nomor__regex=r"^\d{12}$"),
            ),
            models.CheckConstraint(
                name="kim_terverifikasi_lengkap",
                condition=~models.Q(status__in=["verified", "suspended"])
                | models.Q(nomor__isnull=False, slug__isnull=False, verified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="kim_alasan_wajib",
                condition=~models.Q(status__in=["returned", "rejected", "suspended"])
                | ~models.Q(catatan=""),
            ),
            models.CheckConstraint(
                name="kim_digabung_sah",
                condition=models.Q(status="merged", digabung_ke__isnull=False)
                | (~models.Q(status="merged") & models.Q(digabung_ke=None)),
            ),
            models.CheckConstraint(
                name="kim_digabung_ke_lain",
                condition=models.Q(digabung_ke=None) | ~models.Q(digabung_ke=models.F("pk")),
            ),
            models.CheckConstraint(
                name="kim_titik_sah",
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__range=(-12, 7), lon__range=(94, 142)),
            ),
            models.CheckConstraint(name="kim_desa_saja", condition=Exact(Length("wilayah"), 13)),
            models.CheckConstraint(
                name="kim_whatsapp_sah",
                condition=models.Q(whatsapp="") | models.Q(whatsapp__regex=r"^62\d{8,13}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def get_absolute_url(self) -> str:
        return reverse("kim:detail", args=[self.slug])

    @property
    def inisial(self) -> str:
        """Two letters that stand for the KIM where it has no logo."""
        words = [w for w in self.nama.split() if w.lower() not in KATA_UMUM and w[0].isalpha()]
        letters = "".join(w[0] for w in words[:2]) if len(words) > 1 else "".join(words)[:2]
        return letters.upper() or "KIM"

    @property
    def is_public(self) -> bool:
        return self.status == StatusKim.VERIFIED

    @property
    def is_aktif(self) -> bool:
        return is_aktif(self.last_activity_at)

    @property
    def titik(self) -> tuple[float, float] | None:
        """The KIM's own point, else its village's, as (lat, lon); needs `wilayah` loaded."""
        place = self if self.lat is not None else self.wilayah
        if place.lat is None or place.lon is None:
            return None
        return place.lat, place.lon

    @property
    def daftar_tautan(self) -> list[tuple[str, str, str]]:
        """The KIM's own pages elsewhere, as (icon, label, address)."""
        semua = [
            ("world", "Situs", self.situs),
            ("world", "KIM.id", self.alamat_kimid),
            ("brand-facebook", "Facebook", self.facebook),
            ("brand-instagram", "Instagram", self.instagram),
            ("brand-youtube", "YouTube", self.youtube),
            ("brand-tiktok", "TikTok", self.tiktok),
        ]
        return [tautan for tautan in semua if tautan[2]]
