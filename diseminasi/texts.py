"""A message in the forms in which KIM pass it on: WhatsApp, SMS, read aloud.

Each is made from the message's own words, cut at the end of a sentence or word; an admin may
word it otherwise before release (`diseminasi.wording`). The address follows by itself, so that
whoever gets the text can check it. A version in a language of the place takes the same forms;
what the portal itself says around the words stays Indonesian.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from django.utils.text import Truncator

from diseminasi.bahan.links import link_room, short_link
from diseminasi.bahasa.pesan import Pesan
from diseminasi.models import BentukTeks, Urgensi
from kimportal.template_tags import tanggal
from komunitas.models import Kim

# Characters: what WhatsApp shows without "read more" being pressed twice; one SMS.
WHATSAPP, SMS = 1000, 160
# A minute read slowly in Indonesian: 130 words, less the sentences around them.
KATA_SEMENIT = 130
PALING_BANYAK: dict[str, int] = {
    BentukTeks.WHATSAPP: WHATSAPP,
    BentukTeks.SMS: SMS,
    BentukTeks.NASKAH: KATA_SEMENIT,
}
BACA = "\nBaca lengkap: "
# One sign outside a phone's own alphabet, and an SMS holds 70 characters instead of 160.
TANDA_SMS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


@dataclass(frozen=True)
class Teks:
    """One ready text: its words, the address that follows, how long the words may get."""

    kunci: str
    nama: str
    badan: str
    kaki: str
    batas: int
    satuan: str = "huruf"
    is_disunting: bool = False

    @property
    def isi(self) -> str:
        return self.badan + self.kaki

    @property
    def batas_isi(self) -> int:
        """How long words and address may get together."""
        return PALING_BANYAK[self.kunci]

    @property
    def panjang(self) -> int:
        return measure(self.kunci, self.isi)

    @property
    def panjang_badan(self) -> int:
        return measure(self.kunci, self.badan)


def ready_texts(info: Pesan, kim: Kim | None = None) -> list[Teks]:
    """Return every form of the message, the most used first, with the KIM's own short link."""
    edited = edited_texts(info)
    made = made_texts(info)
    link = short_link(info, kim)
    feet = {BentukTeks.WHATSAPP: BACA + link, BentukTeks.SMS: f" {link}", BentukTeks.NASKAH: ""}
    limits = text_limits(info.bahasa)
    return [
        Teks(
            kunci=form.value,
            nama=str(form.label),
            badan=edited.get(form, made[form]),
            kaki=feet[form],
            batas=limits[form],
            satuan="kata" if form == BentukTeks.NASKAH else "huruf",
            is_disunting=form in edited,
        )
        for form in BentukTeks
    ]


def made_texts(info: Pesan) -> dict[str, str]:
    """Return the forms as they are made from the message's words, without their address."""
    return {
        BentukTeks.WHATSAPP: whatsapp_text(info),
        BentukTeks.SMS: sms_text(info),
        BentukTeks.NASKAH: script_text(info),
    }


def edited_texts(info: Pesan) -> dict[str, str]:
    """Return what an admin worded otherwise; not if the message itself was changed since.

    Admins word the Indonesian texts only.
    """
    if info.bahasa:
        return {}
    basis = basis_of(info)
    return {row.bentuk: row.isi for row in info.daftar_teks.all() if row.dasar == basis}


def basis_of(info: Pesan) -> str:
    """Return the mark of the words that the texts are made from: other words, other mark."""
    words = [info.judul, info.isi, info.tindakan, info.sumber, info.urgensi]
    words += [info.nama_penerbit, str(info.berlaku_sampai)]
    return sha256("\0".join(words).encode()).hexdigest()[:16]


def text_limits(bahasa: str = "") -> dict[str, int]:
    """Return how long each form may get without its address: characters, or words."""
    return {
        BentukTeks.WHATSAPP: WHATSAPP - len(BACA) - link_room(bahasa),
        BentukTeks.SMS: SMS - 1 - link_room(bahasa),
        BentukTeks.NASKAH: KATA_SEMENIT,
    }


def measure(bentuk: str, text: str) -> int:
    """Count what a limit is about: words of what is read aloud, else characters."""
    return len(text.split()) if bentuk == BentukTeks.NASKAH else len(text)


def whatsapp_text(info: Pesan) -> str:
    """Return the message with WhatsApp's marks."""
    mark = "" if info.urgensi == Urgensi.BIASA else f"{info.get_urgensi_display().upper()}: "
    head = f"*{mark}{info.judul}*\n\n"
    until = f"Berlaku sampai {tanggal(info.berlaku_sampai)}.\n" if info.berlaku_sampai else ""
    foot = f"\n\n{until}Sumber: {info.sumber}"
    todo = f"\n\n*Yang perlu dilakukan:*\n{info.tindakan}" if info.tindakan else ""
    room = text_limits(info.bahasa)[BentukTeks.WHATSAPP] - len(head) - len(foot)
    return head + cut(info.isi + todo, room) + foot


def sms_text(info: Pesan) -> str:
    """Return the message as one SMS."""
    said = for_sms(f"{info.judul}. {info.isi}")
    return cut(said, text_limits(info.bahasa)[BentukTeks.SMS], mark=" ...")


def for_sms(text: str) -> str:
    """Write a text with the signs every phone knows, on one line."""
    plain = unicodedata.normalize("NFKD", text.translate(TANDA_SMS))
    return " ".join(plain.encode("ascii", "ignore").decode().split())


def script_text(info: Pesan) -> str:
    """Return what is read at the mosque or on the radio in about a minute."""
    opening = f"Info dari {info.nama_penerbit}. {info.judul}."
    closing = f"Info ini dari {info.sumber}. Tanyakan lebih lanjut kepada KIM desa Anda."
    # The mark of a cut counts as a word.
    room = KATA_SEMENIT - len(opening.split()) - len(closing.split()) - 1
    said = " ".join(f"{info.isi} {info.tindakan}".split())
    return "\n\n".join([opening, Truncator(said).words(room, truncate=" …"), closing])


def cut(text: str, room: int, mark: str = " …") -> str:
    """Shorten a text to `room` characters, between words, and show that it was cut."""
    text = text.strip()
    if len(text) <= room:
        return text
    kept = text[: max(room - len(mark), 0)].rsplit(None, 1)
    return (kept[0].rstrip() if kept else "") + mark
