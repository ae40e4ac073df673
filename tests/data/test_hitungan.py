"""Files, API and region pages say the same numbers as plain SQL, in every province."""

import csv
import gzip
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from kimportal.pages.data.writing import build
from kimportal.rekap.refreshing import refresh_counts
from tests.data.reading import api_rows, csv_rows, features, json_rows
from tests.factories import KimFactory
from tests.publishing import publish
from wilayah.models import Wilayah

LIST = django_settings.BASE_DIR / "fixtures" / "wilayah" / "wilayah.csv.gz"
VILLAGES = 3


def every_province() -> list[Wilayah]:
    """Take every province of the real list, with one kabupaten/kota, kecamatan, a few villages."""
    found: dict[str, Wilayah] = {}
    children: Counter[str] = Counter()
    with gzip.open(LIST, "rt") as file:
        for row in csv.DictReader(file):
            kode, induk = row["kode"], row["kode"].rpartition(".")[0]
            if induk and induk not in found:
                continue
            if induk and children[induk] >= (VILLAGES if kode.count(".") == 3 else 1):
                continue
            children[induk] += 1
            found[kode] = region(row, found.get(induk))
    return Wilayah.objects.bulk_create(found.values())


def region(row, induk) -> Wilayah:
    nama = row["nama"]
    return Wilayah(
        kode=row["kode"],
        nama=nama,
        jenis=row["jenis"],
        tingkat=row["kode"].count(".") + 1,
        induk=induk,
        nama_lengkap=f"{nama}, {induk.nama_lengkap}" if induk else nama,
        lat=row["lat"] or None,
        lon=row["lon"] or None,
        zona=row["zona"] or (induk.zona if induk else 7),
    )


@pytest.fixture
def country(db):
    """KIM and posts in different numbers in every province; some of them not public."""
    villages = [w for w in every_province() if w.tingkat == 4]
    long_ago = timezone.now() - timedelta(days=400)
    for number, village in enumerate(villages):
        for one in range(number % 3):
            KimFactory(
                verified=True,
                wilayah_id=village.kode,
                jenis=["desa", "forum", "kecamatan"][(number + one) % 3],
                last_activity_at=long_ago if number % 2 else None,
            )
        if number % 4 == 0:
            publish(KimFactory(verified=True, wilayah_id=village.kode), wilayah_id=village.kode)
        if number % 5 == 0:
            KimFactory(wilayah_id=village.kode)
    refresh_counts()
    build()


def sql(query: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def kim_sql() -> dict[str, int]:
    return sql(
        "SELECT left(wilayah_id, 2), count(*) FROM komunitas_kim"
        " WHERE status = 'verified' GROUP BY 1"
    )


def kabar_sql() -> dict[str, int]:
    return sql(
        "SELECT left(n.wilayah_id, 2), count(*) FROM kegiatan_naskah n"
        " JOIN kegiatan_kegiatan k ON k.id = n.kegiatan_id"
        " JOIN komunitas_kim kim ON kim.id = k.kim_id"
        " WHERE n.status = 'published' AND kim.status = 'verified' GROUP BY 1"
    )


def covered_sql() -> dict[str, int]:
    return sql(
        "SELECT left(wilayah_id, 2), count(DISTINCT wilayah_id) FROM komunitas_kim"
        " WHERE status = 'verified' AND jenis = 'desa' GROUP BY 1"
    )


def active_sql() -> dict[str, int]:
    return sql(
        "SELECT left(wilayah_id, 2), count(*) FROM komunitas_kim WHERE status = 'verified'"
        f" AND last_activity_at >= now() - interval '{django_settings.KIM_HARI_AKTIF} days'"
        " GROUP BY 1"
    )


def per_province(rows, field="kode_wilayah") -> dict[str, int]:
    return dict(Counter(row[field][:2] for row in rows))


def nonzero(rows, field) -> dict[str, int]:
    return {row["kode"]: int(row[field]) for row in rows if int(row[field])}


def test_there_are_all_provinces(client, country):
    cakupan = [row for row in csv_rows(client, "cakupan.csv") if row["tingkat"] == "1"]

    assert len(cakupan) == len(api_rows(client, "cakupan/")) == 38
    assert len(kim_sql()) == 38


def test_kim(client, country):
    expected = kim_sql()

    assert per_province(csv_rows(client, "kim.csv")) == expected
    assert per_province(json_rows(client, "kim.json")) == expected
    properties = [feature["properties"] for feature in features(client, "kim.geojson")]
    assert per_province(properties) == expected
    assert per_province(api_rows(client, "kim/?jumlah=17")) == expected


def test_kim_of_one_province_by_the_filter(client, country):
    found = {kode: len(api_rows(client, f"kim/?wilayah={kode}")) for kode in kim_sql()}

    assert found == kim_sql()


def test_kabar(client, country):
    expected = kabar_sql()
    year = timezone.localdate().year

    assert sum(expected.values()) > 20
    assert per_province(csv_rows(client, f"kabar-{year}.csv")) == expected
    assert per_province(json_rows(client, f"kabar-{year}.json")) == expected
    properties = [f["properties"] for f in features(client, f"kabar-{year}.geojson")]
    assert per_province(properties) == expected
    assert per_province(api_rows(client, "kegiatan/?jumlah=7")) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("kim", kim_sql),
        ("kabar", kabar_sql),
        ("desa_ber_kim", covered_sql),
        ("kim_aktif", active_sql),
    ],
)
def test_cakupan(client, country, field, expected):
    files = [row for row in csv_rows(client, "cakupan.csv") if row["tingkat"] == "1"]

    assert nonzero(files, field) == expected()
    assert nonzero(api_rows(client, "cakupan/?jumlah=5"), field) == expected()


def test_villages(client, country):
    covered = [row for row in csv_rows(client, "desa.csv") if row["ber_kim"] == "ya"]
    level_4 = [row for row in api_rows(client, "cakupan/?tingkat=4") if row["desa_ber_kim"]]

    assert per_province(covered) == per_province(level_4, "kode") == covered_sql()


def cells(page: str, kode: str) -> list[str]:
    """Return the numbers of the table row that links to a region."""
    row = re.search(rf'<tr><th scope="row"><a href="/wilayah/{kode}/".*?</tr>', page)[0]
    return re.findall(r'<td class="num">([\d.]+)<', row)


def test_the_list_of_regions_says_the_same(client, country):
    page = client.get("/wilayah/").content.decode()

    for row in json_rows(client, "cakupan.json"):
        if row["tingkat"] == 1:
            kim, kabar, *_, desa = cells(page, row["kode"])
            expected = (row["kim"], row["kabar"], row["jumlah_desa"])
            assert (int(kim), int(kabar), int(desa)) == expected


@pytest.mark.parametrize("panjang", [2, 5, 8])
def test_every_regions_own_page_says_the_same(panjang, client, country):
    rows = [row for row in json_rows(client, "cakupan.json") if len(row["kode"]) == panjang]

    assert len(rows) == 38
    for row in rows:
        page = client.get(f"/wilayah/{row['kode']}/").content.decode()
        if row["kim"]:
            assert f"{row['kim']} KIM dan {row['kabar']} kabar." in page, row["kode"]
            assert f"{row['desa_ber_kim']} dari {row['jumlah_desa']} desa" in page, row["kode"]
        else:
            assert f"Belum ada KIM di {row['jumlah_desa']} desa" in page, row["kode"]
