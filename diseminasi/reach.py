"""Jangkauan penyebaran: in how many of its villages a message was relayed.

REACH is the one statement behind every figure, table and file. It reads what is append-only
(who got the message, who relayed it) and three lists that others keep: the sasaran, the
villages in force, and which of them have a public KIM of their own today. A village counts
once, however often the message was relayed in it; people are never summed up.

Parameters: `info` the message's key; `sasaran` patterns of its regions ("73.71%"); `di` the
pattern of the region looked at; `panjang` how many characters of a village's code name the
part it is counted in (2 provinsi, 5 kabupaten/kota, 8 kecamatan, 13 the village itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Min

from diseminasi.models import InfoPemerintah, Kanal, LaporanPenyebaran, Penyebar, Ralat
from diseminasi.targeting import codes_of
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
    WHERE info_id = %(info)s AND wilayah_kode LIKE %(di)s
),
disebarkan AS (
    SELECT wilayah_id AS kode, bool_or(penyebar = 'kim') AS oleh_kim
    FROM diseminasi_laporanpenyebaran
    WHERE info_id = %(info)s AND wilayah_id LIKE %(di)s GROUP BY 1
)
SELECT left(desa.kode, %(panjang)s) AS kode, count(*) AS desa, count(ber_kim.kode) AS ber_kim,
    count(disampaikan.kode) AS disampaikan,
    count(*) FILTER (WHERE disebarkan.oleh_kim) AS disebarkan,
    count(*) FILTER (WHERE NOT disebarkan.oleh_kim) AS aparat
FROM desa LEFT JOIN ber_kim USING (kode) LEFT JOIN disampaikan USING (kode)
LEFT JOIN disebarkan USING (kode)
GROUP BY 1 ORDER BY 1
"""
# Seconds for which a count is good where nothing was reported.
REMEMBERED = 600
# The part of a region that its table lists, by the length of the region's own code.
BAGIAN = {0: 2, 2: 5, 5: 8, 8: 13, 13: 13}


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


def reach_by_part(
    info: InfoPemerintah, kode: str = "", *, panjang: int | None = None
) -> list[Capaian]:
    """Return the reach of each part of a region ("" = all of it), in one query."""
    values: dict[str, Any] = {
        "info": info.pk,
        "sasaran": [f"{one}%" for one in codes_of(info)],
        "di": f"{kode}%",
        "panjang": panjang or BAGIAN[len(kode)],
    }
    with connection.cursor() as cursor:
        cursor.execute(REACH, values)
        return [Capaian(*row) for row in cursor.fetchall()]


def forget_reach(info_id: int) -> None:
    """Let the next reader count anew: something was reported."""
    key = _state_key(info_id)
    # A number that was never there before, so that no count of an older state comes back.
    cache.set(key, uuid4().hex, None)


def _state_key(info_id: int) -> str:
    return f"jangkauan-{info_id}"


def together(rows: Iterable[Capaian], kode: str = "") -> Capaian:
    """Add the parts of a region up; they share no village."""
    sums = [sum(values) for values in zip(*(_counts(row) for row in rows), strict=True)]
    return Capaian(kode, *(sums or [0] * 5))


def _counts(row: Capaian) -> tuple[int, ...]:
    return (row.desa, row.ber_kim, row.disampaikan, row.disebarkan, row.aparat)


def _reports(info: InfoPemerintah, kode: str) -> Any:
    return LaporanPenyebaran.objects.filter(info=info, wilayah__kode__startswith=kode)


def reach_by_channel(info: InfoPemerintah, kode: str = "") -> list[tuple[str, int, int]]:
    """Return (channel, reports, villages) of what KIM reported; a village may stand in several."""
    rows = (
        _reports(info, kode)
        .filter(penyebar=Penyebar.KIM)
        .order_by()
        .values("kanal")
        .annotate(laporan=Count("pk"), desa=Count("wilayah", distinct=True))
        .order_by("-desa", "kanal")
    )
    return [(str(Kanal(row["kanal"]).label), row["laporan"], row["desa"]) for row in rows]


def reach_over_time(info: InfoPemerintah, kode: str = "") -> list[tuple[date, int, int]]:
    """Return (day, villages reached for the first time, all until then)."""
    first = (
        _reports(info, kode)
        .filter(penyebar=Penyebar.KIM)
        .order_by()
        .values("wilayah")
        .annotate(pertama=Min("tanggal"))
        .values_list("pertama", flat=True)
    )
    days: list[tuple[date, int, int]] = []
    for day in sorted(first):
        total = days[-1][2] + 1 if days else 1
        if days and days[-1][0] == day:
            days[-1] = (day, days[-1][1] + 1, total)
        else:
            days.append((day, 1, total))
    return days


@dataclass(frozen=True)
class CapaianRalat:
    """Of the villages that heard the message before its correction, those that heard that too."""

    ralat: Ralat
    asli: int
    ralat_sampai: int

    @property
    def persen(self) -> str:
        return percent(self.ralat_sampai, self.asli)


def reach_of_corrections(info: InfoPemerintah, kode: str = "") -> list[CapaianRalat]:
    """Measure each correction against what was relayed before it."""
    rows = list(_reports(info, kode).order_by().values_list("wilayah", "ralat__nomor").distinct())
    found = []
    for ralat in info.daftar_ralat.all():
        before = {desa for desa, nomor in rows if (nomor or 0) < ralat.nomor}
        after = {desa for desa, nomor in rows if (nomor or 0) >= ralat.nomor}
        found.append(CapaianRalat(ralat, len(before), len(before & after)))
    return found


@dataclass(frozen=True)
class Ringkasan:
    """Everything that the page of one message in one region shows."""

    bagian: list[Capaian]
    kanal: list[tuple[str, int, int]]
    hari: list[tuple[date, int, int]]
    ralat: list[CapaianRalat]


def remembered_reach(info: InfoPemerintah, kode: str = "") -> Ringkasan:
    """Return the reach as counted after the newest report, at most ten minutes ago.

    Deliveries and new KIM show with the next count, reports and corrections at once.
    """
    state = _state_key(info.pk)
    key = f"{state}-{cache.get(state, 0)}-{kode}"
    found: Ringkasan | None = cache.get(key)
    if found is None:
        found = Ringkasan(
            reach_by_part(info, kode),
            reach_by_channel(info, kode),
            reach_over_time(info, kode),
            reach_of_corrections(info, kode),
        )
        cache.set(key, found, REMEMBERED)
    return found


def village_rows(info: InfoPemerintah, kode: str) -> Iterator[list[str]]:
    """Yield the villages of a region as rows of a file, head first."""
    yield [
        "kode",
        "desa_kelurahan",
        "ber_kim",
        "disampaikan",
        "disebarkan_kim",
        "disebarkan_aparat",
    ]
    rows = reach_by_part(info, kode, panjang=PANJANG_KODE[4])
    names = dict(
        Wilayah.objects.filter(kode__startswith=kode, tingkat=4).values_list("kode", "nama_lengkap")
    )
    for row in rows:
        marks = (row.ber_kim, row.disampaikan, row.disebarkan, row.aparat)
        yield [row.kode, names.get(row.kode, ""), *("ya" if mark else "tidak" for mark in marks)]
