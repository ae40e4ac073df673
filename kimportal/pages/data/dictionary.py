"""The data dictionary: what each column of the open data means.

Files, API and the pages about them are all made from these lists, so that they cannot say
different things. Texts are for people who read data, in Indonesian.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TEKS, BULAT, DESIMAL = "teks", "bilangan bulat", "desimal"
TANGGAL, WAKTU, YA_TIDAK, DAFTAR = "tanggal", "waktu", "ya/tidak", "daftar teks"


# Spreadsheets take a text that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """Write a value as text of a cell: ya/tidak, lists, and nothing that runs as a formula."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        value = ";".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


@dataclass(frozen=True)
class Kolom:
    """One column. `contoh` is a value as JSON has it; `kosong` says that it may be missing."""

    nama: str
    arti: str
    contoh: Any
    tipe: str = TEKS
    satuan: str = ""
    kosong: bool = False

    @property
    def teks_contoh(self) -> str:
        """The example as a cell of the CSV writes it."""
        return str(cell(self.contoh))


@dataclass(frozen=True)
class SetData:
    """One kind of data set. `kunci` are the columns that identify a row."""

    slug: str
    judul: str
    ringkas: str
    kolom: tuple[Kolom, ...]
    kunci: tuple[str, ...]
    kata: tuple[str, ...]


TEMPAT = (
    Kolom("kode_wilayah", "Kode Kemendagri desa/kelurahan, bertitik", "73.71.01.1001"),
    Kolom("kode_wilayah_polos", "Kode yang sama tanpa titik", "7371011001"),
    Kolom("desa", "Nama desa atau kelurahan", "Bontorannu"),
    Kolom("kecamatan", "Nama kecamatan", "Mariso"),
    Kolom("kabupaten_kota", "Nama kabupaten atau kota", "Kota Makassar"),
    Kolom("provinsi", "Nama provinsi", "Sulawesi Selatan"),
)
_LINTANG = ("lintang", "Lintang WGS 84, dibulatkan ke sekitar 100 meter", -5.162)
_BUJUR = ("bujur", "Bujur WGS 84, dibulatkan ke sekitar 100 meter", 119.404)
TITIK = tuple(
    Kolom(*teks, tipe=DESIMAL, satuan="derajat", kosong=True) for teks in (_LINTANG, _BUJUR)
)
HALAMAN = Kolom(
    "alamat_halaman", "Halaman umumnya di portal ini", "https://portal.example/kim/kim-mariso/"
)
BIDANG = Kolom(
    "bidang", "Bidang, sebagai kata kunci portal ini", ["perikanan", "kesehatan"], DAFTAR
)

KIM = SetData(
    "kim",
    "Komunitas Informasi Masyarakat (KIM)",
    "Semua KIM yang terverifikasi: nama, tempat, bidang, dan keaktifannya.",
    (
        Kolom("nomor", "Nomor KIM: kode desa sepuluh angka dan dua angka urut", "737101100101"),
        Kolom("nama", "Nama KIM", "KIM Bontorannu"),
        Kolom("jenis", "Jenis KIM: desa, kecamatan, atau forum", "desa"),
        *TEMPAT,
        *TITIK,
        Kolom("asal_titik", "Asal titik: kim (sekretariat) atau desa (titik desa)", "desa"),
        BIDANG,
        Kolom("tahun_berdiri", "Tahun KIM berdiri", 2019, BULAT, "tahun", kosong=True),
        Kolom("aktif", "Kabarnya terbit dalam batas hari keaktifan portal ini", True, YA_TIDAK),
        Kolom(
            "kabar_terakhir", "Kabar terakhirnya terbit", "2026-11-20T03:15:00Z", WAKTU, kosong=True
        ),
        Kolom("terverifikasi", "Hari KIM diverifikasi (WIB)", "2026-01-15", TANGGAL),
        Kolom("nomor_kimid", "Nomor di KIM.id", "737101100101", kosong=True),
        HALAMAN,
    ),
    ("nomor",),
    ("KIM", "komunitas informasi masyarakat", "komunikasi publik", "desa"),
)

