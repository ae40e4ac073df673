"""Jangkauan penyebaran: in how many of its villages a message was relayed.

REACH is the one statement behind every figure, table and file. It reads what is append-only
(who got the message, who relayed it and has not taken that back) and three lists that others
keep: the sasaran, the villages in force, and which of them have a public KIM of their own today.
A village counts once, however often the message was relayed in it; people are never summed up.

Parameters: `info` the keys of the messages (several: a programme, whose villages count once
for all its messages); `sasaran` patterns of their regions ("73.71%"); `di` the pattern of
the region looked at; `panjang` how many characters of a village's code name the part it is
counted in (2 provinsi, 5 kabupaten/kota, 8 kecamatan, 13 the village itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from diseminasi.models import InfoPemerintah, Sasaran
from kimportal.rekap.shares import percent
from wilayah.models import Wilayah
from wilayah.querysets import PANJANG_KODE

REACH = """
WITH desa AS (
    SELECT kode FROM wilayah_wilayah
    WHERE tingkat = 4 AND berakhir_pada IS NULL AND kode LIKE ANY(%(sasaran)s) AND kode LIKE %(di)s
),
ber_kim AS (
    SELECT DISTINCT wilayah_id AS kode FROM komunitas_kim
    WHERE status = 'verified' AND jenis = 'desa' AND wilayah_id LIKE %(di)s
),
disampaikan AS (
    SELECT DISTINCT wilayah_kode AS kode FROM diseminasi_penyampaian
    WHERE info_id = ANY(%(info)s) AND wilayah_kode LIKE %(di)s
),
disebarkan AS (
    SELECT wilayah_id AS kode, bool_or(penyebar = 'kim') AS oleh_kim
    FROM diseminasi_laporanpenyebaran
    WHERE info_id = ANY(%(info)s) AND wilayah_id LIKE %(di)s AND dibatalkan_at IS NULL GROUP BY 1
)
SELECT left(desa.kode, %(panjang)s) AS kode, count(*) AS desa, count(ber_kim.kode) AS ber_kim,
    count(disampaikan.kode) AS disampaikan,
    count(*) FILTER (WHERE disebarkan.oleh_kim) AS disebarkan,
    count(*) FILTER (WHERE NOT disebarkan.oleh_kim) AS aparat
FROM desa LEFT JOIN ber_kim USING (kode) LEFT JOIN disampaikan USING (kode)
LEFT JOIN disebarkan USING (kode)
GROUP BY 1 ORDER BY 1
"""
PROVINSI, KABKOTA, KECAMATAN, DESA = (PANJANG_KODE[level] for level in (1, 2, 3, 4))
# The part of a region that its table lists, by the length of the region's own code.
BAGIAN = {0: PROVINSI, PROVINSI: KABKOTA, KABKOTA: KECAMATAN, KECAMATAN: DESA, DESA: DESA}


@dataclass(frozen=True)
class Pokok:
    """Whose reach is looked at: one message, or all messages of a programme."""

    infos: list[int]
    sasaran: list[str]
    # Which rows of CapaianWilayah are its own.
    kunci: dict[str, Any] = field(default_factory=dict)


def reach_of_info(info: InfoPemerintah) -> Pokok:
    """Return what is counted for a message."""
    return Pokok([info.pk], _codes([info.pk]), {"info": info.pk, "program": ""})


def reach_of_program(kunci: str) -> Pokok:
    """Return what is counted for a programme: its messages that are public."""
    rows = InfoPemerintah.objects.public().filter(kunci_program=kunci).order_by("pk")
    infos = list(rows.values_list("pk", flat=True))
    return Pokok(infos, _codes(infos), {"info": None, "program": kunci})


def _codes(infos: list[int]) -> list[str]:
    rows = (
        Sasaran.objects.filter(info__in=infos).order_by("pk").values_list("wilayah_id", flat=True)
    )
    return sorted({kode or "" for kode in rows})


@dataclass(frozen=True)
class Capaian:
    """The villages of one region, by how far the message came.

    `disebarkan`: by a KIM; `aparat`: by nobody but camat, kades or lurah.
    """

    kode: str
    desa: int
    ber_kim: int
    disampaikan: int
    disebarkan: int
    aparat: int

    @property
    def belum(self) -> int:
        """Villages in which nobody has relayed it."""
        return self.desa - self.disebarkan - self.aparat

    @property
    def persen(self) -> str:
        """The share of villages in which a KIM relayed it, for people: "3,9%"."""
        return percent(self.disebarkan, self.desa)

    @property
    def kelas(self) -> int:
        """The step 0 to 5 of the colour scale: none, then fifths of the villages."""
        return -(-5 * self.disebarkan // self.desa) if self.desa else 0

    @property
    def hitungan(self) -> tuple[int, int, int, int, int]:
        return (self.desa, self.ber_kim, self.disampaikan, self.disebarkan, self.aparat)


def reach_by_part(pokok: Pokok, kode: str = "", *, panjang: int | None = None) -> list[Capaian]:
    """Count each part of a region ("" = all of it) anew, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(REACH, region_values(pokok, kode, panjang or BAGIAN[len(kode)]))
        return [Capaian(*row) for row in cursor.fetchall()]


def region_values(pokok: Pokok, kode: str, panjang: int) -> dict[str, Any]:
    """Return the parameters of REACH and of the statements of `diseminasi.reach_details`."""
    return {
        "info": pokok.infos,
        "sasaran": [f"{one}%" for one in pokok.sasaran],
        "di": f"{kode}%",
        "panjang": panjang,
    }


def together(rows: Iterable[Capaian], kode: str = "") -> Capaian:
    """Add the parts of a region up; they share no village."""
    sums = [sum(values) for values in zip(*(row.hitungan for row in rows), strict=True)]
    return Capaian(kode, *(sums or [0] * 5))


def village_rows(pokok: Pokok, kode: str) -> Iterator[list[str]]:
    """Yield the villages of a region as rows of a file, head first."""
    yield [
        "kode",
        "desa_kelurahan",
        "ber_kim",
        "disampaikan",
        "disebarkan_kim",
        "disebarkan_aparat",
    ]
    rows = reach_by_part(pokok, kode, panjang=DESA)
    names = dict(
        Wilayah.objects.filter(kode__startswith=kode, tingkat=4).values_list("kode", "nama_lengkap")
    )
    for row in rows:
        marks = (row.ber_kim, row.disampaikan, row.disebarkan, row.aparat)
        yield [row.kode, names.get(row.kode, ""), *("ya" if mark else "tidak" for mark in marks)]
