"""Small region lists for tests of the importer."""

import io
from pathlib import Path

from django.core.management import call_command

HEADER = "kode,nama,jenis,lat,lon,zona,ibukota,luas_km2,penduduk"
ROWS = [
    "73,Sulawesi Selatan,provinsi,-4.3,120.0,8,Makassar,45330.55,9463390",
    "73.06,Kabupaten Gowa,kabupaten,-5.31,119.74,8,Sungguminasa,1883.33,799999",
    "73.06.02,Pallangga,kecamatan,-5.25,119.45,,,,",
    "73.06.02.2002,Bontoala,desa,-5.22,119.44,,,,",
    "73.71,Kota Makassar,kota,-5.14,119.43,8,Makassar,175.77,1477861",
    "73.71.01,Mariso,kecamatan,-5.157,119.409,,,,",
    "73.71.01.1001,Bontorannu,kelurahan,-5.162,119.404,,,,",
    "73.71.01.1006,Mariso,kelurahan,,,,,,",
    "91,Papua,provinsi,-1.8,136.85,9,Jayapura,82680.95,1102358",
    "91.03,Kabupaten Jayapura,kabupaten,-2.58,140.2,9,Sentani,14082.21,188003",
    "91.03.03,Nimbokrang,kecamatan,-2.6,140.1,,,,",
    "91.03.03.3001,Kampung Adat Uji,desa_adat,-2.61,140.11,,,,",
]


def write_list(path: Path, rows: list[str] = ROWS, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def without(kode: str) -> list[str]:
    """Return the rows without the region and everything in it."""
    return [row for row in ROWS if not row.startswith((f"{kode},", f"{kode}."))]


def replaced(kode: str, new: str) -> list[str]:
    """Return the rows with another row in place of the region's."""
    rows = [new if row.startswith(f"{kode},") else row for row in ROWS]
    assert rows != ROWS
    return rows


def load(path: Path, *arguments: str) -> str:
    """Run the command and return what it printed."""
    out = io.StringIO()
    call_command("muat_wilayah", "--berkas", str(path), *arguments, stdout=out)
    return out.getvalue()
