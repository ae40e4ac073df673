"""Read a list of regions, row by row, and refuse the first row that cannot be right."""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from wilayah.models import Jenis
from wilayah.querysets import KODE

REQUIRED = ["kode", "nama", "jenis"]
OPTIONAL = ["lat", "lon", "zona", "ibukota", "luas_km2", "penduduk"]
NAME_LENGTH = 100
GZIP_MAGIC = b"\x1f\x8b"
# What text looks like that was read in the wrong encoding and saved again.
MISREAD = re.compile("�|Ã|â€")
LAT, LON = (-12, 7), (94, 142)
ZONA = (7, 9)
LUAS, PENDUDUK = (0, 1_000_000), (0, 1_000_000_000)

KELAS_DESA = {"1": Jenis.KELURAHAN, "2": Jenis.DESA, "3": Jenis.DESA_ADAT}
FIRST_KOTA = "71"


class ListError(Exception):
    """A list that cannot be loaded: which file, which line, and why, in words for people."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        place = f"{path.name} baris {line}" if line else path.name
        super().__init__(f"{place}: {reason}")


class ListRow(NamedTuple):
    """One row as it stands in the file; None where the cell is empty or has no column."""

    line: int
    kode: str
    nama: str
    jenis: str
    lat: float | None
    lon: float | None
    zona: int | None
    ibukota: str | None
    luas_km2: float | None
    penduduk: int | None


def read_header(path: Path) -> list[str]:
    """Return the column names of a region list, all of them known."""
    header = next(read_cells(path), (1, []))[1]
    if missing := [name for name in REQUIRED if name not in header]:
        raise ListError(path, 1, f"kolom {', '.join(missing)} tidak ada.")
    if unknown := [name for name in header if name not in REQUIRED + OPTIONAL]:
        raise ListError(path, 1, f"kolom tidak dikenal: {', '.join(unknown)}.")
    if len(set(header)) < len(header):
        raise ListError(path, 1, "ada kolom yang tertulis dua kali.")
    return header


def read_rows(path: Path) -> Iterator[ListRow]:
    """Yield the rows of a region list, each checked by itself."""
    header = read_header(path)
    cells = read_cells(path)
    next(cells)
    for line, values in cells:
        if len(values) != len(header):
            raise ListError(path, line, f"ada {len(values)} kolom, seharusnya {len(header)}.")
        try:
            yield _parse(line, dict(zip(header, values, strict=True)))
        except ValueError as error:
            raise ListError(path, line, str(error)) from error


def read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of every row of a CSV file, plain or gzipped, in UTF-8."""
    try:
        with path.open("rb") as plain:
            is_gzip = plain.read(2) == GZIP_MAGIC
            plain.seek(0)
            binary = cast(BinaryIO, gzip.GzipFile(fileobj=plain)) if is_gzip else plain
            reader = csv.reader(_decode(path, binary), strict=True)
            for values in _reported(path, reader):
                if values:
                    yield reader.line_num, values
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ListError(path, None, "berkas gzip rusak atau terpotong.") from error
    except OSError as error:
        raise ListError(path, None, f"berkas tidak dapat dibaca ({error.strerror}).") from error


def _decode(path: Path, binary: BinaryIO) -> Iterator[str]:
    for line, raw in enumerate(binary, start=1):
        try:
            yield raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            reason = "bukan teks UTF-8; simpan ulang berkas dengan pengodean UTF-8."
            raise ListError(path, line, reason) from error


def _reported(path: Path, reader: Any) -> Iterator[list[str]]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ListError(
                path, reader.line_num, f"bukan baris CSV yang sah ({error})."
            ) from error


def _parse(line: int, cells: Mapping[str, str]) -> ListRow:
    kode = cells["kode"].strip()
    if not KODE.fullmatch(kode):
        raise ValueError(f"kode “{kode}” tidak sah; tulis seperti 73.71.01.1001.")
    jenis = cells["jenis"].strip()
    if jenis != expected_jenis(kode):
        raise ValueError(f"jenis “{jenis}” tidak cocok dengan kode {kode}.")
    lat = _decimal(cells, "lat", *LAT)
    lon = _decimal(cells, "lon", *LON)
    if (lat is None) != (lon is None):
        raise ValueError("lat dan lon harus diisi keduanya atau dikosongkan keduanya.")
    return ListRow(
        line=line,
        kode=kode,
        nama=_name(cells["nama"]),
        jenis=jenis,
        lat=lat,
        lon=lon,
        zona=_whole(cells, "zona", *ZONA),
        ibukota=_text(cells.get("ibukota", "")) or None,
        luas_km2=_decimal(cells, "luas_km2", *LUAS),
        penduduk=_whole(cells, "penduduk", *PENDUDUK),
    )


def expected_jenis(kode: str) -> str | None:
    """Return the class that a code stands for, None if it stands for none."""
    parts = kode.split(".")
    if len(parts) == 4:
        return KELAS_DESA.get(parts[3][0])
    if len(parts) == 2:
        return Jenis.KOTA if parts[1] >= FIRST_KOTA else Jenis.KABUPATEN
    return Jenis.PROVINSI if len(parts) == 1 else Jenis.KECAMATAN


def _name(cell: str) -> str:
    nama = _text(cell)
    if not nama:
        raise ValueError("nama kosong.")
    return nama


def _text(cell: str) -> str:
    text = " ".join(cell.split())
    if len(text) > NAME_LENGTH:
        raise ValueError(f"“{text[:30]}…” lebih panjang dari {NAME_LENGTH} huruf.")
    if MISREAD.search(text) or not text.isprintable():
        raise ValueError(f"“{text}” berisi huruf rusak; periksa pengodean berkas.")
    return text


def _decimal(cells: Mapping[str, str], name: str, low: float, high: float) -> float | None:
    cell = cells.get(name, "").strip()
    if not cell:
        return None
    try:
        number = float(cell)
    except ValueError:
        raise ValueError(f"{name} “{cell}” bukan angka.") from None
    if not low <= number <= high:
        raise ValueError(f"{name} {cell} di luar batas {low} sampai {high}.")
    return number


def _whole(cells: Mapping[str, str], name: str, low: int, high: int) -> int | None:
    number = _decimal(cells, name, low, high)
    if number is not None and not number.is_integer():
        raise ValueError(f"{name} {cells[name]} bukan bilangan bulat.")
    return None if number is None else int(number)
