"""Kabar KIM: a post (Kegiatan), its versions (Naskah) and their photos.

The public reads the one published Naskah of a Kegiatan; a revision waits beside it until
an officer has let it through. Only `kegiatan.moderation` writes a status.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse

from kegiatan.models.indexes import INDEXES
from kegiatan.outbound import MAX_LENGTH, HostsField
from kegiatan.prose import ProseField
from kegiatan.querysets import KegiatanQuerySet, NaskahQuerySet
from kimportal.images.models import Foto
from komunitas.models import Bidang, Kim
from wilayah.models import Wilayah


class JenisKegiatan(models.TextChoices):
    BERITA = "berita", "Berita"
    AGENDA = "agenda", "Agenda"
    POTENSI = "potensi", "Potensi desa"
    PRODUK = "produk", "Produk UMKM"


class Adinda(models.TextChoices):
    """What a KIM does; the field's own acronym."""

    AKSES = "akses", "Akses informasi"
    DISKUSI = "diskusi", "Diskusi"
    IMPLEMENTASI = "implementasi", "Implementasi"
    NETWORKING = "networking", "Networking (jejaring)"
    DISEMINASI = "diseminasi", "Diseminasi"
    ASPIRASI = "aspirasi", "Aspirasi"


class StatusNaskah(models.TextChoices):
    """States of one version of a post."""

    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Diajukan"
    RETURNED = "returned", "Perlu diperbaiki"
    CANCELLED = "cancelled", "Batal diajukan"
    REJECTED = "rejected", "Ditolak"
    PUBLISHED = "published", "Terbit"
    SUPERSEDED = "superseded", "Digantikan"
    WITHDRAWN = "withdrawn", "Diturunkan"


# States in which the KIM's people may change a version.
BISA_DIUBAH = ("draft", "returned", "cancelled")
# A post has at most one version that is still being worked on.
TERBUKA = ("draft", "submitted", "returned", "cancelled")


class Titipan(models.TextChoices):
    """By which way a KIM sent a post that an admin entered for it."""

    WHATSAPP = "whatsapp", "WhatsApp"
    KERTAS = "kertas", "kertas"
    TELEPON = "telepon", "telepon"


