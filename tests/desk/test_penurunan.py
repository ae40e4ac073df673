"""The take-down register: a line for everything, for the region's officers, safe as CSV."""

import csv
from io import StringIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import Penurunan
from kimportal.audit.takedowns import Dasar
from kimportal.tables import safe_cell
from komunitas.verification import reactivate_kim, suspend_kim
from tests.publishing import publish

LIST = reverse("admin:audit_penurunan_changelist")
CSV = reverse("admin:audit_penurunan_export")
OFFICERS = ["admin_makassar", "admin_anggota", "admin_sulsel", "pemantau_mariso", "pusat"]


@pytest.fixture
def turun(cast, kim):
    naskah = publish(kim, judul="=HYPERLINK(judi)")
    dasar = Dasar("lainnya", "Perda 3/2020 Pasal 5")
    return take_down_kegiatan(naskah, by=cast.admin_makassar, reason="@judi", dasar=dasar)


def rows(client) -> list[list[str]]:
    text = client.get(CSV).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("name", OFFICERS)
def test_the_officers_of_the_region_read_it(name, client, cast, turun):
    client.force_login(getattr(cast, name))

    page = client.get(LIST).content.decode()
    assert "=HYPERLINK(judi)" in page
    assert "Perda 3/2020 Pasal 5" in page
    assert "Admin Makassar" in page
    assert "WITA" in page
    assert len(rows(client)) == 2


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua"])
def test_the_neighbour_reads_nothing_of_it(name, client, cast, turun):
    client.force_login(getattr(cast, name))

    assert "HYPERLINK" not in client.get(LIST).content.decode()
    assert len(rows(client)) == 1


@pytest.mark.parametrize("name", ["warga", "ketua", "mantan"])
def test_people_who_are_no_officers_do_not_get_in(name, client, cast, turun):
    client.force_login(getattr(cast, name))

    for url in (LIST, CSV):
        assert client.get(url).status_code in (302, 403)


def test_the_public_does_not_get_in(client, turun):
    assert client.get(CSV).status_code == 302


def test_cells_that_a_spreadsheet_would_run_are_quoted(client, cast, turun):
    client.force_login(cast.admin_makassar)

    line = rows(client)[1]
    assert line[0] == "'=HYPERLINK(judi)"
    assert "'@judi" in line
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1"])
def test_every_start_of_a_formula_is_known(text):
    assert safe_cell(text) == f"'{text}"


def test_the_file_follows_the_filter(client, cast, kim, turun):
    take_down_kegiatan(publish(kim), by=cast.admin_makassar, reason="Judi.", dasar=Dasar("ite-27"))
    client.force_login(cast.admin_makassar)

    text = client.get(CSV, {"dasar__exact": "ite-27"}).content.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(text)))) == 2


def test_a_suspended_kim_stands_there_until_it_is_active_again(client, cast, kim):
    suspend_kim(kim, by=cast.admin_makassar, reason="Akun dibajak.", dasar=Dasar("aturan"))
    client.force_login(cast.admin_makassar)
    assert rows(client)[1][:2] == ["KIM Mariso Bersatu", "KIM"]
    assert rows(client)[1][-1] == "Berlaku"

    reactivate_kim(kim, by=cast.admin_makassar)

    assert rows(client)[1][-1].startswith("Ditampilkan lagi")


def test_the_database_wants_a_ground(cast, turun):
    act = Penurunan.objects.get().catatan
    Penurunan.objects.all().delete()
    for fields in ({"dasar": "lainnya"}, {"dasar": "ngawur"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Penurunan.objects.create(catatan=act, **fields)
