"""A message in the forms in which KIM pass it on: WhatsApp, SMS, read aloud.

Each is made from the message's own words, cut at the end of a sentence or word; an admin may
word it otherwise before release (`diseminasi.wording`). A corrected message says what was
corrected, right after its title: many who get it have read the wrong words before. The address
follows by itself, so that whoever gets the text can check it. A version in a language of the
place takes the same forms; what the portal itself says around the words stays Indonesian.
"""

from __future__ import annotations

import re
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
# Of these, how much a correction may take.
RALAT_WHATSAPP, RALAT_NASKAH = 300, 40
BACA = "\nBaca lengkap: "
# One sign outside a phone's own alphabet, and an SMS holds 70 characters instead of 160.
TANDA_SMS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
# Less room than that holds no part of a message that says anything.
SEPATAH_KATA = 20
AKHIR_KALIMAT = re.compile(r"(\w+)[.!?][\"')”’]*(?=\s|$)")
# Words after which a full stop ends no sentence.
SINGKATAN = (
    *("bpk", "dr", "drs", "hal", "hj", "jl", "jln", "kab", "kec", "kel", "no"),
    *("pk", "pkl", "prov", "rt", "rw", "sdr", "tel", "telp", "tgl", "tlp"),
)


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
    if info.kata_ralat:
        words.append(info.kata_ralat)
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
    if info.kata_ralat:
        head += f"*RALAT:* {cut(info.kata_ralat, RALAT_WHATSAPP)}\n\n"
    until = f"Berlaku sampai {tanggal(info.berlaku_sampai)}.\n" if info.berlaku_sampai else ""
    foot = f"\n\n{until}Sumber: {info.sumber}"
    todo = f"\n\n*Yang perlu dilakukan:*\n{info.tindakan}" if info.tindakan else ""
    room = text_limits(info.bahasa)[BentukTeks.WHATSAPP] - len(head) - len(foot)
    return head + cut(info.isi + todo, room) + foot


def sms_text(info: Pesan) -> str:
    """Return the message as one SMS; where it is too long, its title and what to do."""
    room = text_limits(info.bahasa)[BentukTeks.SMS]
    said = for_sms(info.judul if info.judul.endswith((".", "!", "?")) else f"{info.judul}.")
    ralat = for_sms(f"RALAT: {info.kata_ralat}") if info.kata_ralat else ""
    whole = for_sms(f"{said} {ralat} {info.isi} {info.tindakan}")
    if len(whole) <= room:
        return whole
    said = cut(said, room, mark=" ...")
    for part in filter(None, (ralat, sms_gist(info))):
        left = room - len(said) - 1
        if left >= min(len(part), SEPATAH_KATA):
            said = f"{said} {cut_at_sentence(part, left, mark=' ...')}"
    return said


def sms_gist(info: Pesan) -> str:
    """Return what an SMS should say after the title: what to do first, else the message."""
    todo = info.tindakan.strip().splitlines()
    return for_sms(todo[0] if todo else info.isi)


def is_sms_cut(info: Pesan) -> bool:
    """Tell whether the SMS lacks part of what it should say, and no admin worded it otherwise."""
    return BentukTeks.SMS not in edited_texts(info) and sms_gist(info) not in sms_text(info)


def for_sms(text: str) -> str:
    """Write a text with the signs every phone knows, on one line."""
    plain = unicodedata.normalize("NFKD", text.translate(TANDA_SMS))
    return " ".join(plain.encode("ascii", "ignore").decode().split())


def script_text(info: Pesan) -> str:
    """Return what is read at the mosque or on the radio in about a minute."""
    opening = f"Info dari {info.nama_penerbit}. {info.judul}."
    if info.kata_ralat:
        opening += f" Ralat: {Truncator(info.kata_ralat).words(RALAT_NASKAH, truncate=' …')}"
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


def cut_at_sentence(text: str, room: int, mark: str = " …") -> str:
    """Shorten a text to the whole sentences that fit; where they say little, as `cut` does."""
    text = text.strip()
    if len(text) <= room:
        return text
    ends = [
        found.end()
        for found in AKHIR_KALIMAT.finditer(text)
        if len(found[1]) > 1 and found[1].lower() not in SINGKATAN and found.end() <= room
    ]
    return text[: ends[-1]] if ends and ends[-1] >= room // 3 else cut(text, room, mark)
