"""Reading .xlsx: what could harm is refused before anything is unpacked."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from komunitas.register.reading import (
    MAX_BARIS,
    MAX_KOLOM,
    SIMPAN,
    BerkasError,
    Lembar,
    clean_cell,
    too_many_rows,
)

# A register of 20,000 rows unpacks to some 30 MB.
MAX_TERBUKA = 120 * 1024 * 1024
MAX_ANGGOTA = 500
MAX_LEMBAR = 60
RUSAK = f"Berkas ini rusak atau bukan Excel yang utuh. {SIMPAN}"


def read_xlsx(data: bytes) -> list[Lembar]:
    """Return the sheets as text. Formulas are never computed: the value last shown counts."""
    _check_archive(data)
    try:
        with warnings.catch_warnings():
            # Of parts that openpyxl leaves out, such as drop-down lists.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _read_book(book)
    except BerkasError:
        raise
    # A file made by a stranger may fail in any way inside the library.
    except Exception as error:
        raise BerkasError(RUSAK) from error


def _check_archive(data: bytes) -> None:
    """Refuse by the list of contents alone: nothing is unpacked here.

    The sizes stated there are a limit: zipfile never unpacks more than is stated.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BerkasError(RUSAK) from error
    names = {member.filename.lower() for member in members}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise BerkasError(f"Berkas ini berisi makro, jadi tidak diterima. {SIMPAN}")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise BerkasError(f"Jenis lembar kerja ini (.xlsb atau .ods) belum dikenal. {SIMPAN}")
    if "xl/workbook.xml" not in names:
        raise BerkasError("Ini berkas ZIP atau dokumen lain, bukan Excel. Kirim .xlsx atau .csv.")
    if len(members) > MAX_ANGGOTA or sum(m.file_size for m in members) > MAX_TERBUKA:
        raise BerkasError(
            "Isi berkas ini terlalu besar setelah dibuka. Hapus gambar dan lembar lain, lalu "
            "simpan lagi."
        )
    if any(m.flag_bits & 1 for m in members):
        raise BerkasError("Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu kirim lagi.")


def _read_book(book: Any) -> list[Lembar]:
    sheets = []
    left = MAX_BARIS
    for sheet in book.worksheets[:MAX_LEMBAR]:
        if sheet.sheet_state != "visible":
            continue
        lembar = Lembar(clean_cell(sheet.title)[:60])
        for nomor, cells in _rows(sheet):
            left -= 1
            if left < 0:
                raise too_many_rows()
            lembar.baris.append((nomor, cells))
        sheets.append(lembar)
    return sheets


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything. What the file says about its size is not believed."""
    sheet.reset_dimensions()
    # One more than allowed, so that too long a sheet is seen, and room for empty rows.
    last = MAX_BARIS * 2
    rows = sheet.iter_rows(max_row=last, max_col=MAX_KOLOM, values_only=True)
    for nomor, values in enumerate(rows, start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield nomor, cells


def _text(value: Any) -> str:
    """Write a value the way people would: days as 2023-03-12, whole numbers without point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return clean_cell(str(value))
