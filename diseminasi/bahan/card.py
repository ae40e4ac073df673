"""The square picture card of a message, for WhatsApp status and social media.

Made once per wording and kept in the private store: a change of the words gives it another
name, and the older file is removed.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image, ImageDraw

from diseminasi.bahan.links import short_link, spoken_link
from diseminasi.bahan.qr import qr_picture
from diseminasi.bahasa.pesan import Pesan
from diseminasi.models import Urgensi
from diseminasi.texts import cut
from kimportal.images.lettering import BOLD, Block, fit
from kimportal.template_tags import tanggal

SISI, TEPI = 1080, 72
LEBAR = SISI - 2 * TEPI
PITA, KAKI, JARAK = 176, 190, 32
# The code at the foot, for whoever sees the card on another screen or on paper.
KODE = 170
LEBAR_KAKI = LEBAR - KODE - JARAK
# The message's words, and half of their room the title's at most.
ISI_TINGGI = SISI - PITA - KAKI - 3 * JARAK
JUDUL_TINGGI = 360
JUDUL_TERBESAR = (96, 72, 56)
# More characters never fit; measuring them would only take time.
PALING_BANYAK = 900
# Part of the file's name: another layout makes every card anew.
TATA_LETAK = "2"

# Characters of the message in the alternative text.
ALT = 300

KERTAS, TINTA, REDUP = "#ffffff", "#1e1b17", "#4d473f"
LATAR_KAKI = "#f0ece3"
# The band says at a glance how urgent it is, and in words too.
WARNA = {Urgensi.BIASA: "#0b545b", Urgensi.PENTING: "#714500", Urgensi.DARURAT: "#97201a"}


def card_words(info: Pesan) -> dict[str, str]:
    """Return what stands on the card, by place."""
    mark = "" if info.urgensi == Urgensi.BIASA else f" · {info.get_urgensi_display().upper()}"
    until = f"Berlaku sampai {tanggal(info.berlaku_sampai)}. " if info.berlaku_sampai else ""
    return {
        "pita": f"INFO PEMERINTAH{mark}",
        "penerbit": info.nama_penerbit,
        "judul": info.judul,
        "isi": cut("\n\n".join(part for part in (info.isi, info.tindakan) if part), PALING_BANYAK),
        "sumber": f"{until}Sumber: {info.sumber}",
        "alamat": spoken_link(short_link(info)),
    }


def card_alt(info: Pesan) -> str:
    """Return the card in words, for those who do not see it."""
    words = card_words(info)
    said = " ".join(cut(words["isi"], ALT).split())
    return (
        f"{words['pita'].title()} dari {words['penerbit']}: {info.judul}. {said} "
        f"{words['sumber'].rstrip('.')}. Baca lengkap di {words['alamat']}."
    )


def card_blocks(info: Pesan) -> dict[str, Block]:
    """Set every part of the card; only the message itself may be too long to stand whole."""
    return blocks_of(card_words(info))


def blocks_of(words: dict[str, str]) -> dict[str, Block]:
    """Set the words of a card, by place."""
    title, body = _title_and_body(words)
    return {
        "pita": fit(words["pita"], width=LEBAR, height=48, sizes=range(36, 20, -1), font_name=BOLD),
        "penerbit": fit(words["penerbit"], width=LEBAR, height=96, sizes=range(38, 22, -1)),
        "judul": title,
        "isi": body,
        "sumber": fit(words["sumber"], width=LEBAR_KAKI, height=84, sizes=range(30, 16, -1)),
        "alamat": fit(
            words["alamat"], width=LEBAR_KAKI, height=54, sizes=range(38, 18, -1), font_name=BOLD
        ),
    }


def _title_and_body(words: dict[str, str]) -> tuple[Block, Block]:
    """Set the title as large as it may be without a word of the message having to go."""
    for largest in JUDUL_TERBESAR:
        title = fit(
            words["judul"],
            width=LEBAR,
            height=JUDUL_TINGGI,
            sizes=range(largest, 30, -4),
            font_name=BOLD,
        )
        body = fit(
            words["isi"], width=LEBAR, height=ISI_TINGGI - title.height, sizes=range(50, 32, -4)
        )
        if body.is_whole:
            break
    return title, body


def draw_card(info: Pesan) -> bytes:
    """Draw the card of a message as PNG."""
    return draw_words(card_words(info), WARNA[Urgensi(info.urgensi)], short_link(info))


def draw_words(words: dict[str, str], colour: str, link: str) -> bytes:
    """Draw a card as PNG, with the code of a link at its foot."""
    blocks = blocks_of(words)
    picture = Image.new("RGB", (SISI, SISI), KERTAS)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, SISI, PITA), fill=colour)
    y = blocks["pita"].draw(canvas, TEPI, 36, KERTAS)
    blocks["penerbit"].draw(canvas, TEPI, y + 4, KERTAS)
    y = blocks["judul"].draw(canvas, TEPI, PITA + JARAK, TINTA)
    blocks["isi"].draw(canvas, TEPI, y + JARAK, REDUP)
    canvas.rectangle((0, SISI - KAKI, SISI, SISI), fill=LATAR_KAKI)
    y = blocks["sumber"].draw(canvas, TEPI, SISI - KAKI + 22, REDUP)
    blocks["alamat"].draw(canvas, TEPI, y + 10, colour)
    code = qr_picture(link, side=KODE)
    place = SISI - KAKI + (KAKI - code.height) // 2
    picture.paste(code, (SISI - TEPI - code.width, place))
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def read_card(info: Pesan) -> bytes:
    """Return the card of a message."""
    words = card_words(info)
    folder = f"kartu/{info.pk}-{info.bahasa}" if info.bahasa else f"kartu/{info.pk}"
    name = card_name(folder, info.urgensi, words)
    return kept_card(name, lambda: draw_card(info))


def kept_card(name: str, draw: Callable[[], bytes]) -> bytes:
    """Return the card of this name, drawing it if these words were never drawn before."""
    store = storages["private"]
    if store.exists(name):
        with store.open(name) as file:
            content: bytes = file.read()
            return content
    content = draw()
    store.save(name, ContentFile(content))
    folder, wanted = name.rsplit("/", 1)
    for other in store.listdir(folder)[1]:
        if other != wanted:
            store.delete(f"{folder}/{other}")
    return content


def card_name(folder: str, look: str, words: dict[str, str]) -> str:
    """Return the file of a card: other words, or another look, have another name."""
    parts = [TATA_LETAK, look, *words.values()]
    return f"{folder}/{sha256(chr(0).join(parts).encode()).hexdigest()[:24]}.png"
