"""Complete the rows of a region list by their place in the tree: names, time zone, point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from wilayah.import_file import OPTIONAL, ListError, ListRow


class RegionRow(NamedTuple):
    """One region as the table holds it; the names are those of the table's columns."""

    kode: str
    nama: str
    jenis: str
    tingkat: int
    induk_id: str | None
    nama_lengkap: str
    lat: float | None
    lon: float | None
    zona: int
    ibukota: str
    luas_km2: float | None
    penduduk: int | None


@dataclass(frozen=True)
class RegionList:
    """All regions of a list, parents before children, by code."""

    rows: dict[str, RegionRow]
    borrowed_points: int


Known = Mapping[str, Mapping[str, Any]]


def complete(path: Path, rows: Iterable[ListRow], absent: list[str], known: Known) -> RegionList:
    """Build the regions; for columns that are `absent` from the list, `known` values stay."""
    by_kode: dict[str, ListRow] = {}
    for row in rows:
        if row.kode in by_kode:
            first = by_kode[row.kode].line
            raise ListError(path, row.line, f"kode {row.kode} sudah ada di baris {first}.")
        by_kode[row.kode] = row
    if not by_kode:
        raise ListError(path, None, "daftar ini kosong.")
    _refuse_orphans(path, by_kode)

    regions: dict[str, RegionRow] = {}
    borrowed = 0
    for kode in sorted(by_kode):
        row = _with_known(by_kode[kode], absent, known)
        induk = regions.get(kode.rpartition(".")[0])
        regions[kode] = _region(path, row, induk)
        borrowed += row.lat is None and regions[kode].lat is not None
    return RegionList(regions, borrowed)


def _refuse_orphans(path: Path, rows: Mapping[str, ListRow]) -> None:
    for kode, row in rows.items():
        induk = kode.rpartition(".")[0]
        if induk and induk not in rows:
            raise ListError(path, row.line, f"induk {induk} dari {kode} tidak ada di daftar.")


def _with_known(row: ListRow, absent: list[str], known: Known) -> ListRow:
    if not absent or row.kode not in known:
        return row
    values = known[row.kode]
    return row._replace(**{name: values[name] for name in absent})


def _region(path: Path, row: ListRow, induk: RegionRow | None) -> RegionRow:
    zona = row.zona or (induk and induk.zona)
    if not zona:
        raise ListError(path, row.line, f"zona waktu {row.nama} tidak diisi (7, 8, atau 9).")
    lat, lon = row.lat, row.lon
    if lat is None and induk:
        lat, lon = induk.lat, induk.lon
    return RegionRow(
        kode=row.kode,
        nama=row.nama,
        jenis=row.jenis,
        tingkat=row.kode.count(".") + 1,
        induk_id=induk.kode if induk else None,
        nama_lengkap=f"{row.nama}, {induk.nama_lengkap}" if induk else row.nama,
        lat=lat,
        lon=lon,
        zona=zona,
        ibukota=row.ibukota or "",
        luas_km2=row.luas_km2,
        penduduk=row.penduduk,
    )


def absent_columns(header: list[str]) -> list[str]:
    return [name for name in OPTIONAL if name not in header]
