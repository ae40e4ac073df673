"""Reading the corpus under fixtures/demo (its README explains the format)."""

import json
import tomllib
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures/demo"
SEED = "kim-2026"


def dice(*key: object) -> Random:
    """Return a generator that always throws the same for the same key."""
    return Random(":".join(map(str, (SEED, *key))))  # noqa: S311 - reproducible, not secret


@dataclass(frozen=True)
class Cerita:
    """One story template; the fields are those of the corpus."""

    bidang: str
    kode: str
    jenis: str
    judul: list[str]
    ringkasan: list[str]
    isi: str
    gambar: list[str]
    # A product says "buy from your neighbours", which is networking.
    adinda: list[str] = field(default_factory=lambda: ["networking"])
    tempat: list[str] = field(default_factory=list)
    butuh: dict[str, str] = field(default_factory=dict)
    bukan: list[str] = field(default_factory=list)
    bulan: list[int] = field(default_factory=list)
    hadir: list[int] = field(default_factory=list)
    harga: list[int] = field(default_factory=list)
    isian: dict[str, list[Any]] = field(default_factory=dict)
    jam: list[str] = field(default_factory=list)
    sumber: list[str] = field(default_factory=list)
    tempat_acara: list[str] = field(default_factory=list)
    bidang2: list[str] = field(default_factory=list)

    @property
    def daftar_bidang(self) -> list[str]:
        """The slugs of its bidang, the main one first."""
        return [self.bidang, *self.bidang2]


@cache
def read(name: str) -> dict[str, Any]:
    """Return a TOML file of the corpus by its name without ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


@cache
def stories() -> tuple[Cerita, ...]:
    """Return every story, in a fixed order."""
    return tuple(
        Cerita(bidang=path.stem, **row)
        for path in sorted((FOLDER / "cerita").glob("*.toml"))
        for row in tomllib.loads(path.read_text())["cerita"]
    )


@cache
def coastal_villages() -> frozenset[str]:
    """Return the codes of the villages beside the sea."""
    by_kecamatan = json.loads((FOLDER / "pesisir.json").read_text())
    return frozenset(
        f"{kecamatan}.{desa}" for kecamatan, tail in by_kecamatan.items() for desa in tail.split()
    )


@dataclass(frozen=True)
class Gambar:
    """One picture to draw: the scene, the light it stands in, and its alternative text."""

    kode: str
    adegan: str
    waktu: str
    alt: str


@cache
def catalogue() -> tuple[Gambar, ...]:
    """Return the pictures, in a fixed order."""
    return tuple(Gambar(**row) for row in read("gambar")["gambar"])