KABAR = SetData(
    "kabar",
    "Kabar KIM yang terbit",
    "Keterangan setiap kabar yang sedang terbit, satu berkas per tahun terbit. "
    "Isi lengkap dan foto tetap milik KIM; bacalah di halamannya.",
    (
        Kolom("id", "Nomor kabar di portal ini", 1024, BULAT),
        Kolom("judul", "Judul; nomor telepon di dalamnya disamarkan", "Warga menanam bakau"),
        Kolom("ringkasan", "Ringkasan; nomor telepon disamarkan", "Dua ratus bibit ditanam."),
        Kolom("jenis", "Jenis kabar: berita, agenda, potensi, atau produk", "berita"),
        Kolom("adinda", "Fungsi KIM (ADINDA)", ["implementasi"], DAFTAR),
        BIDANG,
        Kolom("tanggal", "Hari kegiatan, menurut waktu setempat", "2026-11-18", TANGGAL),
        Kolom("tanggal_selesai", "Hari terakhir kegiatan", "2026-11-19", TANGGAL, kosong=True),
        *TEMPAT,
        *TITIK,
        Kolom("jumlah_hadir", "Jumlah yang hadir", 45, BULAT, "orang", kosong=True),
        Kolom("harga", "Harga produk UMKM", 25000, BULAT, "rupiah", kosong=True),
        Kolom("nomor_kim", "Nomor KIM yang menulis", "737101100101"),
        Kolom("nama_kim", "Nama KIM yang menulis", "KIM Bontorannu"),
        Kolom("terbit", "Pertama kali terbit", "2026-11-20T03:15:00Z", WAKTU),
        Kolom(
            "alamat_halaman",
            "Halaman umumnya di portal ini",
            "https://portal.example/kegiatan/1024/warga-menanam-bakau/",
        ),
    ),
    ("id",),
    ("kabar desa", "kegiatan", "KIM", "UMKM", "agenda"),
)

_KODE = Kolom("kode", "Kode Kemendagri wilayah, bertitik", "73.71.01")
_POLOS = Kolom("kode_polos", "Kode yang sama tanpa titik", "737101")
_INDUK = Kolom("kode_induk", "Kode wilayah di atasnya; kosong untuk provinsi", "73.71", kosong=True)
_TINGKAT = Kolom("tingkat", "1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan", 3, BULAT)
_JENIS = Kolom("jenis", "Golongan wilayah menurut Kepmendagri", "kecamatan")
_BERLAKU = Kolom(
    "berlaku", "Kode masih berlaku; tidak jika wilayahnya telah diganti", True, YA_TIDAK
)
_LENGKAP = Kolom(
    "nama_lengkap", "Nama dengan wilayah di atasnya", "Mariso, Kota Makassar, Sulawesi Selatan"
)

CAKUPAN = SetData(
    "cakupan",
    "Cakupan KIM menurut wilayah",
    "Untuk setiap provinsi, kabupaten/kota, dan kecamatan: berapa desa dan kelurahan, "
    "berapa yang punya KIM, berapa KIM dan kabarnya.",
    (
        _KODE,
        _POLOS,
        Kolom("nama", "Nama wilayah", "Mariso"),
        _LENGKAP,
        _JENIS,
        _TINGKAT,
        _INDUK,
        _BERLAKU,
        *TITIK,
        Kolom("jumlah_desa", "Desa, kelurahan, dan desa adat di dalamnya", 9, BULAT, "desa"),
        Kolom(
            "desa_ber_kim",
            "Desa dan kelurahan yang punya KIM sendiri (KIM kecamatan dan forum tidak dihitung)",
            4,
            BULAT,
            "desa",
        ),
        Kolom("desa_tanpa_kim", "Desa dan kelurahan yang belum punya KIM", 5, BULAT, "desa"),
        Kolom(
            "cakupan_persen",
            "Desa ber-KIM dibagi jumlah desa; kosong jika tidak ada desanya",
            44.44,
            DESIMAL,
            "persen",
            kosong=True,
        ),
        Kolom("kim", "KIM terverifikasi, semua jenis", 5, BULAT, "KIM"),
        Kolom("kim_aktif", "KIM yang aktif di antaranya", 3, BULAT, "KIM"),
        Kolom("kabar", "Kabar yang sedang terbit dari wilayah ini", 61, BULAT, "kabar"),
        Kolom(
            "dihitung_pada",
            "Saat angkanya dihitung; kosong jika dihitung ketika diminta (desa dan kelurahan)",
            "2026-11-25T01:30:00Z",
            WAKTU,
            kosong=True,
        ),
    ),
    ("kode",),
    ("cakupan KIM", "desa ber-KIM", "statistik"),
)

