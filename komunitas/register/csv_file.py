"""Reading .csv as Excel, LibreOffice and other systems write it in Indonesia."""

from __future__ import annotations

import csv

from komunitas.register.columns import match_columns
from komunitas.register.reading import (
    MAX_BARIS,
    MAX_KOLOM,
    BerkasError,
    Lembar,
    clean_cell,
    too_many_rows,
)

PEMISAH = (";", ",", "\t", "|")
BUKAN_TEKS = "Berkas ini bukan tabel .xlsx dan bukan teks .csv. Kirim salah satunya."


def read_csv(data: bytes) -> list[Lembar]:
    """Return the text as one sheet; encoding and separator are found out."""
    text = _decode(data)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return [_read(rest, first.strip()[4], offset=1)]
    return [_read(text, _separator(text))]


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    elif b"\x00" in data:
        raise BerkasError(BUKAN_TEKS)
    else:
        codec = "utf-8-sig"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        # What Windows programs write when nobody asks for more.
        text = data.decode("cp1252", errors="replace")
    odd = sum(c < " " and c not in "\t\r\n" for c in text[:4096])
    if odd > 8:
        raise BerkasError(BUKAN_TEKS)
    return text


def _separator(text: str) -> str:
    """Return the separator under which most columns of a register are recognised."""
    head = text[:20_000].splitlines()[:30]

    def score(sep: str) -> tuple[int, int]:
        rows = [[clean_cell(c) for c in row] for row in _parse(head, sep)]
        known = max((len(match_columns(row).letak) for row in rows), default=0)
        return known, max(map(len, rows), default=0)

    return max(PEMISAH, key=score)


def _parse(lines: list[str], sep: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=sep))
    except csv.Error:
        return []


def _read(text: str, sep: str, offset: int = 0) -> Lembar:
    lembar = Lembar("")
    reader = csv.reader(text.splitlines(keepends=True), delimiter=sep)
    try:
        for nomor, row in enumerate(reader, start=1 + offset):
            cells = [clean_cell(cell) for cell in row[:MAX_KOLOM]]
            if any(cells):
                lembar.baris.append((nomor, cells))
            if len(lembar.baris) > MAX_BARIS:
                raise too_many_rows()
    except csv.Error as error:
        raise BerkasError(f"Teks .csv ini rusak di sekitar baris {reader.line_num}.") from error
    return lembar
