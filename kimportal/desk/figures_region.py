"""All figures of one region and period together, as pages, files and the monthly report show them.

Of Indonesia, provinsi and kabupaten/kota they are kept ready and exact to the last refresh;
what must be counted on the spot is remembered for some minutes. The moment of counting is part
of what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from django.core.cache import cache
from django.db.models import Q

from kimportal.desk import figures
from kimportal.desk.figures import Keadaan
from kimportal.desk.figures_live import Angka, Tolok, compare_live, count_live
from kimportal.desk.figures_periods import Periode
from kimportal.desk.figures_ready import compare_ready, read_ready
from komunitas.models import Bidang, JenisKim, StatusKim
from wilayah.models import Wilayah
from wilayah.querysets import ancestor_codes

T = TypeVar("T")
SECONDS = 600
STATUS = (
    StatusKim.VERIFIED,
    StatusKim.SUBMITTED,
    StatusKim.RETURNED,
    StatusKim.SUSPENDED,
    StatusKim.REJECTED,
)


@dataclass(kw_only=True)
class Statistik(Angka):
    """The figures of one region (None: Indonesia) and period, with the regions around it.

    `induk` is the level above, with what its own page says.
    """

    wilayah: Wilayah | None
    atas: list[Wilayah]
    bagian: list[tuple[Wilayah, Keadaan]]
    induk: Tolok | None
    periode: Periode

    @property
    def kode(self) -> str:
        return self.wilayah.kode if self.wilayah else ""

    @property
    def nama(self) -> str:
        return self.wilayah.sebutan if self.wilayah else "Indonesia"

    @property
    def nama_induk(self) -> str:
        return self.atas[-1].sebutan if self.atas else "Indonesia"

    @property
    def per_status(self) -> list[tuple[str, int]]:
        return [(str(s.label), self.keadaan.status[s]) for s in STATUS]

    @property
    def per_jenis(self) -> list[tuple[str, int]]:
        return [(str(j.label), self.keadaan.jenis[j]) for j in JenisKim]

    @property
    def definisi_aktif(self) -> str:
        return figures.active_definition()

    @property
    def definisi_cakupan(self) -> str:
        return figures.DEFINISI_CAKUPAN


def statistics_of(kode: str, periode: Periode) -> Statistik | None:
    """Return the figures of a region ("" is Indonesia); None if there is no such region."""
    around = Wilayah.objects.filter(
        Q(induk=kode or None) | Q(kode__in=[*ancestor_codes(kode), kode])
    )
    regions = {w.kode: w for w in around.order_by("kode")}
    if kode and kode not in regions:
        return None
    atas = [regions[c] for c in ancestor_codes(kode)] if kode else []
    inner = [w for w in regions.values() if w.induk_id == (kode or None)]
    angka = _count(kode, [w.kode for w in inner], periode)
    return Statistik(
        **vars(angka),
        wilayah=regions.get(kode),
        atas=atas,
        bagian=[
            (w, angka.per_bagian.get(w.kode, Keadaan()))
            for w in inner
            if w.berakhir_pada is None or w.kode in angka.per_bagian
        ],
        induk=_compared(atas[-1].kode if atas else "", periode) if kode else None,
        periode=periode,
    )


def _count(kode: str, parts: list[str], periode: Periode) -> Angka:
    daftar_bidang = list(Bidang.objects.all())
    return read_ready(kode, parts, periode, daftar_bidang) or _remembered(
        "statistik", kode, periode, lambda: count_live(kode, periode, daftar_bidang)
    )


def _compared(kode: str, periode: Periode) -> Tolok:
    return compare_ready(kode, periode) or _remembered(
        "tolok", kode, periode, lambda: compare_live(kode, periode)
    )


def _remembered(what: str, kode: str, periode: Periode, count: Callable[[], T]) -> T:
    key = f"{what}-{kode}-{periode.dari}-{periode.sampai}"
    return cast(T, cache.get_or_set(key, count, SECONDS))
