"""What goes wrong with backups, in the words of whoever has to act."""

import errno


class BackupError(Exception):
    """Says in one sentence why there is no backup, or no way back from this one."""


def sentence(error: OSError) -> str:
    """Return what an error of the file system means."""
    if error.errno == errno.ENOSPC:
        return "Disk penuh; kosongkan sebagian, lalu jalankan lagi."
    return f"Berkas atau folder {error.filename} tidak dapat dipakai: {error.strerror}."
