"""From the bytes of an upload to sheets of text. Told by content, never by name.

Every refusal is a `BerkasError` with a sentence for people.
"""

from __future__ import annotations

from komunitas.register.csv_file import read_csv
from komunitas.register.reading import MAX_BYTES, SIMPAN, BerkasError, Lembar
from komunitas.register.xlsx_file import read_xlsx

OLE = b"\xd0\xcf\x11\xe0"


def read_sheets(data: bytes) -> list[Lembar]:
    """Return the sheets of a register."""
    if not data.strip():
        raise BerkasError("Berkas ini kosong.")
    if len(data) > MAX_BYTES:
        raise BerkasError("Berkas ini terlalu besar. Paling besar 20 MB.")
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data)
    _refuse_other_kinds(data)
    return read_csv(data)


def _refuse_other_kinds(data: bytes) -> None:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(OLE):
        raise BerkasError(f"Ini berkas Excel lama (.xls) atau berkas berkata sandi. {SIMPAN}")
    if head.startswith((b"%pdf", b"{\\rtf")):
        raise BerkasError("Ini dokumen (PDF atau RTF), bukan tabel. Kirim berkas .xlsx atau .csv.")
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        raise BerkasError(f"Ini halaman web atau XML yang dinamai seperti Excel. {SIMPAN}")
    if head.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff")):
        raise BerkasError("Ini gambar, bukan tabel. Kirim berkas .xlsx atau .csv.")
