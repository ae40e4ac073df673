"""The models of KIM: the community itself and people's places in and over it."""

from komunitas.models.kim import Bidang, JenisKim, Kim, StatusKim, SuratKeputusan
from komunitas.models.people import PENGURUS, Jabatan, Keanggotaan, Penugasan, Peran

__all__ = [
    "PENGURUS",
    "Bidang",
    "Jabatan",
    "JenisKim",
    "Keanggotaan",
    "Kim",
    "Penugasan",
    "Peran",
    "StatusKim",
    "SuratKeputusan",
]
