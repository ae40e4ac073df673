"""Villages in which nobody has relayed a message yet, and who could be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from diseminasi.bahan.links import short_link
from diseminasi.models import InfoPemerintah, LaporanPenyebaran
from diseminasi.reach import Pokok
from diseminasi.targeting import villages_of
from komunitas.contact import contact_button, with_ketua
from komunitas.models import Kim
from komunitas.scope import within
from wilayah.models import Wilayah
from wilayah.querysets import PANJANG_KODE, WilayahQuerySet

KECAMATAN = PANJANG_KODE[3]
# Neighbouring KIM named beside a village without one.
TETANGGA = 2


@dataclass(frozen=True)
class DesaBelum:
    """One village: its own KIM or its neighbours', with buttons, and words for its head."""

    wilayah: Wilayah
    sendiri: list[tuple[Kim, Any]]
    tetangga: list[tuple[Kim, Any]]
    wa_aparat: str


def unreached_villages(info: InfoPemerintah, codes: list[str]) -> WilayahQuerySet:
    """Return the villages of these scopes that the message has yet to reach."""
    reports = LaporanPenyebaran.objects.filter(info=info, wilayah=OuterRef("pk"))
    return villages_of(info).filter(within(codes, "kode"), ~Exists(reports)).order_by("kode")


def unreached_names(pokok: Pokok, kode: str) -> WilayahQuerySet:
    """Return the villages of a region that no message of these has reached."""
    reports = LaporanPenyebaran.objects.filter(info__in=pokok.infos, wilayah=OuterRef("pk"))
    villages = Wilayah.objects.current().filter(within(pokok.sasaran, "kode"), tingkat=4)
    return villages.filter(~Exists(reports), kode__startswith=kode).order_by("kode")


def with_helpers(info: InfoPemerintah, villages: Iterable[Wilayah]) -> list[DesaBelum]:
    """Say for each village whom to ask, in a fixed number of queries."""
    villages = list(villages)
    around = {village.kode[:KECAMATAN] for village in villages}
    kims = Kim.objects.published().annotate(kecamatan=Left("wilayah", KECAMATAN))
    by_kecamatan: defaultdict[str, list[Kim]] = defaultdict(list)
    for kim in with_ketua(kims.filter(kecamatan__in=around).order_by("nomor")):
        by_kecamatan[kim.wilayah_id[:KECAMATAN]].append(kim)
    return [_helpers(info, desa, by_kecamatan[desa.kode[:KECAMATAN]]) for desa in villages]


def _helpers(info: InfoPemerintah, desa: Wilayah, kims: list[Kim]) -> DesaBelum:
    own = [kim for kim in kims if kim.wilayah_id == desa.kode]
    others = [] if own else [kim for kim in kims if kim.wilayah_id != desa.kode][:TETANGGA]
    ask = f"Mohon sebarkan info “{info}”, lalu laporkan lewat Kelola KIM."
    also = (
        f"{desa.sebutan} belum ber-KIM. Bisakah KIM Anda menyebarkan info “{info}” juga di sana? "
        "Pilih desanya di laporan."
    )
    return DesaBelum(
        desa,
        [(kim, contact_button(kim, ask)) for kim in own],
        [(kim, contact_button(kim, also)) for kim in others],
        f"https://wa.me/?text={quote(_words_for_officials(info, desa), safe='')}",
    )


def _words_for_officials(info: InfoPemerintah, desa: Wilayah) -> str:
    return (
        f"Yth. camat, kepala desa, atau lurah di {desa.sebutan}. Mohon bantu sampaikan kepada "
        f"warga: “{info}”. Selengkapnya: {short_link(info)}\n"
        "Kabari kami bila sudah, lewat apa dan kapan.\nSalam dari Diskominfo."
    )
