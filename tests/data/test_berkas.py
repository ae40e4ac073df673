"""The files of `/data/`: made whole, replaced in one step, told of truly, fetched sparingly."""

import gzip
import hashlib
import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.pages.data import shelf, writing
from kimportal.pages.data.dictionary import CAKUPAN, DESA, KABAR, KIM, cell
from kimportal.pages.tasks import renew_open_data
from komunitas.verification import suspend_kim
from tests.data.reading import csv_rows, features, fetch, json_rows
from tests.factories import KimFactory
from tests.publishing import publish


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def names() -> list[str]:
    return [
        f"{isi.nama}.{berkas.bentuk}"
        for isi in shelf.current().daftar_isi
        for berkas in isi.daftar_berkas
    ]


def test_before_the_first_night_the_page_says_so(client, regions):
    page = client.get("/data/")

    assert "Berkas pertama belum dibuat" in page.content.decode()
    assert client.get("/data/kim.csv").status_code == 404
    assert client.get("/data/katalog.jsonld").json()["dcat:dataset"] == []


def test_the_command_makes_every_set_in_every_format(client, content, capsys):
    call_command("buat_data")

    assert "6 set data terbuka dibuat" in capsys.readouterr().out
    # Every set as CSV and JSON; those with points, which are four, as GeoJSON too.
    assert len(names()) == 16
    page = client.get("/data/").content.decode()
    assert all(f'href="/data/{nama}"' in page for nama in names())


@pytest.mark.parametrize("jenis", [KIM, KABAR, CAKUPAN, DESA], ids=lambda jenis: jenis.slug)
def test_columns_are_those_of_the_dictionary(client, content, jenis):
    writing.build()
    nama = next(isi.nama for isi in shelf.current().daftar_isi if isi.jenis == jenis.slug)
    columns = [kolom.nama for kolom in jenis.kolom]

    assert list(csv_rows(client, f"{nama}.csv")[0]) == columns
    for row in json_rows(client, f"{nama}.json"):
        assert list(row) == columns
        missing = {kolom.nama for kolom in jenis.kolom if row[kolom.nama] is None}
        assert missing <= {kolom.nama for kolom in jenis.kolom if kolom.kosong}
    rest = [name for name in columns if name not in ("lintang", "bujur")]
    assert list(features(client, f"{nama}.geojson")[0]["properties"]) == rest


def test_codes_stand_with_and_without_dots(client, content):
    writing.build()
    row = csv_rows(client, "kim.csv")[0]

    assert (row["kode_wilayah"], row["kode_wilayah_polos"]) == ("73.71.01.1006", "7371011006")


def test_points_are_lon_lat_and_coarse(client, regions):
    KimFactory(verified=True, lat=-5.123456, lon=119.654321)
    writing.build()
    geometry = features(client, "kim.geojson")[0]["geometry"]

    assert geometry == {"type": "Point", "coordinates": [119.654, -5.123]}


def test_no_cell_runs_as_a_formula(client, regions):
    KimFactory(verified=True, nama="=HYPERLINK(1)")
    writing.build()

    assert csv_rows(client, "kim.csv")[0]["nama"] == "'=HYPERLINK(1)"
    assert csv_rows(client, "kim.csv")[0]["lintang"] == "-5.159"
    assert json_rows(client, "kim.json")[0]["nama"] == "=HYPERLINK(1)"
    assert cell("-1") == "'-1"


