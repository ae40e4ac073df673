"""A list with one bad row stops the load with file, line and reason, and changes nothing."""

import gzip
import re

import pytest
from django.core.management import CommandError

from tests.wilayah.lists import HEADER, ROWS, load, without, write_list
from wilayah.models import MuatanWilayah, Wilayah

pytestmark = pytest.mark.django_db

LINE = len(ROWS) + 2


@pytest.fixture
def path(tmp_path):
    return tmp_path / "daftar.csv"


@pytest.fixture
def before(tmp_path):
    """The state after a good load, which no bad list may touch."""
    load(write_list(tmp_path / "baik.csv"))
    return state()


def state() -> tuple[list[dict], int]:
    return list(Wilayah.objects.order_by("kode").values()), MuatanWilayah.objects.count()


def refused(path, line: int | None, reason: str) -> None:
    place = f"{path.name} baris {line}: " if line else f"{path.name}: "
    with pytest.raises(CommandError, match=re.escape(place) + ".*" + re.escape(reason)):
        load(path)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("73.99.01,Uji,kecamatan,,,,,,", "induk 73.99 dari 73.99.01 tidak ada di daftar"),
        ("73.71.01,Mariso,kecamatan,,,,,,", "kode 73.71.01 sudah ada di baris 7"),
        ("737102,Uji,kecamatan,,,,,,", "kode “737102” tidak sah"),
        ("73.71.2,Uji,kecamatan,,,,,,", "kode “73.71.2” tidak sah"),
        ("73.71.01.1007.01,Uji,kelurahan,,,,,,", "tidak sah"),
        (",Uji,kecamatan,,,,,,", "kode “” tidak sah"),
        ("73.71.02,,kecamatan,,,,,,", "nama kosong"),
        ("73.71.02,   ,kecamatan,,,,,,", "nama kosong"),
        ("73.71.02," + "a" * 101 + ",kecamatan,,,,,,", "lebih panjang dari 100 huruf"),
        ("73.71.02,Bu Nuapuâ€™u,kecamatan,,,,,,", "huruf rusak"),
        ("73.71.02,U\x00ji,kecamatan,,,,,,", "huruf rusak"),
        ("73.71.02,Uji,distrik,,,,,,", "jenis “distrik” tidak cocok dengan kode 73.71.02"),
        ("73.71.02,Uji,desa,,,,,,", "jenis “desa” tidak cocok"),
        ("73.72,Kabupaten Uji,kabupaten,,,,,,", "tidak cocok dengan kode 73.72"),
        ("73.07,Kota Uji,kota,,,,,,", "tidak cocok dengan kode 73.07"),
        ("73.71.01.2001,Uji,kelurahan,,,,,,", "jenis “kelurahan” tidak cocok"),
        ("73.71.01.4001,Uji,desa,,,,,,", "jenis “desa” tidak cocok"),
        ("73.71.02,Uji,kecamatan,119.4,-5.1,,,,", "lat 119.4 di luar batas"),
        ("73.71.02,Uji,kecamatan,-5.1,45,,,,", "lon 45 di luar batas"),
        ("73.71.02,Uji,kecamatan,nan,119,,,,", "lat nan di luar batas"),
        ("73.71.02,Uji,kecamatan,selatan,119,,,,", "lat “selatan” bukan angka"),
        ("73.71.02,Uji,kecamatan,-5.1,,,,,", "lat dan lon harus diisi keduanya"),
        ("73.71.02,Uji,kecamatan,,,6,,,", "zona 6 di luar batas"),
        ("75,Gorontalo,provinsi,,,,,,", "zona waktu Gorontalo tidak diisi"),
        ("73.71.02,Uji,kecamatan,,,,,,1.5", "penduduk 1.5 bukan bilangan bulat"),
        ("73.71.02,Uji,kecamatan,,,,,-1,", "luas_km2 -1 di luar batas"),
        ("73.71.02,Uji,kecamatan", "ada 3 kolom, seharusnya 9"),
        ('73.71.02,"Uji"x,kecamatan,,,,,,', "bukan baris CSV yang sah"),
    ],
)
def test_bad_row_changes_nothing(path, before, row, reason):
    write_list(path, [*ROWS, row])

    refused(path, LINE, reason)

    assert state() == before


def test_wrong_encoding_names_the_line(path, before):
    text = "\n".join([HEADER, *ROWS, "73.71.02,Bu Nuapu’u,kecamatan,,,,,,"])
    path.write_bytes(text.encode("cp1252"))

    refused(path, LINE, "bukan teks UTF-8")

    assert state() == before


def test_utf_16_is_refused(path, before):
    path.write_bytes("\n".join([HEADER, *ROWS]).encode("utf-16"))

    refused(path, 1, "bukan teks UTF-8")

    assert state() == before


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("kode,nama", "kolom jenis tidak ada"),
        ("kode,nama,jenis,latitude", "kolom tidak dikenal: latitude"),
        ("kode,nama,jenis,nama", "tertulis dua kali"),
        ("", "kolom kode, nama, jenis tidak ada"),
    ],
)
def test_unusable_header_is_refused(path, header, reason):
    refused(write_list(path, [], header), 1, reason)


def test_empty_list_is_refused(path, before):
    refused(write_list(path, []), None, "daftar ini kosong")

    assert state() == before


def test_cut_off_gzip_is_refused(path, before):
    whole = gzip.compress("\n".join([HEADER, *ROWS]).encode())
    path.write_bytes(whole[: len(whole) // 2])

    refused(path, None, "berkas gzip rusak atau terpotong")

    assert state() == before


def test_missing_file_is_named(path):
    refused(path, None, "berkas tidak dapat dibaca")


def test_parent_left_out_is_an_orphan_and_not_a_retirement(path, before):
    rows = [row for row in without("91") if not row.startswith("73.71.01,")]

    refused(write_list(path, rows), 7, "induk 73.71.01 dari 73.71.01.1001 tidak ada")

    assert state() == before
