"""The models of KIM: the community itself, people's places in it, and the ways in."""

from komunitas.models.changes import PerubahanKim, StatusPerubahan
from komunitas.models.decrees import SuratKeputusan
from komunitas.models.kim import TERAKHIR, Bidang, JenisKim, Kim, StatusKim, is_aktif
from komunitas.models.people import PENGURUS, Jabatan, Keanggotaan, Penugasan, Peran
from komunitas.models.registers import BarisRegister, BerkasRegister, HasilBaris, StatusRegister
from komunitas.models.requests import JenisPermohonan, Permohonan, StatusPermohonan, Undangan
from komunitas.models.rules import AturanKim
from komunitas.models.trust import Kepercayaan, KepercayaanKim

__all__ = [
    "PENGURUS",
    "TERAKHIR",
    "AturanKim",
    "BarisRegister",
    "BerkasRegister",
    "Bidang",
    "HasilBaris",
    "Jabatan",
    "JenisKim",
    "JenisPermohonan",
    "Keanggotaan",
    "Kepercayaan",
    "KepercayaanKim",
    "Kim",
    "Penugasan",
    "Peran",
    "Permohonan",
    "PerubahanKim",
    "StatusKim",
    "StatusPermohonan",
    "StatusPerubahan",
    "StatusRegister",
    "SuratKeputusan",
    "Undangan",
    "is_aktif",
]
