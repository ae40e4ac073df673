"""The envelope of a backup: encrypted and authenticated in chunks, as one stream.

Head: a mark, a random salt, and a proof by which a wrong key is told from a broken file. Then
chunks under AES-256-GCM with a key made from key and salt for this file only. The nonce
counts the chunks and marks the last one, so that none can be changed, moved, left out or cut
off without notice.
"""

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kimportal.backup.errors import BackupError

MARK = b"KIM-CADANGAN-1\n"
SALT_BYTES = 32
KEY_BYTES = 32
PROOF_BYTES = 16
TAG_BYTES = 16
CHUNK = 1024 * 1024


def _derive(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """Return the cipher of one file, and the proof that the key is the right one."""
    size = KEY_BYTES + PROOF_BYTES
    secret = HKDF(algorithm=SHA256(), length=size, salt=salt, info=MARK).derive(key)
    return AESGCM(secret[:KEY_BYTES]), secret[KEY_BYTES:]


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class SealedWriter:
    """Encrypts what is written; `finish` writes the last chunk."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        salt = os.urandom(SALT_BYTES)
        self._cipher, proof = _derive(key, salt)
        self._number = 0
        self._waiting = bytearray()
        file.write(MARK + salt + proof)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, chunk: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._file.write(self._cipher.encrypt(nonce, chunk, None))
        self._number += 1


class SealedReader:
    """Decrypts what is read; BackupError when the file is not what was written."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        if file.read(len(MARK)) != MARK:
            raise BackupError("Ini bukan berkas cadangan portal.")
        self._cipher, proof = _derive(key, file.read(SALT_BYTES))
        if file.read(PROOF_BYTES) != proof:
            raise BackupError("Kunci tidak cocok dengan berkas cadangan ini.")
        self._number = 0
        self._ready = b""
        self._ahead = self._next()

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        while len(self._ready) < size and self._ahead:
            self._ready += self._open()
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _next(self) -> bytes:
        return self._file.read(CHUNK + TAG_BYTES)

    def _open(self) -> bytes:
        sealed, self._ahead = self._ahead, self._next()
        nonce = _nonce(self._number, is_last=not self._ahead)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise BackupError(
                "Berkas cadangan terpotong atau telah berubah; pakai cadangan yang lain."
            ) from None
