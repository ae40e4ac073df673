"""The square picture card of a verdict, made and kept as that of a message is."""

from __future__ import annotations

from django.urls import reverse

from diseminasi.bahan.card import PALING_BANYAK, card_name, draw_words, kept_card
from diseminasi.bahan.links import spoken_link
from diseminasi.hoaks.texts import advice
from diseminasi.models import Isu, Putusan
from diseminasi.texts import cut
from kimportal.template_tags import alamat_lengkap, tanggal

WARNA = {
    Putusan.BENAR: "#1a5f31",
    Putusan.MENYESATKAN: "#714500",
    Putusan.HOAKS: "#97201a",
    Putusan.BELUM: "#4d473f",
}


def verdict_words(isu: Isu) -> dict[str, str]:
    """Return what stands on the card, by place."""
    said = f"{isu.penjelasan}\n\n{advice(isu)}"
    return {
        "pita": f"CEK HOAKS: {isu.keadaan.upper()}",
        "penerbit": isu.tempat,
        "judul": isu.klaim,
        "isi": cut(said, PALING_BANYAK),
        "sumber": f"Menurut {isu.instansi}, {tanggal(isu.decided_at, isu.zona)}",
        "alamat": spoken_link(_link(isu)),
    }


def verdict_alt(isu: Isu) -> str:
    """Return the card in words, for those who do not see it."""
    words = verdict_words(isu)
    return f"Cek Hoaks: {isu.keadaan}. Isu: {words['judul']}. {words['sumber']}."


def read_verdict_card(isu: Isu) -> bytes:
    """Return the card of a verdict."""
    words = verdict_words(isu)
    name = card_name(f"kartu-isu/{isu.pk}", isu.putusan, words)
    return kept_card(name, lambda: draw_words(words, WARNA[Putusan(isu.putusan)], _link(isu)))


def _link(isu: Isu) -> str:
    """Return an address that is short enough to be typed; it leads on to the whole one."""
    return alamat_lengkap(reverse("hoaks:detail", args=[isu.pk, "isu"]))
