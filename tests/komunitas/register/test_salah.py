"""Every reason for which a row is refused, in words, through the front door."""

import datetime

import pytest

from komunitas.models import BarisRegister, Kim
from tests.factories import KimFactory
from tests.komunitas.register.files import hand_in

HEADS = {
    "nama": "Nama KIM",
    "desa": "Kelurahan",
    "kecamatan": "Kecamatan",
    "kode": "Kode Wilayah",
    "alamat": "Alamat",
    "sk": "Nomor SK",
    "perihal": "Perihal",
    "tanggal": "Tanggal SK",
    "berlaku": "Berlaku sampai",
    "penerbit": "Penerbit",
    "ketua": "Ketua",
    "sekretaris": "Sekretaris",
    "hp": "No HP",
    "tahun": "Tahun berdiri",
    "kimid": "Nomor KIM.id",
    "situs": "Website",
    "surel": "Email",
}
GOOD = {
    "nama": "KIM Losari",
    "desa": "Mariso",
    "kecamatan": "Mariso",
    "sk": "147/2023",
    "tanggal": datetime.date(2023, 3, 12),
    "ketua": "Sitti",
}
FAULTS = [
    ({"nama": None}, "Nama KIM kosong."),
    ({"nama": "KIM"}, "Nama KIM “KIM” terlalu pendek"),
    ({"nama": "K" * 121}, "Nama KIM terlalu panjang (121 huruf)"),
    ({"nama": "@SUM(1+1)*cmd"}, "harus diawali huruf atau angka"),
    ({"nama": "#REF!"}, "Nama KIM berisi galat Excel #REF!"),
    ({"desa": None}, "Desa/kelurahan kosong, dan kode wilayah juga kosong."),
    ({"desa": "Atlantis"}, "Desa/kelurahan “Atlantis” tidak ditemukan"),
    ({"desa": "#N/A"}, "Desa/kelurahan berisi galat Excel #N/A"),
    ({"kode": "73.71.01"}, "bukan kode desa/kelurahan"),
    ({"kode": "abc"}, "bukan kode desa/kelurahan"),
    ({"kode": "73.06.02.2002"}, "tidak ada di Kota Makassar"),
    ({"kode": "7.37101E+09"}, "terpotong oleh Excel"),
    ({"alamat": "x" * 251}, "Alamat terlalu panjang"),
    ({"sk": None}, "Tanggal SK ada, tetapi nomor SK kosong."),
    ({"tanggal": None}, "Nomor SK ada, tetapi tanggal SK kosong."),
    ({"tanggal": "kemarin"}, "Tanggal SK “kemarin” tidak terbaca"),
    ({"tanggal": "31/02/2023"}, "tidak terbaca"),
    ({"tanggal": datetime.date(2090, 1, 1)}, "Tanggal SK ada di masa depan."),
    ({"berlaku": "2020-01-01"}, "Masa berlaku SK berakhir sebelum tanggal SK."),
    ({"berlaku": "selamanya"}, "Berlaku sampai “selamanya” tidak terbaca"),
    ({"sk": "9" * 101}, "Nomor SK terlalu panjang"),
    ({"perihal": "x" * 251}, "Perihal SK terlalu panjang"),
    ({"penerbit": "x" * 151}, "Penerbit SK terlalu panjang"),
    ({"ketua": "x" * 151}, "Ketua terlalu panjang"),
    ({"sekretaris": "=1+1|x"}, "Sekretaris"),
    ({"hp": "12"}, "Nomor HP “12” bukan nomor telepon Indonesia"),
    ({"hp": "8,12346E+11"}, "Nomor HP “8,12346E+11” terpotong oleh Excel"),
    ({"tahun": "1890"}, "Tahun berdiri “1890” tidak sah"),
    ({"tahun": "dua ribu"}, "Tahun berdiri “dua ribu” tidak sah"),
    ({"kimid": "12345"}, "Nomor KIM.id “12345” tidak sah"),
    ({"situs": "tidak ada web"}, "bukan alamat web"),
    ({"situs": "javascript://x.id/%0aalert(1)"}, "bukan alamat web"),
    ({"situs": "contoh.id/" + "x" * 200}, "Alamat situs terlalu panjang"),
    ({"surel": "bukan surel"}, "bukan alamat surel"),
]


def write(client, *changes: dict):
    """Hand in good rows, each with its changes; a leading = is kept as text."""
    rows = [[(GOOD | change).get(name) for name in HEADS] for change in changes]
    return hand_in(client, rows, list(HEADS.values()))


@pytest.fixture(autouse=True)
def admin(client, cast):
    client.force_login(cast.admin_makassar)


def test_the_good_row_is_good(client):
    assert write(client, {}).jumlah == {"new": 1}


