"""Writing tables as CSV and Excel files; nothing that somebody typed becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kimportal.tables import safe_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limits: rows of a sheet, letters of a cell.
ROWS = 1_000_000
LETTERS = 32_000
NARROW, WIDE = 18, 38


def write_csv(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table with a byte order mark, so that Excel reads UTF-8."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    # Our own numbers stay numbers: a minus before one is no formula.
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def write_xlsx(
    file: IO[bytes], title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write a table row by row; what does not fit on a sheet goes on to the next."""
    book = Workbook(write_only=True)
    sheet = _sheet(book, title, header)
    for number, row in enumerate(rows):
        if number and number % ROWS == 0:
            sheet = _sheet(book, f"{title[:24]} {number // ROWS + 1}", header)
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float) else safe_cell(value)


def _sheet(book: Any, title: str, header: Sequence[str]) -> Any:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for index, head in enumerate(header, start=1):
        width = WIDE if head.startswith(("Nama", "Judul", "Alasan", "Butir")) else NARROW
        sheet.column_dimensions[get_column_letter(index)].width = width
    cells = [_cell(sheet, head) for head in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, int | float):
        return WriteOnlyCell(sheet, value=value)
    text = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))
    cell = WriteOnlyCell(sheet, value=text[:LETTERS])
    cell.data_type = "s"
    return cell
