"""Finding the village that a row names, among those of the admin's region."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches

from wilayah.querysets import normalise_kode

# Likeness (difflib's scale) from which a misspelt kecamatan is taken for the written one,
# and a misspelt village is offered. A village itself is never guessed.
KECAMATAN_MIRIP = 0.8
DESA_MIRIP = 0.72
MAX_PILIHAN = 8

KELAS_DESA = {
    "desa": "desa",
    "ds": "desa",
    "kelurahan": "kelurahan",
    "kel": "kelurahan",
    "lurah": "kelurahan",
    "gampong": "desa",
    "nagari": "desa",
    "pekon": "desa",
    "kalurahan": "desa",
    "lembang": "desa",
    "gp": "desa",
}
KELAS_ATAS = {
    *("kecamatan", "kec", "distrik", "kapanewon", "kemantren", "kabupaten", "kab", "kota"),
    *("provinsi", "prov", "adm", "administrasi"),
}


@dataclass(frozen=True)
class Desa:
    """A village of the official list, with the names above it."""

    kode: str
    nama: str
    jenis: str
    kecamatan: str
    kabkota: str
    berakhir: bool = False
    penerus: str = ""

    @property
    def label(self) -> str:
        return f"{self.jenis.replace('_', ' ').capitalize()} {self.nama}, Kec. {self.kecamatan}"


@dataclass
class Temuan:
    """The village that was meant; or those it may be; or why there is none."""

    desa: Desa | None = None
    pilihan: list[Desa] = field(default_factory=list)
    masalah: str = ""
    tanya: str = ""


def place_key(text: str, classes: Iterable[str] = ()) -> str:
    """Return a name without its class word, spaces and marks: "Kel. Bonto Rannu" -> bontorannu."""
    words = re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", ""))
    while len(words) > 1 and words[0] in classes:
        words.pop(0)
    return "".join(words)


class IndeksDesa:
    """The villages of one region, by code and by name. Pure: built once, asked row by row."""

    def __init__(self, daftar: Iterable[Desa], wilayah: str) -> None:
        self.wilayah = wilayah
        self.by_kode: dict[str, Desa] = {}
        self.by_nama: dict[str, list[Desa]] = defaultdict(list)
        self.by_kecamatan: dict[str, list[Desa]] = defaultdict(list)
        for desa in daftar:
            self.by_kode[desa.kode] = desa
            if not desa.berakhir:
                self.by_nama[place_key(desa.nama)].append(desa)
                self.by_kecamatan[place_key(desa.kecamatan)].append(desa)
        self._near: dict[str, list[str]] = {}

    def find(
        self,
        *,
        kode: str = "",
        desa: str = "",
        kecamatan: str = "",
        kabkota: str = "",
        petunjuk: str = "",
    ) -> Temuan:
        """Find a village by its code, else by its name and the names above it.

        `petunjuk` is the kecamatan of the row above, where the own cell is empty (merged
        cells): it settles what is unclear and never rules out.
        """
        if kode:
            return self._by_code(kode, desa)
        found = self._by_name(desa, kecamatan, kabkota)
        if petunjuk and not kecamatan and len(found.pilihan) > 1:
            nearer = [d for d in found.pilihan if _same_kecamatan(d, petunjuk)]
            if len(nearer) == 1:
                return Temuan(desa=nearer[0])
        return found

    def _by_code(self, text: str, desa: str) -> Temuan:
        kode = normalise_kode(text)
        if kode is None or len(kode) != 13:
            return Temuan(
                masalah=f"Kode wilayah “{text[:30]}” bukan kode desa/kelurahan (10 angka)."
            )
        found = self.by_kode.get(kode)
        if found is None:
            return Temuan(masalah=f"Kode wilayah {kode} tidak ada di {self.wilayah}.")
        if found.berakhir:
            successor = self.by_kode.get(found.penerus)
            if successor is None:
                return Temuan(masalah=f"Kode wilayah {kode} ({found.nama}) tidak berlaku lagi.")
            found = successor
        if desa and place_key(desa, KELAS_DESA) != place_key(found.nama):
            others = [d for d in self.by_nama.get(place_key(desa, KELAS_DESA), []) if d != found]
            if others or not _alike(place_key(desa, KELAS_DESA), place_key(found.nama)):
                return Temuan(
                    pilihan=[found, *others][:MAX_PILIHAN],
                    tanya=f"Kode wilayah menunjuk {found.nama}, tetapi kolom desa berisi “{desa}”.",
                )
        return Temuan(desa=found)

    def _by_name(self, desa: str, kecamatan: str, kabkota: str) -> Temuan:
        key = place_key(desa, KELAS_DESA)
        named = _prefer_class(self._named(desa), desa)
        if kabkota:
            named = [d for d in named if _same_kabkota(d, kabkota)] or named
        inside = self._inside(named, kecamatan) if kecamatan else named
        if len(inside) == 1:
            return Temuan(desa=inside[0])
        if len(inside) > 1:
            return Temuan(
                pilihan=inside[:MAX_PILIHAN],
                tanya=f"Ada {len(inside)} desa/kelurahan bernama “{desa}”.",
            )
        return self._unclear(desa, key, kecamatan, named)

    def _named(self, desa: str) -> list[Desa]:
        """Return the villages of that name; "Desa Baru" may be Baru, or Desa Baru."""
        keys = dict.fromkeys((place_key(desa), place_key(desa, KELAS_DESA)))
        return [found for key in keys for found in self.by_nama.get(key, [])]

    def _inside(self, named: list[Desa], kecamatan: str) -> list[Desa]:
        """Keep those of the kecamatan; a name that no kecamatan here bears may be misspelt."""
        key = place_key(kecamatan, KELAS_ATAS)
        exact = [d for d in named if place_key(d.kecamatan) == key]
        if exact or key in self.by_kecamatan:
            return exact
        return [d for d in named if _same_kecamatan(d, kecamatan)]

    def _unclear(self, desa: str, key: str, kecamatan: str, named: list[Desa]) -> Temuan:
        """Nothing fits exactly: offer what is near, and never decide."""
        near = list(named)
        for nama in self._near_names(key):
            near += [d for d in self.by_nama[nama] if d not in near]
        if kecamatan:
            near.sort(key=lambda d: not _same_kecamatan(d, kecamatan))
        if not near:
            tempat = f"Kecamatan {kecamatan}, {self.wilayah}" if kecamatan else self.wilayah
            return Temuan(masalah=f"Desa/kelurahan “{desa}” tidak ditemukan di {tempat}.")
        tanya = (
            f"“{desa}” tidak ada di Kecamatan {kecamatan}."
            if named and kecamatan
            else f"“{desa}” tidak ada; mungkin salah eja."
        )
        return Temuan(pilihan=near[:MAX_PILIHAN], tanya=tanya)

    def _near_names(self, key: str) -> list[str]:
        if key not in self._near:
            # Over 83,762 names this is slow, so names of about the same length only.
            names = [n for n in self.by_nama if abs(len(n) - len(key)) <= 2]
            self._near[key] = get_close_matches(key, names, 4, DESA_MIRIP)
        return self._near[key]


def _prefer_class(found: list[Desa], text: str) -> list[Desa]:
    """Of a desa and a kelurahan of one name, keep the class that was written."""
    words = re.findall(r"[^\W_]+", text.lower())
    wanted = KELAS_DESA.get(words[0]) if len(words) > 1 else None
    if wanted is None:
        return found
    return [d for d in found if (d.jenis == "kelurahan") == (wanted == "kelurahan")] or found


def _same_kecamatan(desa: Desa, text: str) -> bool:
    return _alike(place_key(text, KELAS_ATAS), place_key(desa.kecamatan))


def _same_kabkota(desa: Desa, text: str) -> bool:
    return place_key(text, KELAS_ATAS) == place_key(desa.kabkota, KELAS_ATAS)


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= KECAMATAN_MIRIP
