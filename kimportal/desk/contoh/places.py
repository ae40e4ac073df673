"""A village as the stories need it: its names, local words, and what the region is known for."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from kimportal.desk.contoh.corpus import Cerita, coastal_villages, read

KHAS = ("pangan", "kebun", "tangkap", "kerajinan", "olahan", "seni", "tradisi")
ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}


@dataclass(frozen=True)
class Tempat:
    """One village with the names above it."""

    kode: str
    nama: str
    jenis: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    zona: int
    lat: float | None
    lon: float | None

    @property
    def corak(self) -> set[str]:
        """What kind of place it is, in the words of the corpus."""
        kind = {"kota" if self.kode[3] >= "7" else "desa"}
        return kind | {"pesisir" if self.kode in coastal_villages() else "pedalaman"}

    @property
    def budaya(self) -> str:
        return str(_of_region("budaya", self.kode))

    @property
    def kabkota(self) -> str:
        """The name of the kabupaten or kota without its class."""
        return self.kabupaten.removeprefix("Kabupaten ").removeprefix("Kota ")

    def khas(self, hal: str) -> list[str]:
        """What the region grows, catches, makes … (`hal` is one of KHAS)."""
        return list(_of_region(hal, self.kode))

    def fits(self, cerita: Cerita, bulan: int | None = None) -> bool:
        """Tell whether a story may happen here (in that month)."""
        return (
            (not cerita.tempat or bool(self.corak & set(cerita.tempat)))
            and self.kode[:2] not in cerita.bukan
            and (bulan is None or not cerita.bulan or bulan in cerita.bulan)
            and all(self.choices(hal, wanted) for hal, wanted in cerita.butuh.items())
        )

    def choices(self, hal: str, wanted: str) -> list[str]:
        """Return which of the wanted things ("a|b") the region has."""
        return [thing for thing in wanted.split("|") if thing in self.khas(hal)]

    def words(self) -> dict[str, str]:
        """Return the slots that follow from the place alone."""
        desa, dusun, kecamatan = self._terms()
        return {
            "nama_desa": self.nama,
            "jenis_desa": desa,
            "desa": f"{desa.capitalize()} {self.nama}",
            "balai": "kantor kelurahan" if desa == "kelurahan" else f"balai {desa}",
            "dusun_jenis": dusun,
            "kecamatan_nama": self.kecamatan,
            "kecamatan": f"{kecamatan.capitalize()} {self.kecamatan}",
            "kabupaten": self.kabupaten,
            "provinsi": self.provinsi,
            "zona": ZONA[self.zona],
        }

    def hamlet(self, rng: Random) -> str:
        """Return a made-up part of the village, with its class: "Dusun Krajan", "RW 04"."""
        dusun = self._terms()[1]
        if dusun == "RW":
            return f"RW {rng.randint(1, 9):02d}"
        names = read("nama")["dusun"]
        return f"{dusun.capitalize()} {rng.choice(names.get(self.budaya, names['umum']))}"

    def _terms(self) -> tuple[str, str, str]:
        """Return the local words for desa, its parts, and kecamatan."""
        terms: Mapping[str, str] = _lookup(read("daerah")["istilah"], self.kode)
        kecamatan = terms.get("kecamatan", "kecamatan")
        if self.jenis == "kelurahan":
            return "kelurahan", "RW", kecamatan
        is_kota = "kota" in self.corak
        desa = "desa" if is_kota else terms.get("desa", "desa")
        dusun = "dusun" if is_kota else terms.get("dusun", "dusun")
        return desa, dusun, kecamatan


def _lookup(table: Mapping[str, Mapping[str, str]], kode: str) -> Mapping[str, str]:
    return {**table.get(kode[:2], {}), **table.get(kode[:5], {})}


def _of_region(hal: str, kode: str) -> str | list[str]:
    lore = read("daerah")
    value = lore["kabupaten"].get(kode[:5], {}).get(hal) or lore["provinsi"][kode[:2]][hal]
    return value if isinstance(value, str) else list(value)
