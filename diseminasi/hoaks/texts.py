"""A verdict in the words in which people pass it on, alone or as an Info Pemerintah."""

from __future__ import annotations

from diseminasi.models import Isu, Putusan
from diseminasi.texts import WHATSAPP, cut
from kimportal.template_tags import alamat_lengkap

JUDUL = 150
SUMBER = 200
# What whoever got the rumour should do now.
SARAN = {
    Putusan.BENAR: "Isu ini benar. Boleh diteruskan, lengkap dengan sumbernya.",
    Putusan.MENYESATKAN: "Jangan teruskan. Kalau sudah telanjur, kirim penjelasan ini juga.",
    Putusan.HOAKS: "Jangan teruskan. Kalau sudah telanjur, kirim penjelasan ini juga.",
    Putusan.BELUM: "Belum ada bukti. Jangan teruskan dulu.",
}


def advice(isu: Isu) -> str:
    """Return what to do about a rumour, empty before there is a verdict."""
    return SARAN[Putusan(isu.putusan)] if isu.is_diputuskan else ""


def verdict_text(isu: Isu) -> str:
    """Return the verdict with WhatsApp's marks, at most 1,000 characters; none while it is open."""
    if not isu.is_diputuskan:
        return ""
    head = f"*CEK HOAKS: {isu.keadaan.upper()}*\n\n*Isu:* {isu.klaim}\n\n"
    foot = (
        f"\n\n{advice(isu)}\nMenurut: {isu.instansi}\n"
        f"Baca lengkap: {alamat_lengkap(isu.get_absolute_url())}"
    )
    return head + cut(isu.penjelasan, WHATSAPP - len(head) - len(foot)) + foot


def message_fields(isu: Isu) -> dict[str, str]:
    """Return what an Info Pemerintah says that carries the verdict to KIM."""
    return {
        "judul": cut(f"{isu.keadaan}: {isu.klaim}", JUDUL),
        "isi": cut(f"Isu: {isu.klaim}\nPutusan: {isu.keadaan}\n\n{isu.penjelasan}", 5000),
        "tindakan": advice(isu),
        "sumber": cut(isu.instansi, SUMBER),
    }