class Kegiatan(models.Model):
    """One post of a KIM.

    `uuid` is made by the writing device, so that sending twice is no second post.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    kim = models.ForeignKey(Kim, on_delete=models.PROTECT, related_name="daftar_kegiatan")
    penulis = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="daftar_kegiatan",
        verbose_name="penulis",
    )
    titipan = models.CharField(
        "dititipkan lewat", max_length=8, choices=Titipan, blank=True, editable=False
    )
    dititipkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="dimasukkan oleh",
    )
    # Fixed at the first publication.
    slug = models.SlugField("slug", max_length=120, blank=True, editable=False)
    naskah_terbit = models.OneToOneField(
        "Naskah",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="naskah terbit",
    )
    published_at = models.DateTimeField("pertama terbit", null=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    objects = KegiatanQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan"
        verbose_name_plural = "kegiatan"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                "kim",
                models.F("published_at").desc(),
                models.F("id").desc(),
                name="kegiatan_kim_terbaru",
                condition=models.Q(naskah_terbit__isnull=False),
            ),
            # The few that are not public, among which the queue looks for new posts.
            models.Index(
                "id",
                "kim",
                name="kegiatan_belum_terbit",
                condition=models.Q(naskah_terbit__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="kegiatan_terbit_lengkap",
                condition=models.Q(naskah_terbit=None)
                | (models.Q(published_at__isnull=False) & ~models.Q(slug="")),
            ),
            models.CheckConstraint(
                name="kegiatan_titipan_lengkap",
                condition=models.Q(titipan="", dititipkan_oleh=None)
                | (~models.Q(titipan="") & models.Q(dititipkan_oleh__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Kegiatan {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("kegiatan:detail", args=[self.pk, self.slug])


class Naskah(models.Model):
    """One version of a post: its whole content, and where it stands.

    `isi` is sanitised HTML. `published_at` repeats the post's first publication, so that the
    public lists read one table. `harga` is in rupiah. `tanggal` is the day of the activity,
    `jam` local time of the region. `versi` grows with every change of the content, so that
    two people (or two phones) at one draft are told of each other. `izin_foto`: the people
    in the photos agreed. `diserahkan_at`: since when an anggota's text waits for the
    pengurus. The title may be missing while the text is being written. Published with
    `reviewed_at` empty means published first, to be checked afterwards. `daftar_host` are the
    hosts to which story and sources lead.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    kegiatan = models.ForeignKey(Kegiatan, on_delete=models.CASCADE, related_name="daftar_naskah")
    jenis = models.CharField(
        "jenis", max_length=10, choices=JenisKegiatan, default=JenisKegiatan.BERITA
    )
    judul = models.CharField("judul", max_length=120, blank=True)
    ringkasan = models.CharField("ringkasan", max_length=300, blank=True)
    isi = ProseField("isi", max_length=30_000)
    tanggal = models.DateField("tanggal kegiatan")
    tanggal_selesai = models.DateField("sampai tanggal", null=True, blank=True)
    jam = models.TimeField("pukul", null=True, blank=True)
    tempat = models.CharField("tempat", max_length=150, blank=True)
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, related_name="+", verbose_name="desa/kelurahan"
    )
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    bidang = models.ManyToManyField(Bidang, related_name="+", verbose_name="bidang")
    # The keys of `bidang`, kept by the database (`kimportal.mirror`): what lists filter by.
    bidang_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    adinda = ArrayField(
        models.CharField(max_length=12, choices=Adinda),
        verbose_name="fungsi ADINDA",
        default=list,
        blank=True,
    )
    jumlah_hadir = models.PositiveIntegerField("jumlah hadir", null=True, blank=True)
    sumber = models.TextField("sumber", max_length=1000, blank=True)
    harga = models.PositiveIntegerField("harga (Rp)", null=True, blank=True)
    wa_penjual = models.CharField("WhatsApp penjual", max_length=16, blank=True)
    terinspirasi_dari = models.ForeignKey(
        Kegiatan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="terinspirasi dari",
    )
    pakai_ulang_dari = models.ForeignKey(
        Kegiatan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="dipakai ulang dari",
    )
    izin_foto = models.BooleanField("orang di foto setuju", default=False)
    daftar_host = HostsField(
        models.CharField(max_length=MAX_LENGTH),
        verbose_name="tautan keluar",
        default=list,
        editable=False,
    )

    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="diubah oleh",
    )
    diserahkan_at = models.DateTimeField("diserahkan pada", null=True, editable=False)
    status = models.CharField(
        "status", max_length=10, choices=StatusNaskah, default=StatusNaskah.DRAFT, editable=False
    )
    catatan = models.TextField("catatan admin", blank=True, editable=False)
    submitted_at = models.DateTimeField("diajukan pada", null=True, editable=False)
    reviewed_at = models.DateTimeField("diperiksa pada", null=True, editable=False)
    published_at = models.DateTimeField("terbit pada", null=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    cari = models.GeneratedField(
        expression=SearchVector("judul", config="indonesian", weight="A")
        + SearchVector("ringkasan", config="indonesian", weight="B")
        + SearchVector("isi", config="indonesian", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = NaskahQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        ordering = ["-pk"]
        indexes = INDEXES
        constraints = [
            models.UniqueConstraint(
                fields=["kegiatan"],
                name="naskah_satu_terbit",
                condition=models.Q(status="published"),
            ),
            models.UniqueConstraint(
                fields=["kegiatan"],
                name="naskah_satu_terbuka",
                condition=models.Q(status__in=TERBUKA),
            ),
            models.CheckConstraint(
                name="naskah_terbit_bertanggal",
                condition=~models.Q(status="published") | models.Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="naskah_alasan_wajib",
                condition=~models.Q(status__in=["returned", "rejected", "withdrawn"])
                | ~models.Q(catatan=""),
            ),
            models.CheckConstraint(
                name="naskah_harga_produk",
                condition=models.Q(jenis="produk") | models.Q(harga=None, wa_penjual=""),
            ),
            models.CheckConstraint(
                name="naskah_judul_wajib",
                condition=models.Q(status__in=BISA_DIUBAH) | ~models.Q(judul=""),
            ),
            models.CheckConstraint(
                name="naskah_diserahkan_sah",
                condition=models.Q(diserahkan_at=None) | models.Q(status__in=BISA_DIUBAH),
            ),
            models.CheckConstraint(
                name="naskah_terinspirasi_lain",
                condition=models.Q(terinspirasi_dari=None)
                | ~models.Q(terinspirasi_dari=models.F("kegiatan")),
            ),
            models.CheckConstraint(
                name="naskah_pakai_ulang_lain",
                condition=models.Q(pakai_ulang_dari=None)
                | ~models.Q(pakai_ulang_dari=models.F("kegiatan")),
            ),
            models.CheckConstraint(
                name="naskah_urutan_tanggal",
                condition=models.Q(tanggal_selesai=None)
                | models.Q(tanggal_selesai__gte=models.F("tanggal")),
            ),
            models.CheckConstraint(
                name="naskah_titik_sah",
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__range=(-12, 7), lon__range=(94, 142)),
            ),
        ]

    def __str__(self) -> str:
        return self.judul or "Tanpa judul"

    @property
    def is_bisa_diubah(self) -> bool:
        """Whether its state lets it be changed; by whom, `kegiatan.permissions` says."""
        return self.status in BISA_DIUBAH

    @property
    def label(self) -> str:
        """Where it stands, in the words for people."""
        if self.diserahkan_at:
            return "Diserahkan ke pengurus"
        return str(self.get_status_display())

    @property
    def foto_utama(self) -> "FotoNaskah | None":
        """The first photo; from memory where a prefetch loaded them."""
        return next(iter(self.daftar_foto.all()), None)

    @property
    def arrived(self) -> int:
        """How many of its photos are ready; a worker may finish one while the version waits."""
        return sum(row.foto.is_ready for row in self.daftar_foto.select_related("foto"))

    @property
    def daftar_adinda(self) -> list[str]:
        """The labels of the ADINDA functions, in their order."""
        return [str(a.label) for a in Adinda if a in self.adinda]


class FotoNaskah(models.Model):
    """A photo in a version of a post: its order, caption and alternative text.

    `uuid` is made by the sending device, so that a photo sent twice is there once.
    """

    uuid = models.UUIDField("kunci kiriman", default=uuid.uuid4, unique=True, editable=False)
    naskah = models.ForeignKey(Naskah, on_delete=models.CASCADE, related_name="daftar_foto")
    foto = models.ForeignKey(Foto, on_delete=models.PROTECT, related_name="+")
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    keterangan = models.CharField("keterangan", max_length=250, blank=True)
    alt = models.CharField("teks pengganti", max_length=250, blank=True)

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        ordering = ["urutan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["naskah", "foto"], name="foto_sekali_per_naskah")
        ]

    def __str__(self) -> str:
        return self.keterangan

    @property
    def teks_pengganti(self) -> str:
        """What stands for the photo where it cannot be seen; without one, the caption."""
        return self.alt or self.keterangan
