"""The models of Info Pemerintah: the message, whom it is for, and how far it got."""

from diseminasi.models.attachments import Lampiran
from diseminasi.models.delivery import Pengantaran, Penyampaian
from diseminasi.models.info import (
    BISA_DIUBAH,
    TERBIT,
    InfoPemerintah,
    JenisRalat,
    Ralat,
    Sasaran,
    StatusInfo,
    Urgensi,
)
from diseminasi.models.relay import Kanal, LaporanPenyebaran, Penyebar
from diseminasi.models.texts import BentukTeks, TeksInfo

__all__ = [
    "BISA_DIUBAH",
    "TERBIT",
    "BentukTeks",
    "InfoPemerintah",
    "JenisRalat",
    "Kanal",
    "Lampiran",
    "LaporanPenyebaran",
    "Pengantaran",
    "Penyampaian",
    "Penyebar",
    "Ralat",
    "Sasaran",
    "StatusInfo",
    "TeksInfo",
    "Urgensi",
]
