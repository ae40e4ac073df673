"""A message in the forms in which KIM pass it on: WhatsApp, SMS, read aloud.

Each is made from the message's own words, cut at the end of a sentence or word, and ends
with where to read on, so that whoever gets it can check it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import Truncator

from diseminasi.models import InfoPemerintah, Urgensi
from kimportal.template_tags import alamat_lengkap, tanggal

# Characters: what WhatsApp shows without "read more" being pressed twice; one SMS.
WHATSAPP, SMS = 1000, 160
# A minute read slowly in Indonesian: 130 words, less the sentences around them.
KATA_SEMENIT = 130


@dataclass(frozen=True)
class Teks:
    """One ready text: how it is called, and what it says."""

    kunci: str
    nama: str
    isi: str


def ready_texts(info: InfoPemerintah) -> list[Teks]:
    """Return every form of the message, the most used first."""
    return [
        Teks("whatsapp", "Pesan WhatsApp", whatsapp_text(info)),
        Teks("sms", "SMS (160 huruf)", sms_text(info)),
        Teks("naskah", "Naskah dibacakan, satu menit", script_text(info)),
    ]


def whatsapp_text(info: InfoPemerintah) -> str:
    """Return the message with WhatsApp's marks, at most 1,000 characters."""
    mark = "" if info.urgensi == Urgensi.BIASA else f"{info.get_urgensi_display().upper()}: "
    head = f"*{mark}{info.judul}*\n\n"
    until = f"Berlaku sampai {tanggal(info.berlaku_sampai)}.\n" if info.berlaku_sampai else ""
    foot = f"\n\n{until}Sumber: {info.sumber}\nBaca lengkap: {_address(info)}"
    todo = f"\n\n*Yang perlu dilakukan:*\n{info.tindakan}" if info.tindakan else ""
    room = WHATSAPP - len(head) - len(foot)
    return head + cut(info.isi + todo, room) + foot


def sms_text(info: InfoPemerintah) -> str:
    """Return the message as one SMS: at most 160 characters, its address included."""
    foot = f" {_address(info, is_short=True)}"
    return cut(f"{info.judul}. {info.isi}", SMS - len(foot)) + foot


def script_text(info: InfoPemerintah) -> str:
    """Return what is read at the mosque or on the radio in about a minute."""
    opening = f"Info dari {info.nama_penerbit}. {info.judul}."
    closing = f"Info ini dari {info.sumber}. Tanyakan lebih lanjut kepada KIM desa Anda."
    room = KATA_SEMENIT - len(opening.split()) - len(closing.split())
    said = " ".join(f"{info.isi} {info.tindakan}".split())
    return "\n\n".join([opening, Truncator(said).words(room, truncate=" …"), closing])


def cut(text: str, room: int) -> str:
    """Shorten a text to `room` characters, between words, and show that it was cut."""
    text = text.strip()
    if len(text) <= room:
        return text
    kept = text[: max(room - 2, 0)].rsplit(None, 1)
    return f"{kept[0].rstrip() if kept else ''} …"


def _address(info: InfoPemerintah, *, is_short: bool = False) -> str:
    """Return the address of the message's page; any slug leads there."""
    path = info.get_absolute_url()
    return alamat_lengkap(path.replace(f"/{info.slug}/", "/i/") if is_short else path)
