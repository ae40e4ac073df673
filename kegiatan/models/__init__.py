"""The models of Kabar KIM: the post and its versions, and what surrounds the writing."""

from kegiatan.models.appeal import Keberatan, StatusKeberatan
from kegiatan.models.post import (
    BISA_DIUBAH,
    TERBUKA,
    Adinda,
    FotoNaskah,
    JenisKegiatan,
    Kegiatan,
    Naskah,
    StatusNaskah,
    Titipan,
)
from kegiatan.models.review import Butir, Pemeriksaan, PraktikBaik
from kegiatan.models.words import Kata
from kegiatan.models.working import JenisRiwayat, JumlahBaca, RiwayatNaskah, UnggahanFoto

__all__ = [
    "BISA_DIUBAH",
    "TERBUKA",
    "Adinda",
    "Butir",
    "FotoNaskah",
    "JenisKegiatan",
    "JenisRiwayat",
    "JumlahBaca",
    "Kata",
    "Keberatan",
    "Kegiatan",
    "Naskah",
    "Pemeriksaan",
    "PraktikBaik",
    "RiwayatNaskah",
    "StatusKeberatan",
    "StatusNaskah",
    "Titipan",
    "UnggahanFoto",
]
