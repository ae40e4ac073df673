"""A message in the words of one of its versions, for whatever is made of a message's words.

Texts, card and notice take either: a message, or the same in a language of the place. Only a
version that can be handed on has them: public, with the newest correction, in letters that the
shipped font draws.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404

from diseminasi.bahasa.versions import last_correction
from diseminasi.models import InfoPemerintah, StatusVersi, VersiBahasa
from kimportal.images.lettering import missing_letters


class PesanSetempat:
    """A message whose title, words and what to do are a version's; the rest is its own."""

    def __init__(self, info: InfoPemerintah, versi: VersiBahasa) -> None:
        self.info, self.versi = info, versi
        self.bahasa, self.lang = versi.bahasa, versi.lang
        self.judul, self.isi, self.tindakan = versi.judul, versi.isi, versi.tindakan

    def __getattr__(self, name: str) -> Any:
        return getattr(self.info, name)

    @property
    def nama_bahasa(self) -> str:
        return str(self.versi.get_bahasa_display())


Pesan = InfoPemerintah | PesanSetempat


def local_messages(info: InfoPemerintah) -> list[PesanSetempat]:
    """Return the message in every language in which it can be handed on."""
    if not info.is_terbit or info.is_khusus:
        return []
    rows = VersiBahasa.objects.filter(
        info=info, status=StatusVersi.PUBLISHED, ralat_nomor=last_correction(info)
    )
    return [
        PesanSetempat(info, versi)
        for versi in rows.order_by("bahasa")
        if not missing_letters(versi.judul + versi.isi + versi.tindakan)
    ]


def message_in(info: InfoPemerintah, bahasa: str) -> Pesan:
    """Return the message in a language; none is Indonesian, one it does not have is not found."""
    if not bahasa:
        return info
    for pesan in local_messages(info):
        if pesan.bahasa == bahasa:
            return pesan
    raise Http404
