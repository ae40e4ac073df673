"""Spreadsheets that are handed out: the template, the report, the reconciliation.

Every cell is written as text, so that nothing somebody typed becomes a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from komunitas.models import BarisRegister
from komunitas.register.columns import LABEL
from wilayah.models import Wilayah

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEBAR = {"Nama KIM": 34, "Alamat": 34, "Keterangan": 70, "Nomor SK": 26, "Perihal SK": 30}

# What the template explains: heading -> (example, note).
PETUNJUK = {
    "nama": ("KIM Mariso Bersatu", "Wajib. “Kelompok” dan “Komunitas” sama saja."),
    "desa": ("Mariso", "Wajib, kecuali kode wilayah diisi."),
    "kecamatan": ("Mariso", "Sebaiknya diisi: banyak desa bernama sama."),
    "kabkota": ("Kota Makassar", "Hanya perlu untuk register satu provinsi."),
    "kode": ("73.71.01.1006", "Boleh menggantikan nama desa. Lihat lembar “Kode wilayah”."),
    "jenis": ("KIM desa/kelurahan", "Atau: KIM kecamatan, Forum KIM."),
    "alamat": ("Jl. Nuri No. 1", "Alamat sekretariat."),
    "sk_nomor": ("147/12/2023", "Kosongkan kalau belum ber-SK."),
    "sk_perihal": ("Pembentukan KIM", ""),
    "sk_tanggal": ("12 Maret 2023", "Wajib kalau nomor SK diisi."),
    "sk_berlaku": ("12 Maret 2028", ""),
    "sk_penerbit": ("Lurah Mariso", ""),
    "ketua": ("Sitti Aminah", ""),
    "sekretaris": ("Daeng Rala", ""),
    "bendahara": ("Nurhayati", ""),
    "telepon": ("0812 3456 7890", "Untuk kode aktivasi ketua. Tidak tampil untuk umum."),
    "bidang": ("Perikanan, UMKM", "Pisahkan dengan koma."),
    "tahun": ("2019", ""),
    "nomor_kimid": ("737101100601", "12 angka, kalau sudah ada di KIM.id."),
    "situs": ("mariso.kim.id", ""),
    "email": ("kim.mariso@contoh.id", "Tampil untuk umum."),
}


def template_xlsx(wilayah: Wilayah | None) -> bytes:
    """Return an empty register with explanations, and the codes of the region's villages."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    heads = [LABEL[name] for name in PETUNJUK]
    for index, head in enumerate(heads, start=1):
        dimension = sheet.column_dimensions[_letter(index)]
        dimension.width = LEBAR.get(head, 20)
        # Codes and telephone numbers lose digits when Excel takes them for numbers.
        dimension.number_format = "@"
    _append(sheet, heads, bold=True)
    notes = [(LABEL[name], *texts) for name, texts in PETUNJUK.items()]
    _sheet(book, "Petunjuk", ["Kolom", "Contoh", "Keterangan"], notes)
    if wilayah is not None and wilayah.tingkat >= 2:
        villages = Wilayah.objects.current().filter(tingkat=4).in_wilayah(wilayah.kode)
        rows = villages.values_list("kode", "nama", "induk__nama")
        _sheet(book, "Kode wilayah", ["Kode wilayah", "Desa/kelurahan", "Kecamatan"], rows)
    return _bytes(book)


def template_csv() -> bytes:
    """Return the headings alone, with the separator of Indonesian Excel."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow([LABEL[name] for name in PETUNJUK])
    return text.getvalue().encode("utf-8-sig")


def report_xlsx(rows: Iterable[BarisRegister], dikenal: list[str]) -> bytes:
    """Return rows as they came, with result and reason: to be mended and sent again."""
    book = Workbook(write_only=True)
    heads = ["Lembar", "Baris", *(LABEL[name] for name in dikenal), "Hasil", "Keterangan"]
    lines = (
        [
            row.lembar,
            row.nomor,
            *(row.isi.get(name, "") for name in dikenal),
            row.get_hasil_display(),
            " ".join([*row.masalah, *row.catatan]),
        ]
        for row in rows
    )
    _sheet(book, "Laporan", heads, lines)
    return _bytes(book)


def table_xlsx(title: str, heads: list[str], lines: Iterable[Iterable[Any]]) -> bytes:
    """Return one plain table."""
    book = Workbook(write_only=True)
    _sheet(book, title, heads, lines)
    return _bytes(book)


def attachment(data: bytes, name: str) -> HttpResponse:
    """Return a download; nobody else's cache may keep it."""
    kind = XLSX if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _sheet(book: Any, title: str, heads: list[str], lines: Iterable[Iterable[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index, head in enumerate(heads, start=1):
        sheet.column_dimensions[_letter(index)].width = LEBAR.get(head, 20)
    _append(sheet, heads, bold=True)
    for line in lines:
        _append(sheet, line)


def _append(sheet: Any, values: Iterable[Any], *, bold: bool = False) -> None:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=str(value))
        cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index))


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
