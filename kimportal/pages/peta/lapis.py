"""What the map can show: each layer is one number per region, with words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from kimportal.rekap.models import SEMUA_KIM, TANPA_KIM, RekapWilayah
from kimportal.rekap.shares import DASAR_TERKECIL
from kimportal.template_tags import angka

TERLALU_SEDIKIT = "terlalu sedikit untuk dinilai"
Nilai = Callable[[RekapWilayah], int | None]


@dataclass(frozen=True)
class Lapis:
    """One layer. `nilai` is None where a share's base is too small; shares are tenths of a percent.

    `titik` names the marks that belong to it (`kimportal.rekap.models.RekapTitik.lapis`).
    """

    kunci: str
    nama: str
    satuan: str
    arti: str
    nilai: Nilai
    dasar: Callable[[RekapWilayah], str] = lambda rekap: ""
    is_persen: bool = False
    titik: str = SEMUA_KIM

    def tulis(self, nilai: int | None) -> str:
        """Write a value for people, without its unit: "1.204", "3,9%", "–"."""
        if nilai is None or not self.is_persen:
            return angka(nilai)
        return persen(nilai)

    @property
    def satuan_titik(self) -> str:
        """What one mark of this layer is."""
        return "KIM" if self.titik == SEMUA_KIM else self.satuan

    def sebut(self, nilai: int | None) -> str:
        """Write a value with its unit: "1.204 KIM", "3,9% desa ber-KIM"."""
        return TERLALU_SEDIKIT if nilai is None else f"{self.tulis(nilai)} {self.satuan}"


def persen(tenths: int) -> str:
    """Write tenths of a percent: 39 -> "3,9%"."""
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"


def share(part: int, whole: int) -> int | None:
    """Return part of whole in tenths of a percent; anything above nothing is at least one.

    None where the whole is too small to take a share of.
    """
    if whole < DASAR_TERKECIL:
        return None
    return max(round(1000 * part / whole), 1) if part else 0


def _kabar(field: str, rekap: RekapWilayah) -> int:
    return int(getattr(rekap, field))


def _of_bidang(slug: str, rekap: RekapWilayah) -> int:
    return int(rekap.bidang.get(slug, 0))


def general_layers() -> list[Lapis]:
    """Return the layers that do not depend on a bidang, the first one being the usual one."""
    hari = settings.KIM_HARI_AKTIF
    return [
        Lapis(
            "kim",
            "Jumlah KIM",
            "KIM",
            "Semua KIM yang terverifikasi.",
            lambda rekap: rekap.kim,
        ),
        Lapis(
            "cakupan",
            "Desa ber-KIM (%)",
            "desa ber-KIM",
            "Bagian desa dan kelurahan yang punya KIM sendiri. KIM kecamatan dan forum tidak"
            " dihitung.",
            lambda rekap: share(rekap.desa_ber_kim, rekap.desa),
            lambda rekap: f"{rekap.cakupan.rincian} desa",
            is_persen=True,
        ),
        Lapis(
            "aktif",
            "KIM aktif (%)",
            "KIM aktif",
            f"Bagian KIM yang menerbitkan kabar dalam {hari} hari terakhir.",
            lambda rekap: share(rekap.kim_aktif, rekap.kim),
            lambda rekap: f"{rekap.aktif.rincian} KIM",
            is_persen=True,
        ),
        *(
            Lapis(
                f"kabar-{days}",
                f"Kabar KIM {days} hari terakhir",
                "Kabar KIM",
                f"Kabar KIM yang terbit dalam {days} hari terakhir.",
                partial(_kabar, f"kabar_{days}"),
            )
            for days in (30, 90, 365)
        ),
        Lapis(
            TANPA_KIM,
            "Desa tanpa KIM",
            "desa tanpa KIM",
            "Desa dan kelurahan yang belum punya KIM sendiri.",
            lambda rekap: rekap.desa_tanpa_kim,
            lambda rekap: f"dari {angka(rekap.desa)} desa",
            titik=TANPA_KIM,
        ),
    ]


def layer_of_bidang(slug: str, nama: str) -> Lapis:
    return Lapis(
        slug,
        f"KIM bidang {nama}",
        f"KIM bidang {nama}",
        f"KIM yang memilih bidang {nama}.",
        partial(_of_bidang, slug),
        titik=slug,
    )
