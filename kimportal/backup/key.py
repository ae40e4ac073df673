"""The key of all backups: a long random text, in a setting or in a file of its own."""

import secrets
from pathlib import Path

from django.conf import settings

from kimportal.backup.errors import BackupError

SHORTEST = 32


def read_key() -> bytes:
    """Return the key; BackupError says how to get one."""
    path = Path(settings.KIM_KUNCI_CADANGAN_BERKAS)
    try:
        text = settings.KIM_KUNCI_CADANGAN or path.read_text().strip()
    except FileNotFoundError:
        raise BackupError(
            "Kunci cadangan belum ada; buat sekali dengan `manage.py cadangkan --buat-kunci`, "
            "lalu simpan salinannya di tempat lain."
        ) from None
    if len(text) < SHORTEST:
        raise BackupError(f"Kunci cadangan terlalu pendek; perlu paling sedikit {SHORTEST} huruf.")
    return str(text).encode()


def make_key() -> Path:
    """Write a new key to its file; one that is there is never replaced."""
    path = Path(settings.KIM_KUNCI_CADANGAN_BERKAS)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise BackupError(
            f"Kunci sudah ada di {path}; tanpa kunci itu cadangan lama tidak dapat dibuka."
        ) from None
    path.write_text(secrets.token_urlsafe(48) + "\n")
    return path
