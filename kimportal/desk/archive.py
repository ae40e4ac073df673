"""The copy of one's data: a ZIP with JSON, a note on what is what, and the own files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import storages
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.desk.personal_data import export_person
from kimportal.images.models import Foto
from kimportal.template_tags import waktu
from komunitas.models import PerubahanKim
from komunitas.models.decrees import document_name

# Held in memory up to this size, beyond it in a temporary file.
IN_MEMORY = 5 * 1024 * 1024
WIDEST = 1280
NOTE = """Salinan data pribadi Anda di {situs}
Dibuat {waktu}

data.json   semua data tentang Anda, dapat dibuka dengan penyunting teks apa pun
foto/       foto dari kabar yang Anda tulis
sk/         berkas SK yang Anda ajukan

Kata sandi dan kode rahasia tidak ada di sini: portal hanya menyimpannya dalam bentuk teracak.
Pertanyaan: {kontak}
"""


def write_archive(pengguna: Pengguna) -> IO[bytes]:
    """Return the archive as an open file, at its beginning."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the caller closes
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        note = NOTE.format(
            situs=settings.KIM_NAMA_SITUS,
            waktu=waktu(timezone.now()),
            kontak=settings.KIM_KONTAK,
        )
        archive.writestr("BACA-DULU.txt", note)
        data = export_person(pengguna)
        archive.writestr("data.json", _json(data))
        store = storages["private"]
        for name, stored in [*_photos(data), *_decrees(pengguna)]:
            # One that is gone from the store must not keep the rest back.
            if store.exists(stored):
                with store.open(stored) as content:
                    archive.writestr(name, content.read(), compress_type=zipfile.ZIP_STORED)
    file.seek(0)
    return file


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def _photos(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each own photo: its name in the archive, and where it lies in the private store."""
    names = {foto_id: name for name, foto_id in data["berkas"]}
    for foto in Foto.objects.filter(pk__in=names):
        nama = foto.private_name(foto.rendition(WIDEST).nama) if foto.is_ready else foto.sent_name
        yield f"foto/{names[foto.pk]}", nama


def _decrees(pengguna: Pengguna) -> Iterator[tuple[str, str]]:
    """Yield the files of SK that the person handed in, in the same way."""
    for change in PerubahanKim.objects.filter(pemohon=pengguna).exclude(sk_berkas=""):
        stored = str(change.sk_berkas)
        yield f"sk/{change.pk}-{document_name('SK', change.sk_nomor, stored)}", stored