@pytest.mark.parametrize(("change", "reason"), FAULTS, ids=lambda x: str(x)[:40])
def test_the_reason_is_told(client, change, reason):
    if change.get("sekretaris"):
        # A formula without a computed value is an empty cell; as text it is refused.
        change = {"sekretaris": "'" + change["sekretaris"]}
    write(client, change)

    baris = BarisRegister.objects.get()
    assert baris.hasil == "faulty"
    assert any(reason in sentence for sentence in baris.masalah), baris.masalah


def test_all_faults_of_a_row_are_told_at_once(client):
    write(client, {"nama": None, "hp": "12", "desa": "Atlantis"})

    assert len(BarisRegister.objects.get().masalah) == 3


@pytest.mark.parametrize(
    "second",
    [
        {"nama": "Kelompok Informasi Masyarakat Losari"},
        {"nama": "KIM Nelayan", "desa": "Bontorannu", "kimid": "737101100601"},
    ],
)
def test_the_same_kim_twice_in_one_file_is_refused(client, second):
    write(client, {"kimid": "737101100601"}, second)

    assert BarisRegister.objects.get(nomor=2).hasil == "new"
    assert BarisRegister.objects.get(nomor=3).masalah == ["KIM yang sama dengan baris 2."]


def test_a_retired_village_leads_to_its_successor(client, cast):
    from wilayah.models import Wilayah

    old = Wilayah.objects.get(kode="73.71.01.1006")
    Wilayah.objects.create(
        kode="73.71.01.1099",
        nama="Mariso Lama",
        jenis="kelurahan",
        tingkat=4,
        induk_id="73.71.01",
        nama_lengkap="Mariso Lama, Mariso, Kota Makassar, Sulawesi Selatan",
        berakhir_pada="2022-01-01",
        penerus=old,
    )
    write(client, {"kode": "7371011099", "desa": None})
    assert BarisRegister.objects.get().wilayah == old

    Wilayah.objects.filter(kode="73.71.01.1099").update(penerus=None)
    write(client, {"kode": "7371011099", "desa": None, "nama": "KIM Lain"})
    assert "tidak berlaku lagi" in BarisRegister.objects.latest("pk").masalah[0]


def test_code_and_name_that_disagree_are_asked(client):
    write(client, {"kode": "73.71.01.1001", "desa": "Parang"})

    baris = BarisRegister.objects.get()
    assert baris.hasil == "ask"
    assert baris.pilihan == ["73.71.01.1001", "73.71.02.1002"]


def test_a_village_of_another_kecamatan_is_asked(client):
    write(client, {"desa": "Parang", "kecamatan": "Mariso"})

    baris = BarisRegister.objects.get()
    assert (baris.hasil, baris.pilihan) == ("ask", ["73.71.02.1002"])
    assert "tidak ada di Kecamatan Mariso" in baris.catatan[0]


@pytest.mark.parametrize(
    ("here", "written", "is_one"),
    [
        ("KIM Losari", "Kelompok Informasi Masyarakat (KIM) Losari", True),
        ("KIM Losari Jaya", "KIM Losari Jayaa", True),
        ("KIM Sipakatau Mariso", "KIM Sipakatao Mariso", True),
        ("KIM Melati Mariso", "KIM Mawar Mariso", False),
        ("KIM Bersatu 1", "KIM Bersatu 2", False),
        ("KIM Mariso", "KIM Mariso Bersatu", False),
        ("KIM Mariso", "Forum KIM Mariso", False),
    ],
)
def test_which_names_are_one_kim(client, here, written, is_one):
    KimFactory(verified=True, nama=here)
    Kim.objects.exclude(nama=here).delete()
    write(client, {"nama": written})

    assert (BarisRegister.objects.get().kim is not None) is is_one


def test_a_similar_name_in_the_village_is_noted(client):
    KimFactory(verified=True, nama="KIM Losari Jaya Abadi")
    write(client, {"nama": "KIM Losari Jaya"})

    baris = BarisRegister.objects.get()
    assert baris.hasil == "new"
    assert "Mirip dengan KIM Losari Jaya Abadi" in baris.catatan[0]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12 Maret 2023", "2023-03-12"),
        ("Minggu, 12 Mar 2023", "2023-03-12"),
        ("12/03/2023", "2023-03-12"),
        ("12-3-23", "2023-03-12"),
        ("2023-03-12", "2023-03-12"),
        ("12.03.2023", "2023-03-12"),
        ("1 Nopember 2022", "2022-11-01"),
        ("Makassar, 17 Agustus 2021", "2021-08-17"),
    ],
)
def test_days_are_read_as_people_write_them(written, kept):
    from komunitas.register.values import read_date

    assert str(read_date(written, "Tanggal SK")) == kept


@pytest.mark.parametrize(
    "written",
    ["0812 3456 7890", "+62 812-3456-7890", "81234567890", "'081234567890", "HP: 0812.3456.7890",
     "0812-3456-7890 / 0411 123456"],
)  # fmt: skip
def test_telephone_numbers_are_read_as_people_write_them(written):
    from komunitas.register.values import read_phone

    assert read_phone(written) == "6281234567890"
