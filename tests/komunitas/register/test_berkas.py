"""Files: told by content, hostile ones refused in words, and what dinas really send understood."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from komunitas.models import BarisRegister, BerkasRegister
from komunitas.register import reading, xlsx_file
from komunitas.register.columns import LABEL, match_columns
from tests.komunitas.register.files import hand_in, row, upload, xlsx


@pytest.fixture(autouse=True)
def admin(client, cast):
    client.force_login(cast.admin_makassar)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    old = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in old.namelist():
            archive.writestr(member, content if member == name else old.read(member))
    return out.getvalue()


GOOD = xlsx([row("KIM Losari")])
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="str"><v>&c;</v></c></row></sheetData></worksheet>'
)
REFUSED = {
    "kosong": (b"  \n", "kosong"),
    "pdf": (b"%PDF-1.7 x", "bukan tabel"),
    "xls": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "Excel lama"),
    "html": (b"<html><table><tr><td>Nama KIM</td></tr></table>", "halaman web"),
    "gambar": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "gambar"),
    "biner": (b"abc\x00def" * 9, "bukan teks"),
    "zip": (zipped(a=b"b"), "ZIP"),
    "ods": (zipped(**{"content.xml": b"<x/>"}), ".ods"),
    "zip rusak": (GOOD[:200], "rusak"),
    "makro": (with_member(GOOD, "xl/vbaProject.bin", b"x"), "makro"),
    "xml rusak": (replaced(GOOD, "xl/worksheets/sheet1.xml", b"<worksheet><row"), "rusak"),
    "entitas": (replaced(GOOD, "xl/worksheets/sheet1.xml", BOMB), "rusak"),
    "tanpa judul": (xlsx([[1, 2]], ["Provinsi", "Jumlah"]), "Judul kolom tidak ditemukan"),
    "tanpa baris": (xlsx([]), "tidak ada baris KIM"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_register_is_refused_in_words(client, name):
    data, sentence = REFUSED[name]

    # The name is the sender's claim: all of these say they are Excel.
    answer = upload(client, data)

    assert sentence in answer.content.decode()
    assert not BerkasRegister.objects.exists()


def test_a_bomb_is_refused_before_it_is_unpacked(client, monkeypatch):
    monkeypatch.setattr(xlsx_file, "load_workbook", None)
    data = with_member(GOOD, "xl/media/x.xml", b"\x00" * (xlsx_file.MAX_TERBUKA + 1))
    assert len(data) < 1_000_000

    assert "terlalu besar setelah dibuka" in upload(client, data).content.decode()


def test_too_large_a_file_and_too_many_rows_are_refused(client, monkeypatch):
    answer = upload(client, b"PK\x03\x04" + b"x" * reading.MAX_BYTES)
    assert "Paling besar 20 MB" in answer.content.decode()

    monkeypatch.setattr(xlsx_file, "MAX_BARIS", 3)
    answer = upload(client, xlsx([row(f"KIM Losari {i}") for i in range(5)]))
    assert "baris. Bagi per kecamatan" in answer.content.decode()


def test_a_sheet_that_claims_a_million_columns_is_read_as_it_is(client):
    sheet = zipfile.ZipFile(io.BytesIO(GOOD)).read("xl/worksheets/sheet1.xml")
    wide = sheet.replace(b'<dimension ref="A1:F2"', b'<dimension ref="A1:XFD1048576"')
    wide = wide.replace(b'<dimension ref="A1:F2" ', b'<dimension ref="A1:XFD1048576" ')
    upload(client, replaced(GOOD, "xl/worksheets/sheet1.xml", wide))

    assert BarisRegister.objects.get().hasil == "new"


def test_a_formula_is_never_computed(client):
    hand_in(client, [row('=HYPERLINK("http://x.example","KIM Losari")')])

    baris = BarisRegister.objects.get()
    assert "http" not in str(baris.isi)
    assert baris.masalah == ["Nama KIM kosong."]


def test_a_formula_in_csv_is_text_and_refused(client):
    upload(client, b"Nama KIM;Desa\n=1+1;Mariso\n", name="a.csv")

    assert "harus diawali huruf" in BarisRegister.objects.get().masalah[0]


CSV = "No;Nama KIM;Kelurahan;Kecamatan;Nama Ketua\n1;KIM Café Losari;Mariso;Mariso;Sitti\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1252"),
        CSV.encode("utf-16"),
        CSV.replace(";", ",").encode(),
        CSV.replace(";", "\t").encode(),
        CSV.replace("\n", "\r\n").encode("cp1252"),
        b"sep=;\r\n" + CSV.encode("cp1252"),
        ("DAFTAR KIM, KOTA MAKASSAR; 2023\n\n" + CSV).encode(),
    ],
    ids=["utf8", "bom", "cp1252", "utf16", "koma", "tab", "crlf", "sep", "berjudul"],
)
def test_csv_of_any_make_is_read(client, data):
    upload(client, data, name="register.csv")

    baris = BarisRegister.objects.get()
    assert (baris.isi["nama"], baris.hasil) == ("KIM Café Losari", "new")


def test_titles_counting_rows_and_several_sheets_are_understood(client):
    book = Workbook()
    first = book.active
    first.title = "Mariso"
    first.append(["DAFTAR KOMUNITAS INFORMASI MASYARAKAT (KIM)"])
    first.append(["KOTA MAKASSAR TAHUN 2023"])
    first.append([])
    first.append(["No", "NAMA KIM", "DESA / KELURAHAN", "KEC.", "KETUA", "KETERANGAN"])
    first.append([1, 2, 3, 4, 5, 6])
    first.append([1, "KIM Losari", "Bontorannu", "Mariso", "Sitti", "aktif"])
    first.append([2, "KIM Nelayan", "Mariso", None, "-", None])
    second = book.create_sheet("Mamajang")
    second.append(["Nama Kelompok", "Kelurahan"])
    second.append(["KIM Parang", "Parang"])
    book.create_sheet("Catatan").append(["bukan register"])
    hidden = book.create_sheet("Lama")
    hidden.sheet_state = "hidden"
    hidden.append(["Nama KIM", "Kelurahan"])
    hidden.append(["KIM Lama", "Parang"])
    out = io.BytesIO()
    book.save(out)
    upload(client, out.getvalue())

    berkas = BerkasRegister.objects.get()
    assert berkas.jumlah == {"new": 3}
    assert berkas.kolom_asing == ["KETERANGAN"]
    places = [str(b.tempat) for b in berkas.daftar_baris.all()]
    assert places == ["Mariso, baris 6", "Mariso, baris 7", "Mamajang, baris 2"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nama Kelompok Informasi Masyarakat", "nama"),
        ("NAGARI", "desa"),
        ("Gampong", "desa"),
        ("Desa/Kel.", "desa"),
        ("Kalurahan", "desa"),
        ("Kapanewon", "kecamatan"),
        ("Kode Wilayah (Kemendagri)", "kode"),
        ("No. SK Kepala Desa", "sk_nomor"),
        ("Tgl. SK", "sk_tanggal"),
        ("Tentang", "sk_perihal"),
        ("Masa Berlaku SK", "sk_berlaku"),
        ("No. HP/WA Ketua", "telepon"),
        ("Nomor Telepon (aktif)", "telepon"),
        ("Nomor KIM.id", "nomor_kimid"),
        ("Website/Blog", "situs"),
        ("Tahun Dibentuk", "tahun"),
        ("E-mail", "email"),
    ],
)
def test_headings_are_understood(heading, field):
    assert match_columns([heading]).letak == {field: 0}


def test_the_report_can_be_handed_in_again():
    """Its headings are the labels, so whoever mends it need not rename anything."""
    assert match_columns(list(LABEL.values())).letak == {n: i for i, n in enumerate(LABEL)}
