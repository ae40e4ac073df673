"""The models of the desk: the queue, reports, exports, and what people ask of their own data."""

from kimportal.desk.models.data_requests import JenisPermintaan, PermintaanData
from kimportal.desk.models.exports import BentukEkspor, Ekspor, JenisEkspor, StatusEkspor
from kimportal.desk.models.kop import KopSurat
from kimportal.desk.models.queue import MintaProvinsi, Pegangan
from kimportal.desk.models.reports import (
    JAM_BIASA,
    JAM_MENDESAK,
    MENDESAK,
    AlasanLaporan,
    LaporanKonten,
    StatusLaporan,
    TindakanLaporan,
    hours_for,
)

__all__ = [
    "JAM_BIASA",
    "JAM_MENDESAK",
    "MENDESAK",
    "AlasanLaporan",
    "BentukEkspor",
    "Ekspor",
    "JenisEkspor",
    "JenisPermintaan",
    "KopSurat",
    "LaporanKonten",
    "MintaProvinsi",
    "Pegangan",
    "PermintaanData",
    "StatusEkspor",
    "StatusLaporan",
    "TindakanLaporan",
    "hours_for",
]
