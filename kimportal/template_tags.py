"""Template tags and filters known to every template (registered as builtins)."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template.defaultfilters import capfirst
from django.template.defaultfilters import date as format_date
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kimportal.whatsapp import whatsapp_button

register = template.Library()

# UTC offset in hours -> zone and its Indonesian name (Keppres 41/1987).
ZONA_WAKTU = {
    7: (ZoneInfo("Asia/Jakarta"), "WIB"),
    8: (ZoneInfo("Asia/Makassar"), "WITA"),
    9: (ZoneInfo("Asia/Jayapura"), "WIT"),
}

# The parts of the site that `includes/nav.html` marks.
NAVIGASI = ("kim", "kegiatan", "info-pemerintah", "cek-hoaks", "wilayah", "peta")


@register.simple_tag
@cache
def ikon(nama: str) -> SafeString:
    """Draw an icon of the sprite; decorative, so a word must stand beside it."""
    return format_html(
        '<svg class="ikon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/ikon.svg"),
        nama,
    )


@register.simple_tag
def tombol_wa(nomor: str, pesan: str, label: str = "Kirim lewat WhatsApp") -> SafeString | str:
    """Draw a WhatsApp button with a message ready; nothing without a number."""
    return whatsapp_button(nomor, pesan, label)


@register.filter
def angka(nilai: int | float | None) -> str:
    """Write a number the Indonesian way: 83762 -> 83.762."""
    return "–" if nilai is None else f"{nilai:,.0f}".replace(",", ".")


@register.filter
def tanggal(nilai: date | datetime | None, zona: int = 7) -> str:
    """Write a day in full (7 Maret 2026); a moment is first moved to its region's zone."""
    if isinstance(nilai, datetime):
        nilai = nilai.astimezone(ZONA_WAKTU[zona][0])
    return format_date(nilai, "j F Y") if nilai else ""


@register.filter
def waktu(nilai: datetime | None, zona: int = 7) -> str:
    """Write a moment in its region's zone: 7 Maret 2026 pukul 14.30 WITA."""
    if nilai is None:
        return ""
    tz, nama = ZONA_WAKTU[zona]
    return f"{format_date(nilai.astimezone(tz), 'j F Y')} pukul {nilai.astimezone(tz):%H.%M} {nama}"


@register.filter
def nama_zona(zona: int) -> str:
    """Name the zone that a region's clock follows: 8 -> WITA."""
    return ZONA_WAKTU[zona][1]


@register.filter
def alamat_lengkap(path: str) -> str:
    """Make a path of this site absolute, for share links, feeds and OpenGraph."""
    return path if path.startswith("http") else settings.KIM_SITE_URL + path


@register.filter
def bagian(path: str | None) -> str:
    """Name the item of the navigation that a path lies below, and whether it is its first page.

    "/kim/" and "/" are first pages, what lies behind "/kim/" is "/kim/…", and all that stands in
    no navigation is alike: whatever people type, there are few of these.
    """
    if path == "/":
        return "/"
    head, _, rest = (path or "").lstrip("/").partition("/")
    return f"/{head}/{'…' if rest else ''}" if head in NAVIGASI else ""


@register.filter
def titik_kasar(lat: float, lon: float) -> str:
    """Write a point to about 100 m, which finds a hall but no door: 5,165° LS, 119,417° BT."""
    sisi = ("LS" if lat < 0 else "LU", "BT" if lon >= 0 else "BB")
    angka_titik = (f"{abs(nilai):.3f}".replace(".", ",") for nilai in (lat, lon))
    return ", ".join(f"{n}° {s}" for n, s in zip(angka_titik, sisi, strict=True))


@register.filter
def berkolom(sel: Iterable[str], kepala: Iterable[dict[str, Any]]) -> list[SafeString]:
    """Give the cells of a row in the admin the words of their columns, as `data-kolom`.

    Phones show a row as a card, in which the head of the table is out of sight.
    """
    return [
        SafeString(str(isi).replace("<td", format_html('<td data-kolom="{}"', _head(judul)), 1))
        for isi, judul in zip(sel, kepala, strict=True)
    ]


def _head(judul: dict[str, Any]) -> str:
    # The column of the tick boxes has markup for a head; only the others are words.
    return "" if "action-checkbox" in (judul.get("class_attrib") or "") else capfirst(judul["text"])
