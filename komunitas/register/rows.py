"""One row of a register, understood: what it says of a KIM, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from komunitas.models import JenisKim
from komunitas.models.kim import KATA_UMUM
from komunitas.register.columns import LABEL
from komunitas.register.values import (
    GALAT_EXCEL,
    NilaiError,
    read_bidang,
    read_code,
    read_date,
    read_email,
    read_kimid,
    read_name,
    read_phone,
    read_text,
    read_url,
    read_year,
)

T = TypeVar("T")


@dataclass
class Isian:
    """What one row says. `masalah` are faults, each enough to refuse it; `catatan` only tell."""

    nama: str = ""
    jenis: str = JenisKim.DESA
    kode: str = ""
    desa: str = ""
    kecamatan: str = ""
    kabkota: str = ""
    alamat: str = ""
    sk_nomor: str = ""
    sk_perihal: str = ""
    sk_penerbit: str = ""
    sk_tanggal: date | None = None
    sk_berlaku: date | None = None
    ketua: str = ""
    sekretaris: str = ""
    bendahara: str = ""
    telepon: str = ""
    bidang: list[str] = field(default_factory=list)
    tahun: int | None = None
    nomor_kimid: str = ""
    alamat_kimid: str = ""
    situs: str = ""
    email: str = ""
    masalah: list[str] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


def read_row(isi: dict[str, str], today: date) -> Isian:
    """Understand the text of one row."""
    isian = Isian()
    sound = {}
    for name, text in isi.items():
        if GALAT_EXCEL.match(text):
            isian.masalah.append(f"{LABEL[name]} berisi galat Excel {text}. Perbaiki rumusnya.")
        else:
            sound[name] = text
    _read_place(isian, sound)
    _read_decree(isian, sound, today)
    _read_people(isian, sound)
    _read_rest(isian, sound, today)
    if not isian.nama and "nama" not in isi:
        isian.masalah.insert(0, "Nama KIM kosong.")
    if not (isian.desa or isian.kode) and not ({"desa", "kode"} & isi.keys()):
        isian.masalah.append("Desa/kelurahan kosong, dan kode wilayah juga kosong.")
    return isian


def _try(isian: Isian, read: Callable[..., T], *args: Any, empty: T) -> T:
    try:
        return read(*args)
    except NilaiError as error:
        isian.masalah.append(str(error))
        return empty


def _read_place(isian: Isian, isi: dict[str, str]) -> None:
    isian.nama = _try(isian, read_name, isi.get("nama", ""), "Nama KIM", 120, 5, empty="")
    isian.kode = _try(isian, read_code, isi.get("kode", ""), empty="")
    for name in ("desa", "kecamatan", "kabkota"):
        setattr(isian, name, isi.get(name, "")[:100])
    isian.jenis = _kind(f"{isi.get('jenis', '')} {isian.nama}".lower())


def _kind(text: str) -> str:
    words = set(re.findall(r"[^\W_]+", text))
    if words & {"forum", "fk", "fkkim"}:
        return JenisKim.FORUM
    return JenisKim.KECAMATAN if "kecamatan" in words else JenisKim.DESA


def _read_decree(isian: Isian, isi: dict[str, str], today: date) -> None:
    for name, longest in (("sk_nomor", 100), ("sk_perihal", 250), ("sk_penerbit", 150)):
        text = _try(isian, read_text, isi.get(name, ""), LABEL[name], longest, empty="")
        setattr(isian, name, text)
    before = len(isian.masalah)
    for name in ("sk_tanggal", "sk_berlaku"):
        setattr(isian, name, _try(isian, read_date, isi.get(name, ""), LABEL[name], empty=None))
    if re.fullmatch(r"(tidak|belum)( ada)?|nihil", isian.sk_nomor.lower()):
        isian.sk_nomor = ""
    if len(isian.masalah) == before:
        isian.masalah += _decree_faults(isian, today)


def _decree_faults(isian: Isian, today: date) -> list[str]:
    if isian.sk_nomor and isian.sk_tanggal is None:
        return ["Nomor SK ada, tetapi tanggal SK kosong."]
    if not isian.sk_nomor and (isian.sk_tanggal or isian.sk_berlaku):
        return ["Tanggal SK ada, tetapi nomor SK kosong."]
    if isian.sk_tanggal and isian.sk_tanggal > today:
        return ["Tanggal SK ada di masa depan."]
    if isian.sk_tanggal and isian.sk_berlaku and isian.sk_berlaku < isian.sk_tanggal:
        return ["Masa berlaku SK berakhir sebelum tanggal SK."]
    return []


def _read_people(isian: Isian, isi: dict[str, str]) -> None:
    for name in ("ketua", "sekretaris", "bendahara"):
        setattr(isian, name, _try(isian, read_name, isi.get(name, ""), LABEL[name], 150, empty=""))
    isian.telepon = _try(isian, read_phone, isi.get("telepon", ""), empty="")
    if isian.telepon and not isian.ketua and "ketua" not in isi:
        isian.catatan.append("Nomor HP tidak dipakai karena nama ketua kosong.")
        isian.telepon = ""


def _read_rest(isian: Isian, isi: dict[str, str], today: date) -> None:
    isian.alamat = _try(isian, read_text, isi.get("alamat", ""), "Alamat", 250, empty="")
    isian.tahun = _try(isian, read_year, isi.get("tahun", ""), today, empty=None)
    isian.nomor_kimid = _try(isian, read_kimid, isi.get("nomor_kimid", ""), empty="")
    isian.email = _try(isian, read_email, isi.get("email", ""), empty="")
    address = _try(isian, read_url, isi.get("situs", ""), empty="")
    is_kimid = re.match(r"https?://([\w-]+\.)*kim\.id(/|$)", address)
    isian.alamat_kimid, isian.situs = (address, "") if is_kimid else ("", address)
    isian.bidang, unknown = read_bidang(isi.get("bidang", ""))
    if unknown:
        isian.catatan.append(f"Bidang tidak dikenal, tidak dimasukkan: {', '.join(unknown)}.")


def name_key(nama: str) -> str:
    """Return what tells one KIM's name from another's.

    Both full names and "KIM" go; "KIM Bonto-rannu" and "Kelompok Informasi Masyarakat
    (KIM) Bonto Rannu" have the same key.
    """
    words = re.findall(r"[^\W_]+", nama.lower())
    return "".join(word for word in words if word not in KATA_UMUM) or "kim"
