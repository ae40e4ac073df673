"""The export as people read it: sections of labelled lines, whatever the rooms hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kimportal.template_tags import waktu

JUDUL = {
    "akun": "Akun",
    "berkas": "Foto dalam kabar Anda",
    "akun_google": "Google",
    "alamat_surel": "Alamat surel",
    "catatan_audit": "Jejak perbuatan",
    "kabar": "Kabar yang Anda tulis",
    "keanggotaan": "Keanggotaan KIM",
    "kode_akun": "Kode aktivasi dan pemulihan",
    "pekerjaan_di_meja_kerja": "Pekerjaan di meja kerja Diskominfo",
    "pemberitahuan": "Kotak masuk",
    "pengaman_kedua": "Pengaman kedua",
    "penugasan": "Penugasan",
    "perangkat_masuk": "Perangkat yang sedang masuk",
    "permintaan_data": "Permintaan data",
    "permohonan": "Permohonan ke KIM",
    "persetujuan": "Persetujuan",
    "perubahan_kim": "Perubahan KIM yang Anda ajukan",
    "sedang_dibuka_di_antrean": "Yang sedang Anda buka di antrean",
    "tulisan_di_kabar_orang_lain": "Tulisan Anda di kabar orang lain",
    "undangan_yang_dibuat": "Undangan yang Anda buat",
}


@dataclass(frozen=True)
class Bagian:
    """One section: its title, and its entries as (label, text) lines."""

    judul: str
    catatan: list[list[tuple[str, str]]]


def sections(data: dict[str, Any]) -> list[Bagian]:
    """Return the sections of an export that hold anything, in its order."""
    found = []
    for key, value in data.items():
        rows = value if isinstance(value, list) else [value]
        entries = [entry for row in rows if (entry := _lines(row))]
        if entries:
            found.append(Bagian(JUDUL.get(key, _label(key)), entries))
    return found


def _lines(value: Any, label: str = "") -> list[tuple[str, str]]:
    """Flatten dicts and lists into lines; what is empty is left out."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in _lines(inner, _label(key))]
    if isinstance(value, tuple):
        value = value[0]
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return [line for item in value for line in _lines(item, label)]
    text = _text(value)
    return [(label or "Isi", text)] if text else []


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    moment = _moment(value)
    return waktu(moment) if moment else str(value)


def _moment(value: Any) -> datetime | None:
    """Read a moment with its zone, as the exports write it."""
    if not isinstance(value, str) or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()
