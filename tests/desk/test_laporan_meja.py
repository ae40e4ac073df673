"""Reports of the desk: figures of the own region, as page, file and monthly sheet."""

import csv
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from kimportal.audit.models import CatatanAudit
from kimportal.desk.models import KopSurat
from komunitas.models import Kim
from tests.factories import KeanggotaanFactory, PenggunaFactory, PenugasanFactory
from tests.publishing import make_photo, publish

REPORT = "/admin/laporan/"
OFFICERS = ["admin_makassar", "admin_anggota", "admin_sulsel", "pemantau_mariso", "pusat"]
READERS_OF_MAKASSAR = ["admin_makassar", "admin_anggota", "admin_sulsel", "pusat", "superuser"]
NO_OFFICERS = ["warga", "anggota", "ketua", "mantan", "ketua_lain", "mantan_admin"]
PATHS = [
    "",
    "laporan.csv",
    "laporan.xlsx",
    "bulanan/",
    "sepi/",
    "ekspor/",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", READERS_OF_MAKASSAR)
def test_officers_over_the_region_read_its_report(name, path, client, cast):
    client.force_login(getattr(cast, name))

    answer = client.get(REPORT + path, {"wilayah": "73.71"})

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "pemantau_mariso"])
def test_the_neighbour_and_the_narrower_do_not(name, path, client, cast):
    client.force_login(getattr(cast, name))

    assert client.get(REPORT + path, {"wilayah": "73.71"}).status_code == 403


@pytest.mark.parametrize("path", [*PATHS, "kop/"])
@pytest.mark.parametrize("name", NO_OFFICERS)
def test_who_is_no_officer_does_not_get_in(name, path, client, cast):
    client.force_login(getattr(cast, name))

    assert client.get(REPORT + path).status_code in (302, 403)


@pytest.mark.parametrize("name", OFFICERS)
def test_without_a_choice_it_is_the_own_region(name, client, cast):
    client.force_login(getattr(cast, name))

    text = client.get(REPORT).content.decode()

    own = {"admin_sulsel": "Sulawesi Selatan", "pemantau_mariso": "Mariso", "pusat": "Indonesia"}
    assert own.get(name, "Kota Makassar") in text


@pytest.mark.parametrize("path", PATHS)
def test_a_pemantau_of_one_village_reads_its_report_and_no_neighbours(path, client, quiet_cast):
    person = PenggunaFactory(is_staff=True)
    PenugasanFactory(pengguna=person, wilayah_id="73.71.01.1006", peran="pemantau")
    client.force_login(person)

    assert client.get(REPORT + path).status_code == 200
    assert client.get(REPORT + path, {"wilayah": "73.71.01.1001"}).status_code == 403
    if not path:
        text = client.get(REPORT).content.decode()
        assert "Kelurahan Mariso, 12 bulan terakhir" in text
        assert "Dibandingkan Kecamatan Mariso" in text


@pytest.mark.parametrize("kode", ["99", "\0", "9" * 5000])
def test_a_region_that_does_not_exist_is_not_found(kode, client, cast):
    client.force_login(cast.pusat)

    for answer in (
        client.get(REPORT, {"wilayah": kode.replace("\0", "x")}),
        client.post(f"{REPORT}ekspor/", {"wilayah": kode}),
        client.post(f"{REPORT}kop/", {"wilayah": kode}),
    ):
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"periode": "tanggal"}, "Isi tanggal awal dan tanggal akhir"),
        (
            {"periode": "tanggal", "dari": "2026-05-02", "sampai": "2026-05-01"},
            "Tanggal akhir harus sesudah tanggal awal",
        ),
    ],
)
def test_a_slip_is_told_beside_the_field_and_what_was_typed_stays(query, told, client, cast):
    client.force_login(cast.admin_makassar)

    text = client.get(REPORT, query).content.decode()

    assert told in text
    assert query.get("dari", "") in text


def test_the_files_hold_the_same_numbers_and_run_no_formula(client, cast, kim):
    publish(kim, adinda=["diskusi"])
    client.force_login(cast.admin_makassar)

    text = client.get(f"{REPORT}laporan.csv", {"wilayah": "73.71"}).content.decode("utf-8-sig")
    table = list(csv.reader(StringIO(text)))
    book = load_workbook(BytesIO(client.get(f"{REPORT}laporan.xlsx", {"wilayah": "73.71"}).content))
    sheet = [[cell.value for cell in row] for row in book.active]

    for rows in (table, sheet):
        found = {(row[0], row[1]): row[2] for row in rows}
        assert str(found["Ringkasan", "KIM terverifikasi"]) == "1"
        assert str(found["Ringkasan", "Kabar terbit dalam periode"]) == "1"
        assert str(found["Kabar menurut fungsi ADINDA", "Diskusi"]) == "1"
    assert not any(c.data_type == "f" for row in book.active for c in row)


def test_a_file_of_another_form_does_not_exist(client, cast):
    client.force_login(cast.admin_makassar)

    assert client.get(f"{REPORT}laporan.pdf").status_code == 404


