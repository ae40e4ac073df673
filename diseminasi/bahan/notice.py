"""The A4 notice for the village board: the same words on a print page and as a PDF.

The PDF is one picture of a page (Pillow writes no text into a PDF), so it prints alike from
every phone; whoever wants to read or copy has the print page and the texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from diseminasi.bahan.card import KERTAS, REDUP, TINTA, WARNA
from diseminasi.bahan.links import short_link, spoken_link
from diseminasi.bahan.qr import draw_qr
from diseminasi.models import InfoPemerintah, Urgensi
from diseminasi.texts import cut
from kimportal.images.lettering import BOLD, fit
from kimportal.template_tags import tanggal
from komunitas.models import Kim

# A4 at 200 points per inch.
PER_INCI = 200
A4 = (1654, 2339)
TEPI, PITA, KODE = 130, 250, 520
LEBAR = A4[0] - 2 * TEPI
KAKI = A4[1] - TEPI - KODE
JUDUL_TINGGI, JARAK = 420, 44
# Characters that stand on one page in a size to be read from a step away.
ISI, TINDAKAN = 900, 500


@dataclass(frozen=True)
class Papan:
    """What stands on the notice."""

    urgensi: str
    kepala: str
    penerbit: str
    judul: str
    isi: str
    tindakan: str
    masa: str
    sumber: str
    kim: str
    tautan: str

    @property
    def alamat(self) -> str:
        return spoken_link(self.tautan)

    @property
    def tanya(self) -> str:
        return f"Ada pertanyaan? Tanyakan kepada {self.kim or 'KIM desa Anda'}."


def notice_for(info: InfoPemerintah, kim: Kim | None = None) -> Papan:
    """Return the notice in the name of a KIM, with its short link."""
    mark = "" if info.urgensi == Urgensi.BIASA else f" · {info.get_urgensi_display().upper()}"
    end = tanggal(info.berlaku_sampai) if info.berlaku_sampai else "ada kabar lain"
    return Papan(
        urgensi=info.urgensi,
        kepala=f"INFO PEMERINTAH{mark}",
        penerbit=info.nama_penerbit,
        judul=info.judul,
        isi=cut(info.isi, ISI),
        tindakan=cut(info.tindakan, TINDAKAN),
        masa=f"Berlaku {tanggal(info.berlaku_mulai)} sampai {end}.",
        sumber=f"Sumber: {info.sumber}",
        kim=kim.nama if kim else "",
        tautan=short_link(info, kim),
    )


def notice_pdf(papan: Papan) -> bytes:
    """Return the notice as a PDF of one page."""
    buffer = BytesIO()
    draw_notice(papan).save(
        buffer, "PDF", resolution=PER_INCI, title=papan.judul, creator="Portal KIM", quality=80
    )
    return buffer.getvalue()


def draw_notice(papan: Papan) -> Image.Image:
    """Draw the page: band, title, message, what to do, and the code at the foot."""
    picture = Image.new("RGB", A4, KERTAS)
    canvas = ImageDraw.Draw(picture)
    colour = WARNA[Urgensi(papan.urgensi)]
    _draw_head(canvas, papan, colour)
    title = fit(
        papan.judul, width=LEBAR, height=JUDUL_TINGGI, sizes=range(120, 48, -4), font_name=BOLD
    )
    y = title.draw(canvas, TEPI, PITA + JARAK, TINTA) + JARAK // 2
    _draw_message(canvas, papan, y)
    canvas.line((TEPI, KAKI - JARAK // 2, A4[0] - TEPI, KAKI - JARAK // 2), fill=colour, width=5)
    _draw_foot(canvas, papan, colour)
    return picture


def _draw_head(canvas: ImageDraw.ImageDraw, papan: Papan, colour: str) -> None:
    canvas.rectangle((0, 0, A4[0], PITA), fill=colour)
    head = fit(papan.kepala, width=LEBAR, height=80, sizes=range(60, 30, -2), font_name=BOLD)
    y = head.draw(canvas, TEPI, 60, KERTAS)
    fit(papan.penerbit, width=LEBAR, height=80, sizes=range(56, 28, -2)).draw(
        canvas, TEPI, y + 8, KERTAS
    )


def _draw_message(canvas: ImageDraw.ImageDraw, papan: Papan, y: int) -> None:
    """Draw the message, then what to do under a heading, sharing the room down to the foot."""
    room = KAKI - JARAK - y
    sizes = range(68, 32, -4)
    if not papan.tindakan:
        fit(papan.isi, width=LEBAR, height=room, sizes=sizes).draw(canvas, TEPI, y, TINTA)
        return
    share = room * len(papan.isi) // (len(papan.isi) + len(papan.tindakan))
    share = min(max(share, room // 3), room * 2 // 3)
    body = fit(papan.isi, width=LEBAR, height=share, sizes=sizes)
    y = body.draw(canvas, TEPI, y, TINTA) + JARAK
    heading = fit("Yang perlu Anda lakukan", width=LEBAR, height=80, sizes=sizes, font_name=BOLD)
    y = heading.draw(canvas, TEPI, y, TINTA) + 8
    sizes = range(body.size, 28, -2)
    fit(papan.tindakan, width=LEBAR, height=KAKI - JARAK - y, sizes=sizes).draw(
        canvas, TEPI, y, TINTA
    )


def _draw_foot(canvas: ImageDraw.ImageDraw, papan: Papan, colour: str) -> None:
    draw_qr(canvas, papan.tautan, x=TEPI, y=KAKI, side=KODE)
    left = TEPI + KODE + JARAK
    width = A4[0] - TEPI - left
    parts = (
        ("Baca lengkap: arahkan kamera ponsel ke kode ini, atau ketik", 100, BOLD, TINTA),
        (papan.alamat, 110, BOLD, colour),
        (papan.tanya, 120, "", TINTA),
        (f"{papan.masa} {papan.sumber}", 130, "", REDUP),
    )
    y = KAKI + 16
    for text, height, weight, ink in parts:
        named = {"font_name": weight} if weight else {}
        block = fit(text, width=width, height=height, sizes=range(44, 20, -2), **named)
        y = block.draw(canvas, left, y, ink) + 14
