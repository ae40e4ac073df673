"""Who has answered a message for KIM only: rows, counts, and a table to take along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from diseminasi.models import CaraJawab, InfoPemerintah, Penyampaian, TanggapanKim
from kimportal.template_tags import waktu

KEPALA = (
    *("Nomor KIM", "Nama KIM", "Kode desa", "Desa/kelurahan"),
    *("Jawaban", "Keterangan", "Dijawab pada"),
)
BELUM = Q(tanggapan=None)
SARINGAN: dict[str, tuple[str, Q]] = {
    "belum": ("Belum menjawab", BELUM),
    "sudah": ("Sudah menjawab", ~BELUM),
    "hadir": ("Hadir", Q(hadir=True)),
    "tidak": ("Tidak hadir", Q(hadir=False)),
}


def answers_of(info: InfoPemerintah) -> QuerySet[Any]:
    """Return the KIM that were asked, each with what holds of its answer."""
    newest = TanggapanKim.objects.filter(info=OuterRef("info"), kim=OuterRef("kim"))
    parts = {
        name: Subquery(newest.order_by("-nomor").values(column)[:1])
        for name, column in (
            ("tanggapan", "pk"),
            ("hadir", "hadir"),
            ("teks", "teks"),
            ("pada", "created_at"),
        )
    }
    rows = Penyampaian.objects.filter(info=info).annotate(**parts)
    return rows.select_related("kim__wilayah").order_by("wilayah_kode", "kim")


def filters_for(info: InfoPemerintah) -> dict[str, str]:
    """Return the filters that make sense for the way in which it is answered."""
    is_text = info.cara_jawab == CaraJawab.TEKS
    return {
        key: label
        for key, (label, _) in SARINGAN.items()
        if not (is_text and key in ("hadir", "tidak"))
    }


def count_answers(rows: QuerySet[Any]) -> dict[str, int]:
    """Count the rows of `answers_of`, by what was answered."""
    counts = {f"n_{key}": Count("pk", filter=part) for key, (_, part) in SARINGAN.items()}
    found = rows.order_by().aggregate(n_diminta=Count("pk"), **counts)
    return {key.removeprefix("n_"): count for key, count in found.items()}


def answer_word(row: Any) -> str:
    """Return a row's answer in a word."""
    if row.tanggapan is None:
        return "Belum menjawab"
    if row.hadir is None:
        return "Dijawab"
    return "Hadir" if row.hadir else "Tidak hadir"


def table_rows(info: InfoPemerintah) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of the table; who typed an answer stays out of it."""
    for row in answers_of(info).iterator(chunk_size=2000):
        yield (
            row.kim.nomor,
            row.kim.nama,
            row.wilayah_kode,
            row.kim.wilayah.nama_singkat,
            answer_word(row),
            row.teks or "",
            waktu(row.pada, info.zona) if row.pada else "",
        )