def test_the_monthly_sheet_has_the_share_its_definition_and_a_text_to_send(client, cast, kim):
    client.force_login(cast.admin_makassar)

    text = client.get(f"{REPORT}bulanan/", {"bulan": "2026-11"}).content.decode()

    assert "Kota Makassar, November 2026" in text
    assert "1 dari 1 KIM terverifikasi" in text or "0 dari 1 KIM terverifikasi" in text
    assert "180 hari terakhir" in text
    link = text.partition('href="https://wa.me/?text=')[2].partition('"')[0]
    assert unquote(link).startswith("*Laporan KIM Kota Makassar, November 2026*")
    assert "/statistik/73.71/" in unquote(link)


@pytest.mark.parametrize("bulan", ["2026", "2026-11-01_2026-11-03", "x", "2026-13"])
def test_only_a_month_is_a_month(bulan, client, cast):
    client.force_login(cast.admin_makassar)

    assert client.get(f"{REPORT}bulanan/", {"bulan": bulan}).status_code == 404


KOP = {
    "pemerintah": "Pemerintah Kota Makassar",
    "dinas": "Dinas Komunikasi dan Informatika",
    "alamat": "Jl. A.P. Pettarani No. 62",
    "kontak": "",
}


def test_the_regions_admin_fills_in_the_letterhead_and_the_sheet_carries_it(client, cast):
    client.force_login(cast.admin_makassar)

    answer = client.post(f"{REPORT}kop/", KOP | {"wilayah": "73.71"})

    assert answer.status_code == 302
    assert KopSurat.objects.get().wilayah_id == "73.71"
    assert "Jl. A.P. Pettarani" in client.get(f"{REPORT}bulanan/").content.decode()
    act = CatatanAudit.objects.get(verb="change_kop")
    assert (act.actor, act.wilayah_kode) == (cast.admin_makassar, "73.71")
    client.force_login(cast.pemantau_mariso)
    assert "Jl. A.P. Pettarani" in client.get(f"{REPORT}bulanan/").content.decode()


@pytest.mark.parametrize(
    ("name", "kode"),
    [
        ("pemantau_mariso", "73.71.01"),
        ("admin_gowa", "73.71"),
        ("admin_makassar", "73"),
        ("admin_papua", "73.71"),
    ],
)
def test_nobody_else_sets_it(name, kode, client, cast):
    client.force_login(getattr(cast, name))

    assert client.post(f"{REPORT}kop/", KOP | {"wilayah": kode}).status_code == 403
    assert not KopSurat.objects.exists()


def test_a_letterhead_without_address_is_asked_for_and_what_was_typed_stays(client, cast):
    client.force_login(cast.admin_makassar)

    text = client.post(f"{REPORT}kop/", KOP | {"alamat": ""}).content.decode()

    assert "Pemerintah Kota Makassar" in text
    assert "reg-galat" in text
    assert not KopSurat.objects.exists()


def test_a_logo_is_made_anew_and_shown_to_officers_only(client, cast, tmp_path):
    kop = KopSurat.objects.create(
        wilayah_id="73.71", pemerintah="P", dinas="D", alamat="A", logo=make_photo(400, 400)
    )
    address = f"{REPORT}kop/{kop.pk}/logo/"
    client.force_login(cast.pemantau_mariso)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content).startswith(b"RIFF")
    client.force_login(cast.ketua)
    assert client.get(address).status_code in (302, 403)


def test_a_file_that_is_no_picture_is_refused_in_words(client, cast):
    client.force_login(cast.admin_makassar)
    fake = BytesIO(b"<svg onload=alert(1)>")
    fake.name = "logo.png"

    answer = client.post(f"{REPORT}kop/", KOP | {"wilayah": "73.71", "berkas_logo": fake})

    assert answer.status_code == 200
    assert "reg-galat" in answer.content.decode()


@pytest.fixture
def sepi(kim):
    """The KIM, quiet for a long time, with a ketua who has a number."""
    KeanggotaanFactory(kim=kim, nama="Daeng Ketua", jabatan="ketua", telepon="6281234500099")
    Kim.objects.filter(pk=kim.pk).update(verified_at="2026-01-01T00:00:00Z")
    return kim


@pytest.fixture
def quiet_cast(kim, other_kim, sepi):
    """The cast without a second ketua of the KIM."""

    def officer(kode, peran="admin"):
        person = PenggunaFactory(is_staff=True)
        PenugasanFactory(pengguna=person, wilayah_id=kode, peran=peran)
        return person

    return {
        "admin": officer("73.71"),
        "pemantau": officer("73.71", "pemantau"),
        "gowa": officer("73.06"),
    }


def test_quiet_kim_can_be_nudged_by_whatsapp(client, quiet_cast, sepi):
    client.force_login(quiet_cast["admin"])

    text = client.get(f"{REPORT}sepi/", {"hari": "90"}).content.decode()

    assert "Daeng Ketua" in text
    assert "https://wa.me/6281234500099?text=Halo%20Daeng%20Ketua" in text


def test_a_pemantau_reads_who_is_quiet_without_the_number(client, quiet_cast, sepi):
    client.force_login(quiet_cast["pemantau"])

    text = client.get(f"{REPORT}sepi/").content.decode()

    assert sepi.nama in text
    assert "6281234500099" not in text


def test_the_neighbour_does_not_find_it(client, quiet_cast, sepi):
    client.force_login(quiet_cast["gowa"])

    assert sepi.nama not in client.get(f"{REPORT}sepi/").content.decode()
