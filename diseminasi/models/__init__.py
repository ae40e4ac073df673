"""The models of Info Pemerintah (the message, whom it is for, how far it got) and Cek Hoaks."""

from diseminasi.models.attachments import Lampiran
from diseminasi.models.bahasa import BISA_DISUNTING, Bahasa, StatusVersi, VersiBahasa
from diseminasi.models.delivery import Pengantaran, Penyampaian
from diseminasi.models.info import (
    BISA_DIUBAH,
    TERBIT,
    CaraJawab,
    InfoPemerintah,
    JenisRalat,
    Ralat,
    Sasaran,
    StatusInfo,
    Urgensi,
)
from diseminasi.models.isu import (
    JAM_ISU,
    TERDAFTAR,
    Isu,
    KirimanIsu,
    Putusan,
    RalatPutusan,
    StatusIsu,
)
from diseminasi.models.khusus import PengingatKhusus, TanggapanKim
from diseminasi.models.reach import CapaianUsang, CapaianWilayah
from diseminasi.models.relay import Kanal, LaporanPenyebaran, Penyebar
from diseminasi.models.tanya import TERJAWAB, JawabanInfo, PertanyaanInfo, StatusPertanyaan
from diseminasi.models.texts import BentukTeks, TeksInfo

__all__ = [
    "BISA_DISUNTING",
    "BISA_DIUBAH",
    "JAM_ISU",
    "TERBIT",
    "TERDAFTAR",
    "TERJAWAB",
    "Bahasa",
    "BentukTeks",
    "CapaianUsang",
    "CapaianWilayah",
    "CaraJawab",
    "InfoPemerintah",
    "Isu",
    "JawabanInfo",
    "JenisRalat",
    "Kanal",
    "KirimanIsu",
    "Lampiran",
    "LaporanPenyebaran",
    "Pengantaran",
    "PengingatKhusus",
    "Penyampaian",
    "Penyebar",
    "PertanyaanInfo",
    "Putusan",
    "Ralat",
    "RalatPutusan",
    "Sasaran",
    "StatusInfo",
    "StatusIsu",
    "StatusPertanyaan",
    "StatusVersi",
    "TanggapanKim",
    "TeksInfo",
    "Urgensi",
    "VersiBahasa",
]