DESA = SetData(
    "desa",
    "Desa dan kelurahan: ber-KIM atau belum",
    "Setiap desa dan kelurahan di Indonesia dengan titik dan jumlah KIM di dalamnya, "
    "termasuk yang belum punya KIM.",
    (
        *TEMPAT,
        Kolom("jenis", "desa, kelurahan, atau desa_adat", "kelurahan"),
        *TITIK,
        Kolom("ber_kim", "Punya KIM sendiri", True, YA_TIDAK),
        Kolom("kim", "KIM terverifikasi yang berkedudukan di desa ini", 1, BULAT, "KIM"),
    ),
    ("kode_wilayah",),
    ("desa tanpa KIM", "titik desa", "kode wilayah"),
)

WILAYAH = (
    _KODE,
    _POLOS,
    Kolom("nama", "Nama wilayah", "Mariso"),
    _LENGKAP,
    _JENIS,
    _TINGKAT,
    _INDUK,
    *TITIK,
    Kolom("zona", "Selisih waktu setempat dari UTC", 8, BULAT, "jam"),
    _BERLAKU,
    Kolom("berakhir_pada", "Hari kodenya berakhir", "2026-01-01", TANGGAL, kosong=True),
    Kolom("kode_penerus", "Kode penggantinya", "73.71.15", kosong=True),
)

INFO = SetData(
    "info",
    "Info Pemerintah",
    "Pesan pemerintah yang terbit, untuk siapa, dan di berapa desa KIM sudah menyebarkannya. "
    "Isi lengkapnya ada di halamannya.",
    (
        Kolom("id", "Nomor info di portal ini", 12, BULAT),
        Kolom("judul", "Judul; nomor telepon di dalamnya disamarkan", "Vaksin sapi gratis"),
        Kolom("ringkasan", "Awal isinya; nomor telepon disamarkan", "Dinas memberi vaksin."),
        Kolom("penerbit", "Pemerintah yang menerbitkan", "Kota Makassar"),
        Kolom("sumber", "Sumber yang disebut", "Dinas Pertanian"),
        Kolom("program", "Program pemerintahnya", "Peremajaan kakao rakyat", kosong=True),
        Kolom("urgensi", "biasa, penting, atau darurat", "biasa"),
        BIDANG,
        Kolom("sasaran", "Kode wilayah sasaran, atau indonesia", ["73.71"], DAFTAR),
        Kolom("berlaku_mulai", "Hari mulai berlaku", "2026-11-01", TANGGAL),
        Kolom("berlaku_sampai", "Hari terakhir berlaku", "2026-12-31", TANGGAL, kosong=True),
        Kolom("diralat", "Pernah diralat sesudah terbit", False, YA_TIDAK),
        Kolom("desa_sasaran", "Desa yang menjadi sasaran", 153, BULAT, "desa", kosong=True),
        Kolom("desa_disebarkan", "Desa tempat KIM menyebarkannya", 61, BULAT, "desa", kosong=True),
        Kolom("terbit", "Terbit sejak", "2026-11-01T02:00:00Z", WAKTU),
        Kolom(
            "alamat_halaman",
            "Halaman umumnya di portal ini",
            "https://portal.example/info-pemerintah/12/vaksin-sapi-gratis/",
        ),
    ),
    ("id",),
    ("informasi publik", "program pemerintah", "penyebaran"),
)

HOAKS = SetData(
    "cek-hoaks",
    "Cek Hoaks",
    "Isu yang sedang diperiksa atau sudah diputuskan, dengan putusannya.",
    (
        Kolom("id", "Nomor isu di portal ini", 7, BULAT),
        Kolom("klaim", "Yang diklaim; nomor telepon disamarkan", "Vaksin sapi berbayar"),
        Kolom(
            "putusan",
            "benar, menyesatkan, hoaks, atau belum (belum terbukti); kosong selama diperiksa",
            "hoaks",
            kosong=True,
        ),
        Kolom("penjelasan", "Awal penjelasannya", "Vaksinnya tanpa biaya.", kosong=True),
        Kolom("instansi", "Instansi yang berwenang", "Dinas Pertanian", kosong=True),
        Kolom("kode_wilayah", "Tempat beredar; kosong: nasional", "73.71", kosong=True),
        Kolom("tampil", "Tampil sejak", "2026-11-01T02:00:00Z", WAKTU),
        Kolom("diputuskan", "Diputuskan pada", "2026-11-02T02:00:00Z", WAKTU, kosong=True),
        Kolom(
            "alamat_halaman",
            "Halaman umumnya di portal ini",
            "https://portal.example/cek-hoaks/7/vaksin-sapi-berbayar/",
        ),
    ),
    ("id",),
    ("hoaks", "cek fakta"),
)

SEMUA = (KIM, KABAR, INFO, HOAKS, CAKUPAN, DESA)
