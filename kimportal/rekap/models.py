"""What is counted ahead of time. Only `kimportal.rekap.refreshing` writes these tables."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Left

from kimportal.rekap.shares import Bagian
from komunitas.models import Kim
from wilayah.models import Wilayah

# The whole country stands under the empty code.
INDONESIA = ""
# Marks of the layers that are no bidang: every public KIM, and villages that have none.
SEMUA_KIM = "kim"
TANPA_KIM = "tanpa-kim"
# Days without a post after which a KIM counts as quiet, from one degree to the next.
SEPI = (60, 90, 180)


class RekapWilayah(models.Model):
    """The counts of one region of level 0 (Indonesia) to 3, all of one moment.

    `kim_aktif` follows KIM_HARI_AKTIF. `desa_ber_kim` counts current villages with a KIM of
    their own. `kabar_30` … are posts first published in so many days before `dihitung_pada`,
    in the region where they happened. `sepi_60` … are public KIM that published nothing for so
    many days; one that never did counts from its verification. `kabupaten`, `kota`, `kecamatan`
    count the current regions inside. `bidang` (by slug), `jenis` and `berdiri` (year of founding,
    "" where it is not known) count the public KIM, `status` all but drafts.
    """

    kode = models.CharField("kode wilayah", max_length=8, primary_key=True)
    kim = models.PositiveIntegerField("KIM", default=0)
    kim_aktif = models.PositiveIntegerField("KIM aktif", default=0)
    sepi_60 = models.PositiveIntegerField("KIM sepi 60 hari", default=0)
    sepi_90 = models.PositiveIntegerField("KIM sepi 90 hari", default=0)
    sepi_180 = models.PositiveIntegerField("KIM sepi 180 hari", default=0)
    kabupaten = models.PositiveIntegerField("kabupaten", default=0)
    kota = models.PositiveIntegerField("kota", default=0)
    kecamatan = models.PositiveIntegerField("kecamatan", default=0)
    desa = models.PositiveIntegerField("desa/kelurahan", default=0)
    desa_ber_kim = models.PositiveIntegerField("desa ber-KIM", default=0)
    kabar = models.PositiveIntegerField("Kabar KIM", default=0)
    kabar_30 = models.PositiveIntegerField("Kabar KIM 30 hari", default=0)
    kabar_90 = models.PositiveIntegerField("Kabar KIM 90 hari", default=0)
    kabar_365 = models.PositiveIntegerField("Kabar KIM 365 hari", default=0)
    bidang = models.JSONField("KIM menurut bidang", default=dict)
    jenis = models.JSONField("KIM menurut jenis", default=dict)
    status = models.JSONField("KIM menurut status", default=dict)
    berdiri = models.JSONField("KIM menurut tahun berdiri", default=dict)
    dihitung_pada = models.DateTimeField("dihitung pada")

    class Meta:
        verbose_name = "rekap wilayah"
        verbose_name_plural = "rekap wilayah"
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(
                name="rekap_desa_sah",
                condition=models.Q(desa_ber_kim__lte=models.F("desa"))
                & models.Q(kim_aktif__lte=models.F("kim")),
            )
        ]

    def __str__(self) -> str:
        return self.kode or "Indonesia"

    @property
    def desa_tanpa_kim(self) -> int:
        return self.desa - self.desa_ber_kim

    @property
    def kabkota(self) -> int:
        return self.kabupaten + self.kota

    @property
    def cakupan(self) -> Bagian:
        return Bagian(self.desa_ber_kim, self.desa)

    @property
    def aktif(self) -> Bagian:
        return Bagian(self.kim_aktif, self.kim)


class RekapBulan(models.Model):
    """What happened in one region of level 0 to 2 in one month of Jakarta's clock (its first day).

    `angka` holds numbers by kind and name, of what is public now:

    - `jenis`, `adinda`, `bidang` (slugs): posts published in the month;
    - `berkabar`: KIM that published here, by the month of their post before in this region
      ("2026-03", "" for none), so that the KIM of several months can be told without counting
      one twice;
    - `kim_baru`: KIM verified in the month, by jenis; `desa_baru` (""): current villages that
      got their first KIM;
    - `aktif` (""): KIM that were active at its end, see KIM_HARI_AKTIF; not for the present month;
    - `lama_naskah`, `lama_kim`: decisions by the working days they took (`rekap.decisions`).
    """

    kode = models.CharField("kode wilayah", max_length=5, blank=True)
    bulan = models.DateField("bulan")
    angka = models.JSONField("angka", default=dict)

    class Meta:
        verbose_name = "rekap bulan"
        verbose_name_plural = "rekap bulan"
        ordering = ["kode", "bulan"]
        constraints = [
            models.UniqueConstraint(fields=["kode", "bulan"], name="rekap_bulan_tunggal")
        ]

    def __str__(self) -> str:
        return f"{self.kode or 'Indonesia'} {self.bulan:%Y-%m}"


class RekapTitik(models.Model):
    """A mark on the map: a public KIM, or (without `kim`) a village that has none.

    It stands at the KIM's own point, else at its village's. `baris`, `lajur` are its cell in
    the finest grid; `lapis` names the layers it belongs to: SEMUA_KIM and the slugs of its
    bidang, or TANPA_KIM.
    """

    kim = models.OneToOneField(
        Kim, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="KIM"
    )
    wilayah = models.ForeignKey(
        Wilayah, on_delete=models.CASCADE, related_name="+", verbose_name="desa/kelurahan"
    )
    lat = models.FloatField("lintang")
    lon = models.FloatField("bujur")
    baris = models.PositiveSmallIntegerField("baris")
    lajur = models.PositiveSmallIntegerField("lajur")
    lapis = ArrayField(models.CharField(max_length=60), verbose_name="lapis")

    class Meta:
        verbose_name = "titik peta"
        verbose_name_plural = "titik peta"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["baris", "lajur"], name="rekap_titik_sel"),
            *(models.Index(Left("wilayah", n), "id", name=f"rekap_titik_{n}") for n in (2, 5, 8)),
        ]

    def __str__(self) -> str:
        return f"{self.lat}, {self.lon}"


class RekapSel(models.Model):
    """How many marks of a layer stand in one cell, and where their middle lies.

    `tingkat` 0 has the largest cells; each next one halves them (`kimportal.rekap.grid`).
    """

    lapis = models.CharField("lapis", max_length=60)
    tingkat = models.PositiveSmallIntegerField("tingkat")
    baris = models.PositiveSmallIntegerField("baris")
    lajur = models.PositiveSmallIntegerField("lajur")
    jumlah = models.PositiveIntegerField("jumlah")
    lat = models.FloatField("lintang")
    lon = models.FloatField("bujur")

    class Meta:
        verbose_name = "sel peta"
        verbose_name_plural = "sel peta"
        ordering = ["lapis", "tingkat", "baris", "lajur"]
        constraints = [
            models.UniqueConstraint(
                fields=["lapis", "tingkat", "baris", "lajur"], name="rekap_sel_tunggal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lapis} {self.tingkat}: {self.baris}, {self.lajur}"
