"""Everything a KIM passes on as one ZIP, sent part by part while it is being packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from django.utils.text import slugify

from diseminasi.bahan.card import card_alt, read_card
from diseminasi.bahan.notice import notice_for
from diseminasi.bahan.notice_pdf import notice_pdf
from diseminasi.bahasa.pesan import Pesan, local_messages
from diseminasi.models import InfoPemerintah
from diseminasi.texts import ready_texts
from komunitas.models import Kim

BERKAS_TEKS = {
    "whatsapp": "pesan-whatsapp.txt",
    "sms": "sms.txt",
    "naskah": "naskah-dibacakan.txt",
}


def archive_name(info: InfoPemerintah) -> str:
    return f"info-{slugify(info.judul)[:60].strip('-') or info.pk}.zip"


def pack_material(info: InfoPemerintah, kim: Kim | None = None) -> Iterator[bytes]:
    """Yield the archive; each file is made when its turn has come."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _all_files(info, kim):
            archive.writestr(name, content)
            yield outlet.take()
    yield outlet.take()


def _all_files(info: InfoPemerintah, kim: Kim | None) -> Iterator[tuple[str, bytes | str]]:
    yield from _files(info, kim)
    for lampiran in info.daftar_lampiran.all():
        with lampiran.berkas.open("rb") as file:
            yield f"lampiran/{lampiran.pk}-{lampiran.nama_unduhan}", file.read()
    for pesan in local_messages(info):
        for name, content in _files(pesan, kim):
            yield f"bahasa-{slugify(pesan.nama_bahasa)}/{name}", content


def _files(info: Pesan, kim: Kim | None) -> Iterator[tuple[str, bytes | str]]:
    for teks in ready_texts(info, kim):
        yield BERKAS_TEKS[teks.kunci], teks.isi
    yield "kartu.png", read_card(info)
    yield "kartu-teks-alternatif.txt", card_alt(info)
    yield "papan-pengumuman.pdf", notice_pdf(notice_for(info, kim))


class _Outlet(io.RawIOBase):
    """A file that cannot be rewound; what was written is taken out and forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        chunk = bytes(data)  # type: ignore[call-overload]
        self.kept += chunk
        return len(chunk)

    def take(self) -> bytes:
        taken, self.kept = bytes(self.kept), bytearray()
        return taken