def test_packed_and_plain_are_the_same(client, content):
    writing.build()
    plain = client.get("/data/kim.csv")
    packed = client.get("/data/kim.csv", headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    text = plain.getvalue()
    assert gzip.decompress(packed.getvalue()) == text
    assert int(plain["Content-Length"]) == len(text)
    assert plain["ETag"] != packed["ETag"]


def test_headers_of_a_download(client, content):
    writing.build()
    answer = client.get("/data/kim.geojson")
    answer.close()

    assert answer["Content-Type"] == "application/geo+json"
    day = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="kim-{day}.geojson"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_what_has_not_changed_is_not_sent_again(client, content):
    writing.build()
    first = client.get("/data/kim.csv")
    writing.build()

    same = client.get("/data/kim.csv", headers={"If-None-Match": first["ETag"]})
    KimFactory(verified=True)
    writing.build()
    other = client.get("/data/kim.csv", headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, other.status_code) == (304, 200)
    later = client.get("/data/kim.csv", headers={"If-Modified-Since": other["Last-Modified"]})
    assert later.status_code == 304


def test_a_night_that_fails_changes_nothing(client, content, monkeypatch):
    writing.build()
    before = fetch(client, "kim.csv")
    monkeypatch.setattr(writing.rows, "desa_row", lambda *args: 1 / 0)
    KimFactory(verified=True)

    with pytest.raises(ZeroDivisionError):
        writing.build()

    assert fetch(client, "kim.csv") == before
    assert len([path for path in shelf.root().iterdir() if path.is_dir()]) == 1


def test_a_download_survives_the_next_night(client, content):
    writing.build()
    begun = client.get("/data/desa.csv")
    writing.build()
    writing.build()

    assert len(begun.getvalue()) > 100
    assert len([path for path in shelf.root().iterdir() if path.is_dir()]) == 2


def test_posts_are_split_by_year_of_publication(client, content):
    from kegiatan.models import Naskah

    old = Naskah.objects.published().first()
    # Half past midnight in Jakarta is still the old year in UTC.
    Naskah.objects.filter(pk=old.pk).update(published_at="2023-12-31T17:30:00Z")
    writing.build()

    assert [row["id"] for row in json_rows(client, "kabar-2024.json")] == [old.kegiatan_id]


def test_the_catalogue_tells_the_truth(client, content):
    writing.build()
    answer = client.get("/data/katalog.jsonld")
    catalogue = answer.json()
    distributions = [d for s in catalogue["dcat:dataset"] for d in s["dcat:distribution"]]

    assert answer["Content-Type"] == "application/ld+json"
    assert len(distributions) == 16
    for told in distributions:
        path = told["dcat:downloadURL"]["@id"].removeprefix(settings.KIM_SITE_URL)
        body = client.get(path).getvalue()
        assert told["dcat:byteSize"]["@value"] == str(len(body))
        checksum = told["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert checksum == hashlib.sha256(body).hexdigest()


def terms(node):
    """Yield every key and type of a JSON-LD document."""
    if isinstance(node, list):
        for part in node:
            yield from terms(part)
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "@type":
                yield value
            elif not key.startswith("@"):
                yield key
            if key != "@context":
                yield from terms(value)


def test_every_term_of_the_catalogue_has_a_vocabulary(client, content):
    writing.build()
    catalogue = client.get("/data/katalog.jsonld").json()
    known = set(catalogue["@context"])

    used = set(terms(catalogue))
    assert {"dcat:Catalog", "dcat:Dataset", "dcat:Distribution", "dcat:DataService"} <= used
    assert {term.partition(":")[0] for term in used} <= known
    assert all(s["dct:license"]["@id"].startswith("https://") for s in catalogue["dcat:dataset"])


def test_the_dictionary_for_machines_names_every_csv(client, content):
    writing.build()
    tables = json.loads(client.get("/data/kamus.json").content)["tables"]

    assert len(tables) == 6
    for table in tables:
        path = table["url"].removeprefix(f"{settings.KIM_SITE_URL}/data/")
        names = [column["name"] for column in table["tableSchema"]["columns"]]
        assert names == fetch(client, path).splitlines()[0].split(",")


def test_what_is_taken_down_leaves_the_files_before_the_next_night(client, content, kim, other_kim):
    naskah = publish(kim, judul="Posyandu lansia")
    writing.build()
    kabar = f"kabar-{naskah.published_at:%Y}.csv"
    assert "Posyandu lansia" in fetch(client, kabar)

    take_down_kegiatan(naskah, by=SYSTEM, reason="Salah orang.")
    suspend_kim(other_kim, by=SYSTEM, reason="Akunnya diambil orang lain.")
    renew_open_data()

    assert "Posyandu lansia" not in fetch(client, kabar)
    assert other_kim.nama not in fetch(client, "kim.csv")


def test_files_that_nothing_was_taken_from_are_left_as_they_are(client, content):
    before = writing.build()

    renew_open_data()

    assert shelf.current() == before


def test_two_at_once_make_one(regions, django_db_blocker, transactional_db):
    import psycopg2
    from django.db import connection

    params = connection.get_connection_params()
    params.pop("cursor_factory", None)
    other = psycopg2.connect(**{k: v for k, v in params.items() if k != "context"})
    try:
        other.cursor().execute("SELECT pg_try_advisory_xact_lock(%s)", [writing._LOCK])
        assert writing.build() is None
    finally:
        other.rollback()  # gives the lock back at once; closing may take the server a moment
        other.close()
    assert writing.build() is not None
