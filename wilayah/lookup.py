"""Turning what someone typed, a code or a name, into one region, or into a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wilayah.models import Wilayah
from wilayah.querysets import normalise_kode

MAX_CHOICES = 10
# The picker writes a chosen region as "Kota Makassar, Sulawesi Selatan (73.71)".
KODE_AT_END = re.compile(r"\(([\d.]+)\)\s*$")
AWALAN = re.compile(r"^(kota|kabupaten) (administrasi )?")


@dataclass(frozen=True)
class Found:
    """The region that was meant, or, when it is not clear, those it may be (likeliest first).

    `is_terpotong`: there are more than the choice holds.
    """

    wilayah: Wilayah | None = None
    pilihan: list[Wilayah] = field(default_factory=list)
    is_terpotong: bool = False


def find_region(text: str, *, tingkat: int | None = None) -> Found:
    """Return the region that `text` names; `tingkat` keeps the names of one level only."""
    text = text.strip()
    at_end = KODE_AT_END.search(text)
    if kode := normalise_kode(at_end[1] if at_end else text):
        return Found(wilayah=Wilayah.objects.filter(kode=kode).first())
    regions = Wilayah.objects.search(text)
    if tingkat:
        regions = regions.filter(tingkat=tingkat)
    found = list(regions[: MAX_CHOICES + 1])
    pilihan = found[:MAX_CHOICES]
    # Whoever writes a name in full means one of those that bear it, not one that is like it.
    pilihan = [w for w in pilihan if _plain(text) in _names(w)] or pilihan
    if len(pilihan) == 1:
        return Found(wilayah=pilihan[0])
    return Found(pilihan=pilihan, is_terpotong=len(found) > MAX_CHOICES)


def written(wilayah: Wilayah) -> str:
    """Write a region so that `find_region` surely finds it again."""
    return f"{wilayah.nama_lengkap} ({wilayah.kode})"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _names(wilayah: Wilayah) -> set[str]:
    nama = _plain(wilayah.nama)
    return {nama, AWALAN.sub("", nama), _plain(wilayah.sebutan), _plain(wilayah.nama_lengkap)}
