"""The region hierarchy of Indonesia, keyed by the Kemendagri code.

Source of codes and classes: Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse

from wilayah.querysets import PANJANG_KODE, WilayahQuerySet


class Jenis(models.TextChoices):
    """The legal class of a region; names follow Kepmendagri, local terms are not recorded."""

    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA_ADAT = "desa_adat", "Desa adat"


class Tingkat(models.IntegerChoices):
    """Depth in the hierarchy."""

    PROVINSI = 1, "Provinsi"
    KABKOTA = 2, "Kabupaten/kota"
    KECAMATAN = 3, "Kecamatan"
    DESA = 4, "Desa/kelurahan"


class Wilayah(models.Model):
    """One region. Retired regions stay, with the date and, if known, the successor.

    `lat`, `lon` are degrees (WGS 84) of the region's most central village; `zona` is the
    offset of local time from UTC in hours; `luas_km2` and `penduduk` are known for
    provinsi and kabupaten/kota only.
    """

    kode = models.CharField("kode", max_length=13, primary_key=True)
    nama = models.CharField("nama", max_length=100)
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    tingkat = models.PositiveSmallIntegerField("tingkat", choices=Tingkat)
    induk = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="daftar_anak",
        verbose_name="induk",
    )
    nama_lengkap = models.CharField("nama lengkap", max_length=420)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    zona = models.PositiveSmallIntegerField("zona waktu (UTC+)", default=7)
    ibukota = models.CharField("ibu kota", max_length=100, blank=True)
    luas_km2 = models.FloatField("luas (km²)", null=True, blank=True)
    penduduk = models.PositiveIntegerField("penduduk (jiwa)", null=True, blank=True)
    berakhir_pada = models.DateField("berakhir pada", null=True, blank=True)
    penerus = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="penerus",
    )

    objects = WilayahQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["kode"]
        indexes = [
            GinIndex(OpClass("nama_lengkap", name="gin_trgm_ops"), name="wilayah_nama_trgm"),
            GinIndex(OpClass("nama", name="gin_trgm_ops"), name="wilayah_nama_sendiri_trgm"),
            models.Index("tingkat", "kode", name="wilayah_tingkat"),
        ]
        constraints = [
            models.CheckConstraint(
                name="wilayah_kode_sah",
                condition=models.Q(kode__regex=r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"),
            ),
            models.CheckConstraint(name="wilayah_zona_sah", condition=models.Q(zona__in=[7, 8, 9])),
            models.CheckConstraint(
                name="wilayah_induk_sah",
                condition=models.Q(tingkat=1, induk=None)
                | models.Q(tingkat__gt=1, induk__isnull=False),
            ),
            models.CheckConstraint(
                name="wilayah_titik_sah",
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__range=(-12, 7), lon__range=(94, 142)),
            ),
        ]

    def __str__(self) -> str:
        return self.sebutan

    def get_absolute_url(self) -> str:
        return reverse("wilayah:detail", args=[self.kode])

    @property
    def sebutan(self) -> str:
        """The name with its class, as people say it: "Kecamatan Mariso", "Kota Makassar"."""
        # The official list already writes "Kabupaten …" and "Kota …" in the name.
        if self.tingkat == Tingkat.KABKOTA:
            return self.nama
        return f"{self.get_jenis_display()} {self.nama}"

    @property
    def nama_induk(self) -> str:
        """The names above this one: "Mariso, Kota Makassar, Sulawesi Selatan"."""
        # Some names hold a comma themselves: "Lubuk Pakam I,II".
        return self.nama_lengkap.removeprefix(self.nama).removeprefix(", ")

    @property
    def nama_kabkota(self) -> str:
        """The name of the kabupaten/kota this region lies in; a provinsi has its own."""
        names = self.nama_lengkap.split(", ")
        return names[-min(len(names), 2)]

    @property
    def nama_singkat(self) -> str:
        """The name with its kabupaten/kota, enough for a card: "Mariso, Kota Makassar"."""
        if self.tingkat <= Tingkat.KABKOTA:
            return self.nama
        return f"{self.nama}, {self.nama_kabkota}"

    @property
    def kode_polos(self) -> str:
        """The code without dots, as other systems write it."""
        return self.kode.replace(".", "")

    @property
    def is_desa(self) -> bool:
        return self.tingkat == Tingkat.DESA

    @property
    def kode_kabkota(self) -> str:
        """The code of the kabupaten/kota this region lies in (its own on that level)."""
        return self.kode[: PANJANG_KODE[2]]


class MuatanWilayah(models.Model):
    """One load of a region list, so that an unchanged list need not be read again."""

    digest = models.CharField("sidik berkas", max_length=64)
    berkas = models.CharField("berkas", max_length=200)
    jumlah = models.PositiveIntegerField("jumlah baris")
    dimuat_pada = models.DateTimeField("dimuat pada", auto_now_add=True)

    class Meta:
        verbose_name = "muatan wilayah"
        verbose_name_plural = "muatan wilayah"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.berkas} ({self.jumlah})"


class MuatanBatas(models.Model):
    """Boundaries that replace the shipped indicative ones; the newest row is in force.

    Their files lie in the public store under `peta/<digest>/`. `sumber` names who made them.
    """

    digest = models.CharField("sidik berkas", max_length=16)
    berkas = models.CharField("berkas", max_length=200)
    sumber = models.CharField("sumber", max_length=200)
    dimuat_pada = models.DateTimeField("dimuat pada", auto_now_add=True)

    class Meta:
        verbose_name = "muatan batas"
        verbose_name_plural = "muatan batas"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.berkas} ({self.sumber})"
