"""The one question whether a file that somebody sent is infected, where a scanner is set.

Asked with the bytes as they came, before anything of them is kept for others to open. Without a
verdict nothing goes on: a form asks to send again, a photo that a worker develops waits.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError

from kimportal.clamd import ClamdError, scan

logger = logging.getLogger(__name__)

# Long enough for the largest file that is taken, short enough for a request.
SECONDS = 20
INFECTED = (
    "Berkas ini ditolak karena pemindai menemukan virus di dalamnya. Bersihkan perangkat Anda, "
    "lalu kirim berkas lain."
)
NOT_SCANNED = (
    "Berkas ini belum dapat diperiksa dari virus, jadi belum diterima. Coba kirim lagi beberapa "
    "menit lagi."
)
# Of all fields, the register of a dinas takes the largest file.
LARGEST = 20 * 1024 * 1024
# What every scanner calls a virus by agreement; in two parts, or they would call this file one.
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DAY = 24 * 60 * 60
SILENT = "pemindai-diam"


class InfectedError(ValidationError):
    """A file with something harmful in it; its sentence is fit for a form field."""


class NotScannedError(ValidationError):
    """The scanner is set, but gave no verdict; its sentence is fit for a form field."""


def refuse_infected(data: bytes) -> None:
    """Raise InfectedError or NotScannedError unless the scanner finds nothing, or none is set."""
    if not settings.KIM_CLAMD:
        return
    try:
        found = scan(settings.KIM_CLAMD, data, seconds=SECONDS)
    except ClamdError as error:
        logger.error("File not scanned: %s", error)  # noqa: TRY400 - a trace tells no more
        cache.set(SILENT, True, DAY)
        raise NotScannedError(NOT_SCANNED, code="scanner") from error
    if found:
        logger.warning("Infected file refused: %s", found)
        raise InfectedError(INFECTED, code="virus")


def was_silent() -> bool:
    """Whether the scanner has failed within the last day, so that files may have waited for it."""
    return bool(cache.get(SILENT))


def scanner_faults() -> list[str]:
    """Return what is wrong with the scanner that is set, in words; nothing where none is."""
    if not settings.KIM_CLAMD:
        return []
    try:
        known = scan(settings.KIM_CLAMD, TEST_FILE, seconds=SECONDS)
    except ClamdError:
        return ["tidak menjawab"]
    if not known:
        return ["tidak mengenali berkas uji EICAR, jadi daftar virusnya kosong atau rusak"]
    try:
        scan(settings.KIM_CLAMD, bytes(LARGEST), seconds=SECONDS)
    except ClamdError:
        return ["tidak mau menerima berkas 20 MB (StreamMaxLength di clamd.conf terlalu kecil)"]
    return []
