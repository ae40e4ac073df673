"""The shapes of the API: rows out of the data dictionary, parameters, problems."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints, WithJsonSchema, create_model

from diseminasi.models import Putusan, Urgensi
from kegiatan.models import Adinda, JenisKegiatan
from kimportal.pages.api.cursor import MAX_ROWS
from kimportal.pages.data import dictionary
from kimportal.pages.data.dictionary import Kolom
from komunitas.models import JenisKim

# Not \d: that would take the digits of every script.
KODE = (
    r"^([0-9]{2}|[0-9]{2}\.[0-9]{2}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}"
    r"|[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}|[0-9]{4}|[0-9]{6}|[0-9]{10})$"
)
_TEXT = StringConstraints(max_length=100, pattern=r"^[^\x00]*$")
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TYPES: dict[str, Any] = {
    dictionary.TEKS: str,
    dictionary.BULAT: int,
    dictionary.DESIMAL: float,
    dictionary.TANGGAL: Annotated[str, WithJsonSchema({"type": "string", "format": "date"})],
    dictionary.WAKTU: Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})],
    dictionary.YA_TIDAK: bool,
    dictionary.DAFTAR: list[str],
}


def row_shape(name: str, columns: tuple[Kolom, ...]) -> type[Schema]:
    """Return the shape of a row whose columns the data dictionary describes."""
    fields: dict[str, Any] = {}
    for kolom in columns:
        tipe = _TYPES[kolom.tipe]
        arti = f"{kolom.arti} ({kolom.satuan})" if kolom.satuan else kolom.arti
        facts = Field(description=arti, examples=[kolom.contoh])
        fields[kolom.nama] = (tipe | None if kolom.kosong else tipe, facts)
    shape: type[Schema] = create_model(name, __base__=Schema, **fields)
    return shape


def page_shape(name: str, row: type[Schema]) -> type[Schema]:
    """Return the shape of a page of such rows."""
    shape: type[Schema] = create_model(
        name,
        __base__=Schema,
        data=(list[row], Field(description="Baris halaman ini")),  # type: ignore[valid-type]
        berikutnya=(
            str | None,
            Field(description="Alamat halaman berikutnya; null di halaman terakhir"),
        ),
    )
    return shape


Kim = row_shape("Kim", dictionary.KIM.kolom)
Kegiatan = row_shape("Kegiatan", dictionary.KABAR.kolom)
Info = row_shape("Info", dictionary.INFO.kolom)
Hoaks = row_shape("Hoaks", dictionary.HOAKS.kolom)
Wilayah = row_shape("Wilayah", dictionary.WILAYAH)
Cakupan = row_shape("Cakupan", dictionary.CAKUPAN.kolom)
HalamanKim = page_shape("HalamanKim", Kim)
HalamanKegiatan = page_shape("HalamanKegiatan", Kegiatan)
HalamanInfo = page_shape("HalamanInfo", Info)
HalamanHoaks = page_shape("HalamanHoaks", Hoaks)
HalamanWilayah = page_shape("HalamanWilayah", Wilayah)
HalamanCakupan = page_shape("HalamanCakupan", Cakupan)


class Galat(Schema):
    isian: str = Field(description="Nama isian yang keliru")
    pesan: str = Field(description="Apa yang keliru")


class Masalah(Schema):
    """Sebuah galat (RFC 9457)."""

    type: str = Field(description="Alamat penjelasan galat ini")
    title: str = Field(description="Galatnya, dalam satu kalimat pendek")
    status: int = Field(description="Kode status HTTP")
    detail: str = Field(description="Apa yang terjadi dan apa yang dapat dilakukan")
    galat: list[Galat] = Field([], description="Isian yang keliru, jika ada")


Teks = Annotated[str, _TEXT]
KodeWilayah = Annotated[str, StringConstraints(pattern=KODE)]
Hari = Annotated[
    str,
    StringConstraints(pattern=_DAY),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Bidang = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]


def _optional(arti: str, **facts: Any) -> Any:
    """Return a parameter that may be left out; None never comes from outside."""
    return Field(None, description=arti, **facts)


def _choice(arti: str, values: list[str]) -> Any:
    """Return a parameter with the choices of a filter of the public pages."""
    pattern = f"^({'|'.join(values)})$"
    return _optional(arti, pattern=pattern, json_schema_extra={"enum": values})


TINGKAT = "1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan"
BIDANG = "Salah satu bidang ini; boleh diulang"


class Halaman(Schema):
    """Parameters that every list has."""

    jumlah: int = Field(50, ge=1, le=MAX_ROWS, description="Baris tiap halaman")
    kursor: Teks = Field("", description="Tempat halaman dimulai; ada di alamat berikutnya")


class SaringWilayah(Halaman):
    wilayah: KodeWilayah = _optional(
        "Hanya wilayah ini dan isinya; kode Kemendagri, bertitik atau tidak", examples=["73.71"]
    )


class SaringKim(SaringWilayah):
    q: Teks = Field("", description="Kata yang dicari, atau nomor KIM", examples=["mariso"])
    jenis: str = _choice("Jenis KIM", JenisKim.values)
    status: str = _choice("Keaktifan", ["aktif", "tidak-aktif"])
    bidang: list[Bidang] = Field([], max_length=20, description=BIDANG)


class SaringKegiatan(SaringWilayah):
    q: Teks = Field("", description="Kata yang dicari", examples=["bakau"])
    jenis: str = _choice("Jenis kabar", JenisKegiatan.values)
    adinda: str = _choice("Fungsi KIM (ADINDA)", Adinda.values)
    bidang: list[Bidang] = Field([], max_length=20, description=BIDANG)
    dari: Hari = _optional("Hari kegiatan paling awal", examples=["2026-01-01"])
    sampai: Hari = _optional("Hari kegiatan paling akhir", examples=["2026-12-31"])


class SaringInfo(SaringWilayah):
    q: Teks = Field("", description="Kata yang dicari", examples=["vaksin"])
    urgensi: str = _choice("Urgensi", Urgensi.values)
    masa: str = _choice("semua: juga yang tidak berlaku lagi", ["semua"])
    bidang: list[Bidang] = Field([], max_length=20, description=BIDANG)


class SaringHoaks(SaringWilayah):
    q: Teks = Field("", description="Kata yang dicari", examples=["bansos"])
    putusan: str = _choice("Putusan", Putusan.values)


class SaringDaftarWilayah(SaringWilayah):
    q: Teks = Field("", description="Bagian nama wilayah", examples=["mariso"])
    tingkat: int = _optional(TINGKAT, ge=1, le=4)


class SaringCakupan(SaringWilayah):
    tingkat: int = Field(1, ge=1, le=4, description=TINGKAT)
