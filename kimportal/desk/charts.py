"""Small charts as SVG, made by the server: they print, need no script, and say what they show.

Each has a title, a description for those who hear the page, the numbers beside the bars, and its
values for a table. Widths are in units of a 360 unit wide picture, about one per pixel on a
phone. Colours come from the style sheet (`.grafik`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kimportal.desk.figures_periods import BULAN, month_name
from kimportal.template_tags import angka

WIDTH = 360
ROW, BAR, LABEL = 44, 14, 16
HEIGHT, HEAD = 170, 18
# Where columns stand.
BASE = HEIGHT - 22


@dataclass(frozen=True)
class Grafik:
    """One chart: its picture, and the same values for a table."""

    kunci: str
    judul: str
    kolom: str
    satuan: str
    nilai: Sequence[tuple[str, int]]
    gambar: SafeString
    catatan: str = ""

    @property
    def is_kosong(self) -> bool:
        return not any(value for _, value in self.nilai)


def bars(
    kunci: str,
    judul: str,
    nilai: Sequence[tuple[str, int]],
    *,
    kolom: str,
    satuan: str,
    catatan: str = "",
) -> Grafik:
    """Draw horizontal bars, one per value, each with its name above it."""
    most = max((value for _, value in nilai), default=0) or 1
    room = WIDTH - 64
    rows = format_html_join(
        "",
        '<text class="grafik-nama" x="0" y="{}">{}</text>'
        '<rect class="grafik-alas" x="0" y="{}" width="{}" height="{}" rx="3"></rect>'
        '<rect class="grafik-isi" x="0" y="{}" width="{}" height="{}" rx="3"></rect>'
        '<text class="grafik-angka" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (
                *(n * ROW + LABEL, name, n * ROW + 23, room, BAR),
                *(n * ROW + 23, _n(_length(value, most, room)), BAR),
                *(WIDTH, n * ROW + 35, angka(value)),
            )
            for n, (name, value) in enumerate(nilai)
        ),
    )
    picture = _svg(kunci, judul, nilai, satuan, max(len(nilai), 1) * ROW, rows)
    return Grafik(kunci, judul, kolom, satuan, nilai, picture, catatan)


def columns(
    kunci: str,
    judul: str,
    nilai: Sequence[tuple[str, int]],
    *,
    kolom: str,
    satuan: str,
    singkat: Sequence[str],
    catatan: str = "",
) -> Grafik:
    """Draw upright columns over time; `singkat` names them below, in few letters."""
    most = max((value for _, value in nilai), default=0) or 1
    step = WIDTH / max(len(nilai), 1)
    heights = [(value, _length(value, most, BASE - HEAD)) for _, value in nilai]
    rows = format_html_join(
        "",
        '<rect class="grafik-isi" x="{}" y="{}" width="{}" height="{}" rx="2"></rect>'
        '<text class="grafik-angka" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="grafik-nama" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (
                *(_n((n + 0.15) * step), _n(BASE - high), _n(0.7 * step), _n(high)),
                *(_n((n + 0.5) * step), _n(BASE - high - 5)),
                # Numbers over narrow columns would run into each other.
                _short(value) if len(nilai) <= 13 else "",
                *(_n((n + 0.5) * step), HEIGHT - 6, singkat[n]),
            )
            for n, (value, high) in enumerate(heights)
        ),
    )
    line = format_html(
        '<line class="grafik-garis" x1="0" y1="{0}" x2="{1}" y2="{0}"></line>', BASE, WIDTH
    )
    picture = _svg(kunci, judul, nilai, satuan, HEIGHT, rows + line, "grafik-tegak")
    return Grafik(kunci, judul, kolom, satuan, nilai, picture, catatan)


def months(kunci: str, judul: str, nilai: Sequence[tuple[date, int]], *, satuan: str) -> Grafik:
    """Draw one column per month; long periods name each January only, by its year."""
    many = len(nilai) > 13
    short = [
        (str(first.year) if first.month == 1 else "") if many else BULAN[first.month - 1][:3]
        for first, _ in nilai
    ]
    named = [(month_name(first), value) for first, value in nilai]
    return columns(kunci, judul, named, kolom="Bulan", satuan=satuan, singkat=short)


def _svg(
    kunci: str,
    judul: str,
    nilai: Sequence[tuple[str, int]],
    satuan: str,
    height: int,
    inner: SafeString,
    kelas: str = "",
) -> SafeString:
    told = "; ".join(f"{name} {angka(value)}" for name, value in nilai)
    return format_html(
        '<svg class="grafik {}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">Dalam {}: {}.</desc>{}</svg>',
        *(kelas, WIDTH, height, kunci, kunci, kunci, judul, kunci, satuan, told, inner),
    )


def _length(value: int, most: int, room: int) -> float:
    """Return how long a bar is; what is there at all can be seen."""
    return max(2.0, room * value / most) if value else 0.0


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _short(value: int) -> str:
    """Write a number in the room above a column: 12.345 -> 12rb."""
    if value < 10_000:
        return angka(value) if value else ""
    return f"{value // 1000}rb" if value < 1_000_000 else f"{value / 1_000_000:.1f}jt"
