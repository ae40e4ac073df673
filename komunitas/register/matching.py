"""Whether a row's KIM is here already, and what it could add to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from komunitas.models import Jabatan, Keanggotaan, Kim, StatusKim, SuratKeputusan
from komunitas.register.rows import Isian, name_key
from komunitas.register.villages import place_key

# Likeness of two names (difflib's scale) in one village: the same KIM, or worth a note.
SAMA = 0.85
MIRIP = 0.6

ORANG = ((Jabatan.KETUA, "ketua"), (Jabatan.SEKRETARIS, "sekretaris"),
         (Jabatan.BENDAHARA, "bendahara"))  # fmt: skip
ISIAN_KIM = (
    ("nomor_kimid", "Nomor KIM.id"),
    ("alamat_kimid", "Alamat di KIM.id"),
    ("alamat", "Alamat"),
    ("situs", "Situs"),
    ("email", "Surel"),
    ("tahun_berdiri", "Tahun berdiri"),
)


@dataclass
class KimAda:
    """A KIM that is here, with what a register could fill."""

    kim: Kim
    kunci: str
    orang: dict[str, Keanggotaan] = field(default_factory=dict)
    daftar_sk: list[SuratKeputusan] = field(default_factory=list)
    ber_bidang: bool = False
    milik_sendiri: bool = False


@dataclass
class Tambahan:
    """What a row adds to a KIM that is here: only where nothing stands yet."""

    isi: dict[str, Any] = field(default_factory=dict)
    bidang: list[str] = field(default_factory=list)
    orang: list[tuple[str, str]] = field(default_factory=list)
    telepon: str = ""
    ber_sk: bool = False
    label: list[str] = field(default_factory=list)
    beda: list[str] = field(default_factory=list)


class IndeksKim:
    """The KIM of one region. Pure: built once, asked row by row."""

    def __init__(self, daftar: Iterable[KimAda]) -> None:
        self.by_kimid: dict[str, list[KimAda]] = defaultdict(list)
        self.by_desa: dict[str, list[KimAda]] = defaultdict(list)
        for ada in daftar:
            if ada.kim.nomor_kimid:
                self.by_kimid[ada.kim.nomor_kimid].append(ada)
            self.by_desa[ada.kim.wilayah_id].append(ada)

    def find(self, isian: Isian, kode: str) -> KimAda | None:
        """Return the KIM that a row means: by its KIM.id number, else village and name."""
        numbered = self.by_kimid.get(isian.nomor_kimid, []) if isian.nomor_kimid else []
        if len(numbered) == 1:
            return numbered[0]
        key = name_key(isian.nama)
        here = [ada for ada in self.by_desa.get(kode, []) if ada.kim.jenis == isian.jenis]
        exact = [ada for ada in here if ada.kunci == key]
        if exact:
            return exact[0]
        alike = [ada for ada in here if likeness(ada, key) >= SAMA and _may_be(ada, isian)]
        return alike[0] if len(alike) == 1 else None

    def near(self, isian: Isian, kode: str) -> list[str]:
        """Return the names of KIM in the village that might be the same one."""
        key = name_key(isian.nama)
        return [
            ada.kim.nama
            for ada in self.by_desa.get(kode, [])
            if likeness(ada, key) >= MIRIP or ada.kunci in key or key in ada.kunci
        ]


def _may_be(ada: KimAda, isian: Isian) -> bool:
    """Two different KIM.id numbers are two KIM, however alike the names."""
    return not (isian.nomor_kimid and ada.kim.nomor_kimid)


def likeness(ada: KimAda, key: str) -> float:
    """Return how alike two names are in what they do not owe to their village, 0 to 1.

    "Melati Baji Mappakasunggu" and "Mawar Baji Mappakasunggu" are two KIM.
    """
    # So are "Bersatu 1" and "Bersatu 2".
    if _digits(ada.kunci) != _digits(key):
        return 0.0
    village = place_key(ada.kim.wilayah.nama)
    one, other = ada.kunci.replace(village, ""), key.replace(village, "")
    return SequenceMatcher(None, one, other).ratio()


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def compare(isian: Isian, ada: KimAda, kode: str) -> Tambahan:
    """Return what the row would add, and where it says otherwise than the KIM here."""
    hasil = Tambahan()
    if isian.nama != ada.kim.nama:
        hasil.beda.append(f"Nama di portal: {ada.kim.nama}.")
    if kode and kode != ada.kim.wilayah_id:
        hasil.beda.append(f"Di portal tercatat di {ada.kim.wilayah.sebutan}.")
    for name, label in ISIAN_KIM:
        new = getattr(isian, "tahun" if name == "tahun_berdiri" else name)
        old = getattr(ada.kim, name)
        if new and not old:
            hasil.isi[name] = new
            hasil.label.append(label)
        elif new and old != new:
            hasil.beda.append(f"{label} di portal: {old}.")
    if isian.bidang and not ada.ber_bidang:
        hasil.bidang = isian.bidang
        hasil.label.append("Bidang")
    _compare_people(isian, ada, hasil)
    _compare_decrees(isian, ada, hasil)
    return hasil


def _compare_people(isian: Isian, ada: KimAda, hasil: Tambahan) -> None:
    for jabatan, name in ORANG:
        nama, place = getattr(isian, name), ada.orang.get(jabatan)
        if nama and place is None:
            hasil.orang.append((jabatan, nama))
            hasil.label.append(jabatan.label)
        elif nama and place and place.nama.lower() != nama.lower():
            hasil.beda.append(f"{jabatan.label} di portal: {place.nama}.")
    ketua = ada.orang.get(Jabatan.KETUA)
    if not isian.telepon or ketua is None or ketua.nama.lower() != isian.ketua.lower():
        return
    if not ketua.telepon and not ketua.pengguna_id:
        hasil.telepon = isian.telepon
        hasil.label.append("Nomor HP ketua")
    elif ketua.telepon and ketua.telepon != isian.telepon:
        hasil.beda.append("Nomor HP ketua di portal berbeda.")


def _compare_decrees(isian: Isian, ada: KimAda, hasil: Tambahan) -> None:
    if not isian.sk_nomor:
        return
    if not ada.daftar_sk:
        hasil.ber_sk = True
        hasil.label.append("SK")
    elif all(_plain(sk.nomor) != _plain(isian.sk_nomor) for sk in ada.daftar_sk):
        hasil.beda.append(f"SK di portal: {ada.daftar_sk[0].nomor}.")


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


KETERANGAN_STATUS = {
    StatusKim.SUBMITTED: "Sudah diajukan di portal dan menunggu verifikasi Anda; tidak diubah.",
    StatusKim.RETURNED: "Di portal berstatus “perlu diperbaiki”; tidak diubah.",
    StatusKim.REJECTED: "Pernah ditolak di portal; tidak diubah.",
    StatusKim.SUSPENDED: "Di portal sedang dibekukan; tidak diubah.",
    StatusKim.MERGED: "Di portal sudah digabung dengan KIM lain; tidak diubah.",
}
