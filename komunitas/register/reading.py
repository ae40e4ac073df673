"""What both readers share: limits, the sheet of text, and the refusal in words."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_BYTES = 20 * 1024 * 1024
MAX_BARIS = 20_000
MAX_KOLOM = 100
MAX_SEL = 2000

SIMPAN = "Buka di Excel, pilih “Simpan sebagai”, lalu pilih .xlsx."


class BerkasError(Exception):
    """The file cannot be taken; the message is for people."""


@dataclass
class Lembar:
    """One sheet: its rows as text, each with the number that the spreadsheet shows."""

    nama: str
    baris: list[tuple[int, list[str]]] = field(default_factory=list)


def clean_cell(text: str) -> str:
    """Return a cell's text on one line, without control characters."""
    text = "".join(c if c.isprintable() else " " for c in text[:MAX_SEL])
    return " ".join(text.split())


def too_many_rows() -> BerkasError:
    return BerkasError(
        f"Berkas ini berisi lebih dari {MAX_BARIS:,} baris. Bagi per kecamatan.".replace(",", ".")
    )
