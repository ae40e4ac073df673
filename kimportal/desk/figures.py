"""What the statistics say of a region and a period. Pure questions, each one grouped query.

"In a region" is a prefix of the code, for which KIM and posts carry expression indexes. A KIM
counts where its village lies, a post where it happened. Only what everyone may see counts as a
post. Times are grouped on the clock of Jakarta.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce, Left, TruncMonth
from django.utils import timezone

from kegiatan.models import Adinda, JenisKegiatan, Kegiatan, Naskah
from kimportal.desk.figures_periods import WIB, Periode
from kimportal.rekap.shares import Bagian
from komunitas.models import Bidang, JenisKim, Kim, StatusKim
from wilayah.models import Jenis, Wilayah
from wilayah.querysets import PANJANG_KODE

# Years of founding that are shown one by one.
TAHUN_TAMPIL = 10
DEFINISI_AKTIF = (
    "KIM aktif menerbitkan sedikitnya satu kabar dalam {hari} hari terakhir. Belum ada definisi "
    "resmi; batas ini dipakai di seluruh portal."
)
DEFINISI_CAKUPAN = (
    "Cakupan KIM adalah bagian desa dan kelurahan yang punya sedikitnya satu KIM terverifikasi. "
    "KIM kecamatan dan forum KIM tidak dihitung."
)


def active_definition() -> str:
    return DEFINISI_AKTIF.format(hari=settings.KIM_HARI_AKTIF)


@dataclass
class Keadaan:
    """How KIM stand in a region at a moment; drafts are nobody's business but their KIM's."""

    status: Counter[str] = field(default_factory=Counter)
    jenis: Counter[str] = field(default_factory=Counter)
    desa: int = 0
    desa_ber_kim: int = 0
    kim_aktif: int = 0
    kim_baru: int = 0

    @property
    def kim(self) -> int:
        """The verified ones."""
        return self.status[StatusKim.VERIFIED]

    @property
    def cakupan(self) -> Bagian:
        return Bagian(self.desa_ber_kim, self.desa)

    @property
    def aktif(self) -> Bagian:
        return Bagian(self.kim_aktif, self.kim)

    @property
    def kim_tidak_aktif(self) -> int:
        return self.kim - self.kim_aktif

    @property
    def desa_tanpa_kim(self) -> int:
        return self.desa - self.desa_ber_kim

    def __add__(self, other: Keadaan) -> Keadaan:
        return Keadaan(
            status=self.status + other.status,
            jenis=self.jenis + other.jenis,
            desa=self.desa + other.desa,
            desa_ber_kim=self.desa_ber_kim + other.desa_ber_kim,
            kim_aktif=self.kim_aktif + other.kim_aktif,
            kim_baru=self.kim_baru + other.kim_baru,
        )


def total(parts: Iterable[Keadaan]) -> Keadaan:
    return sum(parts, Keadaan())


def inside(rows: Any, kode: str) -> Any:
    """Keep what lies in the region; "" is the nation."""
    return rows.in_wilayah(kode) if kode else rows


def stand(length: int, kode: str, periode: Periode) -> dict[str, Keadaan]:
    """Return how KIM stand at the period's end, per region of `length` digits, in two queries.

    For a period that is over, a KIM counts if it was verified by then (one that is not: handed
    in by then), and as active if it published within the days before; what was decided on it
    meanwhile is not undone.
    """
    parts: dict[str, Keadaan] = {}
    for bagian, status, jenis, jumlah, desa, aktif, baru in _kim_rows(length, kode, periode):
        keadaan = parts.setdefault(bagian, Keadaan())
        keadaan.status[status] += jumlah
        if status == StatusKim.VERIFIED:
            keadaan.jenis[jenis] += jumlah
            keadaan.kim_aktif += aktif
            keadaan.kim_baru += baru
            keadaan.desa_ber_kim += desa
    villages = inside(Wilayah.objects.current().filter(tingkat=4), kode)
    rows = villages.annotate(bagian=Left("kode", length)).values_list("bagian")
    for bagian, jumlah in rows.annotate(Count("pk")).order_by():
        parts.setdefault(bagian, Keadaan()).desa = jumlah
    return parts


def _kim_rows(length: int, kode: str, periode: Periode) -> Any:
    end = min(periode.akhir, timezone.now())
    is_past = periode.akhir <= timezone.now()
    is_verified = Q(status=StatusKim.VERIFIED)
    rows = inside(Kim.objects.exclude(status=StatusKim.DRAFT), kode)
    if is_past:
        later = is_verified & Q(verified_at__gte=end) | ~is_verified & Q(submitted_at__gte=end)
        rows = rows.exclude(later)
    covers = is_verified & Q(jenis=JenisKim.DESA, wilayah__berakhir_pada=None)
    is_new = Q(verified_at__gte=periode.mulai, verified_at__lt=periode.akhir)
    return (
        rows.annotate(bagian=Left("wilayah_id", length), giat=_active(end, is_past))
        .values_list("bagian", "status", "jenis")
        .annotate(
            Count("pk"),
            desa=Count("wilayah", filter=covers, distinct=True),
            aktif=Count("pk", filter=is_verified & Q(giat=True)),
            baru=Count("pk", filter=is_verified & is_new),
        )
        .order_by()
    )


def _active(end: datetime, is_past: bool) -> Any:
    """Return whether a KIM published within the days before `end`."""
    since = end - timedelta(days=settings.KIM_HARI_AKTIF)
    if not is_past:
        return ExpressionWrapper(Q(last_activity_at__gte=since), output_field=BooleanField())
    posts = Kegiatan.objects.filter(
        kim=OuterRef("pk"),
        naskah_terbit__isnull=False,
        published_at__gte=since,
        published_at__lt=end,
    )
    return Exists(posts)


def kim_by_bidang(kode: str, daftar_bidang: Iterable[Bidang]) -> list[tuple[str, int]]:
    """Count the verified KIM per field of interest; one KIM may have several."""
    return _by_bidang(inside(Kim.objects.published(), kode), daftar_bidang)


def _by_bidang(rows: Any, daftar_bidang: Iterable[Bidang]) -> list[tuple[str, int]]:
    grouped = rows.filter(bidang__isnull=False).values_list("bidang").annotate(Count("pk"))
    counts = dict(grouped.order_by())
    return [(b.nama, counts.get(b.pk, 0)) for b in daftar_bidang]


@dataclass(frozen=True)
class Berdiri:
    """KIM per year of founding: the last years one by one, those before together, unknown ones."""

    per_tahun: list[tuple[int, int]]
    sebelumnya: int
    tak_diketahui: int


def kim_by_founding(kode: str) -> Berdiri:
    """Count the verified KIM per year of founding."""
    rows = inside(Kim.objects.published(), kode).values_list("tahun_berdiri").order_by()
    return by_founding(dict(rows.annotate(Count("pk"))))


def by_founding(counts: Mapping[int | None, int]) -> Berdiri:
    """Sort numbers per year (None: unknown) into what is shown."""
    this = timezone.localdate().year
    years = range(this - TAHUN_TAMPIL + 1, this + 1)
    earlier = sum(n for tahun, n in counts.items() if tahun is not None and tahun < years[0])
    shown = [(tahun, counts.get(tahun, 0)) for tahun in years]
    return Berdiri(shown, earlier, counts.get(None, 0))


@dataclass
class Kabar:
    """The posts published in a period, in its region."""

    per_bulan: list[tuple[date, int]]
    per_jenis: list[tuple[str, int]]
    per_adinda: list[tuple[str, int]]
    per_bidang: list[tuple[str, int]]
    # KIM with at least one post in the period.
    kim: int

    @property
    def jumlah(self) -> int:
        return sum(n for _, n in self.per_jenis)


def posts(kode: str, periode: Periode, daftar_bidang: Iterable[Bidang]) -> Kabar:
    """Count the posts of a region and period, in four queries."""
    rows = posts_of(kode, periode)
    bulan: Counter[date] = Counter()
    jenis: Counter[str] = Counter()
    at = TruncMonth("published_at", output_field=DateTimeField(), tzinfo=WIB)
    grouped = rows.annotate(bulan=at).values_list("bulan", "jenis").annotate(Count("pk"))
    for first, kind, n in grouped.order_by():
        bulan[first.astimezone(WIB).date()] += n
        jenis[kind] += n
    functions = Func(F("adinda"), function="UNNEST", output_field=CharField(), set_returning=True)
    spread = rows.annotate(fungsi=functions).values_list("fungsi").annotate(Count("pk"))
    adinda = dict(spread.order_by())
    return Kabar(
        per_bulan=[(first, bulan[first]) for first in periode.daftar_bulan],
        per_jenis=[(str(j.label), jenis[j]) for j in JenisKegiatan],
        per_adinda=[(str(a.label), adinda.get(a.value, 0)) for a in Adinda],
        per_bidang=_by_bidang(rows, daftar_bidang),
        kim=rows.aggregate(n=Count("kegiatan__kim", distinct=True))["n"],
    )


def posts_of(kode: str, periode: Periode) -> Any:
    """Return the posts published in the period that are public now."""
    rows = inside(Naskah.objects.published(), kode)
    return rows.filter(published_at__gte=periode.mulai, published_at__lt=periode.akhir)


def villages_without(kode: str) -> QuerySet[Wilayah]:
    """Return the current villages of a region in which no verified KIM of its own stands."""
    covering = Kim.objects.published().desa().filter(wilayah=OuterRef("pk"))
    rows: Any = inside(Wilayah.objects.current().filter(tingkat=4), kode)
    return rows.filter(~Exists(covering)).order_by("kode")


def village_cells(kode: str) -> Iterator[list[str]]:
    """Yield names, code and class of the villages without KIM, without making objects of them."""
    above = [f"{'induk__' * depth}nama" for depth in (3, 2, 1, 0)]
    rows = villages_without(kode).values_list(*above, "kode", "jenis")
    labels = dict(Jenis.choices)
    for *names, code, jenis in rows.iterator(5000):
        yield [*names, code, labels[jenis]]


def quiet_kim(kode: str, days: int) -> QuerySet[Kim]:
    """Return the verified KIM that published nothing for `days`, the longest quiet first.

    One that never published counts from its verification.
    """
    since = timezone.now() - timedelta(days=days)
    rows: Any = inside(Kim.objects.published(), kode)
    last = Coalesce("last_activity_at", "verified_at")
    return rows.annotate(sejak=last).filter(sejak__lt=since).order_by("sejak", "pk")


def part_length(kode: str) -> int:
    """Return the length of the codes one level below the region; a village is its own part."""
    tingkat = kode.count(".") + 2 if kode else 1
    return PANJANG_KODE.get(tingkat, len(kode))
