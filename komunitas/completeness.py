"""What a KIM still lacks before it can be handed in, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from komunitas.models import Jabatan, Keanggotaan, Kim
from komunitas.rules import aturan_for

# Steps of founding, in order: (part of the address, name).
LANGKAH = (
    ("nama", "Nama dan desa"),
    ("bidang", "Bidang"),
    ("pengurus", "Pengurus"),
    ("sk", "SK"),
    ("titik", "Titik di peta"),
    ("kirim", "Periksa dan kirim"),
)


@dataclass(frozen=True)
class Kekurangan:
    """Something missing: the step where it is mended, and a sentence for people."""

    langkah: str
    kalimat: str


def filled_steps(kim: Kim) -> set[str]:
    """Return the steps in which something was said and nothing is missing."""
    filled = {"nama", "bidang", "pengurus"} - {kurang.langkah for kurang in missing_parts(kim)}
    if kim.daftar_sk.exists():
        filled.add("sk")
    if kim.lat is not None:
        filled.add("titik")
    return filled


def missing_parts(kim: Kim) -> list[Kekurangan]:
    """Return what keeps a KIM from being handed in, in the order of the steps."""
    aturan = aturan_for(kim.wilayah_id)
    people = Keanggotaan.objects.current().filter(kim=kim)
    missing = []
    if not kim.bidang.exists():
        missing.append(Kekurangan("bidang", "Pilih paling sedikit satu bidang."))
    if not people.filter(jabatan=Jabatan.KETUA).exists():
        missing.append(Kekurangan("pengurus", "Tuliskan nama ketua KIM."))
    if people.count() < aturan.min_anggota:
        kalimat = f"Tuliskan pengurus dan anggota, {aturan.jumlah_anggota}."
        missing.append(Kekurangan("pengurus", kalimat))
    if aturan.max_anggota and people.count() > aturan.max_anggota:
        kalimat = f"Anggotanya terlalu banyak untuk wilayah ini: {aturan.jumlah_anggota}."
        missing.append(Kekurangan("pengurus", kalimat))
    if aturan.wajib_sk and not kim.daftar_sk.exists():
        missing.append(Kekurangan("sk", "Di wilayah ini SK wajib ada sebelum KIM dikirim."))
    return missing
