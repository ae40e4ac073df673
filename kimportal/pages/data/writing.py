"""Writing the night's files: one pass over the rows, every format at once, memory bounded."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kegiatan.models import Naskah
from kimportal.pages.data import coverage, rows, rows_diseminasi, shelf
from kimportal.pages.data.dictionary import CAKUPAN, DESA, HOAKS, INFO, KABAR, KIM, SetData, cell
from kimportal.pages.data.rows import Row
from wilayah.models import Tingkat, Wilayah

CHUNK = 2000
# Stronger settings take twice the time for a tenth of the size.
STRENGTH = 5
_LOCK = 5_083_001


def build() -> shelf.Rak | None:
    """Make all files anew and put them in place; None when another process is at it.

    All files show one moment: they are read in one snapshot of the database.
    """
    own = not connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if own:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
            if not cursor.fetchone()[0]:
                return None
        moment = timezone.now()
        folder = shelf.new_folder(moment)
        try:
            rak = shelf.Rak(folder.name, moment, list(_sets(folder, moment)))
        except BaseException:
            shelf.drop(folder)
            raise
        shelf.put_in_place(rak)
    return rak


def _sets(folder: Path, moment: datetime) -> Iterator[shelf.Isi]:
    """Write every data set; what is told of each goes into the catalogue."""
    yield _write(folder, "kim", KIM, _each(rows.kim_rows(), rows.kim_row))
    yield _write(folder, "cakupan", CAKUPAN, _cakupan(moment))
    yield _write(folder, "desa", DESA, _desa())
    info, isu = rows_diseminasi.info_rows(), rows_diseminasi.isu_rows()
    yield _write(folder, "info", INFO, _each(info, rows_diseminasi.info_row))
    yield _write(folder, "cek-hoaks", HOAKS, _each(isu, rows_diseminasi.isu_row))
    posts = rows.kabar_rows()
    years = Naskah.objects.published().order_by().datetimes("published_at", "year", order="DESC")
    for year in [first.year for first in years]:
        found = posts.filter(published_at__year=year)
        yield _write(folder, f"kabar-{year}", KABAR, _each(found, rows.kabar_row), tahun=year)


def _each(found: Any, shape: Callable[[Any], Row]) -> Iterator[Row]:
    return (shape(row) for row in found.iterator(chunk_size=CHUNK))


def _cakupan(moment: datetime) -> Iterator[Row]:
    """Yield the regions above the villages; of the retired ones those that still hold a KIM."""
    levels = (Tingkat.PROVINSI, Tingkat.KABKOTA, Tingkat.KECAMATAN)
    counts = {tingkat: coverage.count_regions(tingkat) for tingkat in levels}
    nothing = dict.fromkeys(coverage.NAMES, 0)
    regions = Wilayah.objects.filter(tingkat__in=levels).order_by("tingkat", "kode")
    for wilayah in regions.iterator(chunk_size=CHUNK):
        found = counts[Tingkat(wilayah.tingkat)].get(wilayah.kode)
        if wilayah.berakhir_pada is None or found:
            yield rows.cakupan_row(wilayah, found or nothing, moment)


def _desa() -> Iterator[Row]:
    counts = coverage.count_villages()
    nothing = dict.fromkeys(coverage.NAMES, 0)
    for desa in rows.desa_rows().iterator(chunk_size=CHUNK):
        yield rows.desa_row(desa, counts.get(desa["kode"], nothing))


def _write(
    folder: Path, nama: str, jenis: SetData, found: Iterable[Row], tahun: int | None = None
) -> shelf.Isi:
    """Write one set in all formats, in one pass over its rows; GeoJSON only of what has points."""
    number = 0
    has_points = any(kolom.nama == "lintang" for kolom in jenis.kolom)
    makers = {k: maker for k, maker in WRITERS.items() if has_points or k != "geojson"}
    with ExitStack() as stack:
        writers = [
            stack.enter_context(maker(folder / f"{nama}.{bentuk}.gz", jenis))
            for bentuk, maker in makers.items()
        ]
        for row in found:
            number += 1
            for writer in writers:
                writer.add(row)
    berkas = [w.told(bentuk) for bentuk, w in zip(makers, writers, strict=True)]
    return shelf.Isi(nama, jenis.slug, number, berkas, tahun)


class Writer:
    """A compressed file that knows size and checksum of what people get."""

    head, tail = "", ""

    def __init__(self, path: Path, jenis: SetData) -> None:
        self.names = [kolom.nama for kolom in jenis.kolom]
        self.is_first = True
        self._path = path
        self._byte = 0
        self._sha = hashlib.sha256()

    def __enter__(self) -> Writer:
        # Without name and time inside, the same rows make the same file.
        self._raw = self._path.open("wb")
        self._gzip = gzip.GzipFile("", "wb", STRENGTH, self._raw, mtime=0)
        self.put(self.head)
        return self

    def __exit__(self, *error: object) -> None:
        self.put(self.tail)
        self._gzip.close()
        self._raw.close()

    def put(self, text: str) -> None:
        data = text.encode()
        self._byte += len(data)
        self._sha.update(data)
        self._gzip.write(data)

    def add(self, row: Row) -> None:
        self.put(("" if self.is_first else ",\n") + self.record(row))
        self.is_first = False

    def record(self, row: Row) -> str:
        raise NotImplementedError

    def told(self, bentuk: str) -> shelf.Berkas:
        return shelf.Berkas(bentuk, self._byte, self._path.stat().st_size, self._sha.hexdigest())


class JsonWriter(Writer):
    """A list of objects, one a line."""

    head, tail = "[\n", "\n]\n"

    def record(self, row: Row) -> str:
        return _json({name: row[name] for name in self.names})


class GeoJsonWriter(Writer):
    """A FeatureCollection (RFC 7946) of points; a row without point has none."""

    head, tail = '{"type":"FeatureCollection","features":[\n', "\n]}\n"

    def record(self, row: Row) -> str:
        lat, lon = row["lintang"], row["bujur"]
        facts = {n: row[n] for n in self.names if n not in ("lintang", "bujur")}
        point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
        return _json({"type": "Feature", "geometry": point, "properties": facts})


class CsvWriter(Writer):
    """RFC 4180 in UTF-8 with a header; lists are joined by semicolons."""

    def __enter__(self) -> Writer:
        self._buffer = StringIO()
        self._csv = csv.writer(self._buffer)
        super().__enter__()
        self.put(self._line(self.names))
        return self

    def add(self, row: Row) -> None:
        self.put(self._line([cell(row[name]) for name in self.names]))

    def _line(self, cells: list[Any]) -> str:
        self._csv.writerow(cells)
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return text


WRITERS: dict[str, type[Writer]] = {
    "csv": CsvWriter,
    "geojson": GeoJsonWriter,
    "json": JsonWriter,
}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
