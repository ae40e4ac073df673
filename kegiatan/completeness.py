"""What a post must have before it is sent: one sentence per field that lacks something."""

from __future__ import annotations

from django.utils import timezone

from kegiatan.models import JenisKegiatan, Naskah
from kegiatan.prose import plain_text
from kimportal.template_tags import ZONA_WAKTU
from kimportal.transitions import TransitionError

Galat = dict[str, list[str]]


class IncompleteError(TransitionError):
    """Something required is missing; `galat` says what, per field."""

    def __init__(self, galat: Galat) -> None:
        super().__init__(" ".join(sentence for rows in galat.values() for sentence in rows))
        self.galat = galat


def missing(naskah: Naskah) -> Galat:
    """Return what the version lacks, per field; empty when it can be sent."""
    galat: Galat = {}
    if not naskah.judul.strip():
        galat["judul"] = ["Tulis judulnya dulu."]
    if not plain_text(naskah.isi):
        galat["cerita"] = ["Ceritakan kegiatannya, beberapa kalimat saja sudah cukup."]
    _check_day(naskah, galat)
    _check_photos(naskah, galat)
    return galat


def _check_day(naskah: Naskah, galat: Galat) -> None:
    if naskah.jenis != JenisKegiatan.BERITA:
        return
    today = timezone.now().astimezone(ZONA_WAKTU[naskah.wilayah.zona][0]).date()
    if naskah.tanggal > today:
        galat["tanggal"] = [
            "Tanggal ini belum tiba. Untuk acara yang akan datang, pilih jenis “Agenda”."
        ]


def _check_photos(naskah: Naskah, galat: Galat) -> None:
    captions = [row.keterangan.strip() for row in naskah.daftar_foto.all()]
    if not captions:
        galat["foto"] = ["Tambahkan sedikitnya satu foto."]
        return
    bare = [str(number) for number, caption in enumerate(captions, start=1) if not caption]
    if bare:
        galat["foto"] = [
            f"Beri keterangan pada foto {', '.join(bare)}: siapa atau apa yang tampak?"
        ]
    if not naskah.izin_foto:
        galat["izin_foto"] = [
            "Centang ini setelah orang di foto setuju fotonya tampil. Untuk foto anak, "
            "mintalah izin orang tuanya."
        ]
