"""Which column of a register means what: by its heading, in the words that dinas use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from komunitas.register.reading import BerkasError, Lembar

# Field -> headings, as letters and digits only. A heading matches when it is one of these,
# or begins with one that ends in "*".
JUDUL: dict[str, tuple[str, ...]] = {
    "nama": (
        *("nama kim", "nama komunitas*", "nama kelompok*", "nama lembaga", "kim", "nama"),
        *("komunitas informasi masyarakat*", "kelompok informasi masyarakat*", "nama organisasi"),
    ),
    "desa": (
        *("desa", "kelurahan", "nagari", "gampong", "pekon", "kampung", "kalurahan", "lembang"),
        *("desa kelurahan*", "kelurahan desa*", "desa kel", "kel desa", "nama desa*"),
        *("nama kelurahan*", "nama nagari", "nama gampong", "kal kelurahan", "lokasi desa*"),
    ),
    "kecamatan": ("kecamatan", "kec", "nama kecamatan", "distrik", "kapanewon", "kemantren"),
    "kabkota": (
        *("kabupaten kota", "kab kota", "kabupaten", "kota", "kabkota"),
        *("nama kabupaten*", "nama kota"),
    ),
    "kode": (
        *("kode wilayah*", "kode desa*", "kode kelurahan*", "kode kemendagri", "kode"),
        *("kode dagri", "kode wil"),
    ),
    "jenis": ("jenis kim", "jenis", "tingkat kim", "tingkat"),
    "alamat": ("alamat", "alamat sekretariat", "alamat kim", "sekretariat", "alamat lengkap"),
    "sk_nomor": ("nomor sk*", "no sk*", "sk", "nomor surat keputusan*", "sk nomor", "sk no"),
    "sk_perihal": ("perihal*", "tentang", "tentang sk", "sk tentang", "judul sk"),
    "sk_tanggal": ("tanggal sk*", "tgl sk*", "tanggal penetapan*", "tanggal surat keputusan"),
    "sk_berlaku": (
        *("berlaku sampai*", "masa berlaku*", "berlaku s d", "berakhir*", "sk berlaku*"),
        *("masa berlaku sk*", "tanggal berakhir*", "berlaku hingga*"),
    ),
    "sk_penerbit": (
        "penerbit*",
        "pejabat penerbit*",
        "sk dari",
        "yang menerbitkan*",
        "ditetapkan oleh",
    ),
    "ketua": ("ketua", "nama ketua*", "ketua kim", "pimpinan", "nama pimpinan"),
    "sekretaris": ("sekretaris", "nama sekretaris*", "sekretaris kim"),
    "bendahara": ("bendahara", "nama bendahara*", "bendahara kim"),
    "telepon": (
        *("nomor hp*", "no hp*", "nomor wa*", "no wa*", "hp*", "wa", "wa ketua", "whatsapp*"),
        *("nomor telepon*", "no telepon*", "no telp*", "nomor telp*", "telepon*", "telp*"),
        *("kontak", "kontak ketua", "kontak person", "contact person", "nomor handphone*"),
        *("no handphone*", "handphone*", "nomor ponsel*", "nomor kontak*", "no kontak*", "cp"),
    ),
    "bidang": ("bidang*", "fokus*", "bidang minat", "bidang kegiatan"),
    "tahun": ("tahun berdiri", "tahun dibentuk", "tahun pembentukan", "tahun terbentuk", "tahun"),
    "nomor_kimid": (
        *("nomor kim id*", "no kim id*", "nomor kimid", "nomor induk*", "no induk*"),
        *("nomor kim", "no kim", "id kim", "nomor registrasi*", "no registrasi*", "nik kim"),
    ),
    "situs": (
        *("alamat situs*", "situs*", "website*", "web", "alamat web*", "laman*", "blog", "url"),
        *("alamat kim id", "subdomain*", "domain*", "tautan"),
    ),
    "email": ("email*", "e mail*", "surel*", "alamat surel", "alamat email"),
}
LABEL = {
    "nama": "Nama KIM",
    "desa": "Desa/kelurahan",
    "kecamatan": "Kecamatan",
    "kabkota": "Kabupaten/kota",
    "kode": "Kode wilayah",
    "jenis": "Jenis KIM",
    "alamat": "Alamat",
    "sk_nomor": "Nomor SK",
    "sk_perihal": "Perihal SK",
    "sk_tanggal": "Tanggal SK",
    "sk_berlaku": "Berlaku sampai",
    "sk_penerbit": "Penerbit SK",
    "ketua": "Ketua",
    "sekretaris": "Sekretaris",
    "bendahara": "Bendahara",
    "telepon": "Nomor HP ketua",
    "bidang": "Bidang",
    "tahun": "Tahun berdiri",
    "nomor_kimid": "Nomor KIM.id",
    "situs": "Alamat situs",
    "email": "Surel",
}
# How far down the headings may stand: registers begin with a title.
MAX_JUDUL = 25
NOMOR_URUT = {"no", "nomor", "no urut", "nomor urut"}

TEPAT = {text.rstrip("* "): name for name, texts in JUDUL.items() for text in texts}
AWAL = sorted(
    ((text.rstrip("* "), name) for name, texts in JUDUL.items() for text in texts if "*" in text),
    key=lambda pair: -len(pair[0]),
)


@dataclass
class Kolom:
    """Where each field stands in a row, and which headings mean nothing to the portal."""

    letak: dict[str, int] = field(default_factory=dict)
    asing: list[str] = field(default_factory=list)

    @property
    def is_register(self) -> bool:
        return "nama" in self.letak and ("desa" in self.letak or "kode" in self.letak)


def match_columns(cells: list[str]) -> Kolom:
    """Read a row as headings. Of two columns for one field the first counts."""
    kolom = Kolom()
    for index, cell in enumerate(cells):
        name = _field(cell)
        if name and name not in kolom.letak:
            kolom.letak[name] = index
        elif cell and _plain(cell) not in NOMOR_URUT:
            kolom.asing.append(cell[:60])
    return kolom


def _plain(text: str) -> str:
    # What stands in brackets explains: "Nomor HP (WA aktif)".
    text = re.sub(r"\([^)]*\)", " ", text.lower())
    return " ".join(re.findall(r"[^\W_]+", text))


def _field(cell: str) -> str | None:
    plain = _plain(cell) or " ".join(re.findall(r"[^\W_]+", cell.lower()))
    if plain in TEPAT:
        return TEPAT[plain]
    return next((name for text, name in AWAL if plain.startswith(text + " ")), None)


@dataclass(frozen=True)
class Baris:
    """One row of the register: where it stands, and its text by field."""

    lembar: str
    nomor: int
    isi: dict[str, str]


@dataclass
class Tabel:
    """The rows of all sheets that are registers, and what was understood of their headings."""

    baris: list[Baris] = field(default_factory=list)
    dikenal: list[str] = field(default_factory=list)
    asing: list[str] = field(default_factory=list)


def read_table(sheets: list[Lembar]) -> Tabel:
    """Find the headings of each sheet and read what stands below them."""
    tabel = Tabel()
    registers = [(lembar, found) for lembar in sheets if (found := _find_headings(lembar))]
    for lembar, (start, kolom) in registers:
        if len(registers) == 1:
            # Where there is only one, its name ("Sheet1") would only be noise.
            lembar.nama = ""
        tabel.dikenal += [n for n in LABEL if n in kolom.letak and n not in tabel.dikenal]
        tabel.asing += [judul for judul in kolom.asing if judul not in tabel.asing]
        tabel.baris += _rows_below(lembar, start, kolom)
    if not tabel.dikenal:
        raise BerkasError(
            "Judul kolom tidak ditemukan. Sedikitnya perlu kolom “Nama KIM” dan “Desa/Kelurahan” "
            "(atau “Kode wilayah”) di salah satu baris teratas. Anda dapat memakai templat."
        )
    if not tabel.baris:
        raise BerkasError("Judul kolom ditemukan, tetapi di bawahnya tidak ada baris KIM.")
    return tabel


def _find_headings(lembar: Lembar) -> tuple[int, Kolom] | None:
    rows = [(i, match_columns(cells)) for i, (_, cells) in enumerate(lembar.baris[:MAX_JUDUL])]
    good = [pair for pair in rows if pair[1].is_register]
    return max(good, key=lambda pair: len(pair[1].letak), default=None)


def _rows_below(lembar: Lembar, start: int, kolom: Kolom) -> list[Baris]:
    heads = lembar.baris[start][1]
    rows = []
    for nomor, cells in lembar.baris[start + 1 :]:
        isi = {
            name: cells[index]
            for name, index in kolom.letak.items()
            if index < len(cells) and cells[index] not in ("", "-", "–", "—")
        }
        if isi and cells != heads and not _is_counting(cells):
            rows.append(Baris(lembar.nama, nomor, isi))
    return rows


def _is_counting(cells: list[str]) -> bool:
    """Tell whether the row only numbers the columns: 1, 2, 3 …"""
    numbers = [cell.strip("()") for cell in cells if cell]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
