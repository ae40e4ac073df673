"""What a visitor looks at: region, layer and order, read from the address and written to one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from kimportal.pages.peta.lapis import Lapis, general_layers, layer_of_bidang
from komunitas.models import Bidang
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import PANJANG_KODE, normalise_kode

URUTAN = ("nama", "-nama", "nilai", "-nilai")


@dataclass(frozen=True)
class Keadaan:
    """One view of the map; `induk` is None for Indonesia."""

    induk: Wilayah | None
    lapis: Lapis
    urut: str
    daftar_bidang: tuple[Lapis, ...]

    @property
    def kode(self) -> str:
        return self.induk.kode if self.induk else ""

    @property
    def tingkat(self) -> int:
        """The level of the parts that are listed and coloured."""
        return self.induk.tingkat + 1 if self.induk else Tingkat.PROVINSI

    @cached_property
    def daftar_umum(self) -> list[Lapis]:
        return general_layers()

    def query(self, **changes: Any) -> str:
        """Return this state, with changes, as the query of an address."""
        values = {"wilayah": self.kode, "lapis": self.lapis.kunci, "urut": self.urut} | changes
        usual = {"wilayah": "", "lapis": "kim", "urut": "nama"}
        query = urlencode({k: v for k, v in values.items() if v != usual[k]})
        return f"?{query}" if query else ""

    def url(self, nama: str = "pages:peta", **changes: Any) -> str:
        return reverse(nama) + self.query(**changes)

    def at(self, induk: Wilayah | None) -> Keadaan:
        return replace(self, induk=induk)


def read_state(params: QueryDict) -> Keadaan:
    """Read the state; what is unknown falls back to the usual."""
    of_bidang = tuple(
        layer_of_bidang(slug, nama) for slug, nama in Bidang.objects.values_list("slug", "nama")
    )
    urut = params.get("urut", "")
    return Keadaan(
        induk=_region(params.get("wilayah", "")),
        lapis=find_layer(params.get("lapis") or params.get("bidang", ""), of_bidang),
        urut=urut if urut in URUTAN else "nama",
        daftar_bidang=of_bidang,
    )


def find_layer(kunci: str, of_bidang: tuple[Lapis, ...]) -> Lapis:
    usual = general_layers()
    return next((lapis for lapis in (*usual, *of_bidang) if lapis.kunci == kunci), usual[0])


def _region(text: str) -> Wilayah | None:
    """Return the provinsi or kabupaten/kota that the code names or lies in."""
    kode = normalise_kode(text)
    if kode is None:
        return None
    return Wilayah.objects.filter(kode=kode[: PANJANG_KODE[2]]).select_related("induk").first()
