"""The A4 notice as a PDF of one page, whose text can be searched, copied and read aloud.

Lines are measured as those of the picture card are, in steps of a 200th of an inch, and
then set with the same shipped font.
"""

from __future__ import annotations

from fpdf import FPDF

from diseminasi.bahan.card import KERTAS, REDUP, TINTA, WARNA
from diseminasi.bahan.notice import Papan
from diseminasi.bahan.qr import qr_picture
from diseminasi.models import Urgensi
from kimportal.images.lettering import BOLD, FONTS, REGULAR, Block, fit

# A4 in 200ths of an inch, and what one of them is in the points of a PDF.
LEBAR_KERTAS, TINGGI_KERTAS = 1654, 2339
TITIK = 72 / 200
TEPI, PITA, KODE = 130, 250, 520
# Letters in a PDF keep their fractions; lines measured in whole ones are a trifle narrower.
LEBAR = round((LEBAR_KERTAS - 2 * TEPI) * 0.98)
KAKI = TINGGI_KERTAS - TEPI - KODE
JUDUL_TINGGI, JARAK = 420, 44
# Where letters stand in their line, from its top.
GARIS_DASAR = 0.95


def notice_pdf(papan: Papan) -> bytes:
    """Return the notice: band, title, message, what to do, and the code at the foot."""
    page = _Page(papan)
    page.draw_head()
    y = page.put(_fit(papan.judul, JUDUL_TINGGI, range(120, 48, -4), BOLD), PITA + JARAK, TINTA)
    page.draw_message(y + JARAK // 2)
    page.draw_foot()
    return bytes(page.pdf.output())


def _fit(text: str, height: int, sizes: range, font: str = REGULAR, width: int = LEBAR) -> Block:
    return fit(text, width=width, height=height, sizes=sizes, font_name=font)


class _Page:
    """One sheet with the words of a notice."""

    def __init__(self, papan: Papan) -> None:
        self.papan = papan
        self.colour = WARNA[Urgensi(papan.urgensi)]
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_lang("id-ID" if papan.lang == "id" else papan.lang)
        self.pdf.set_title(papan.judul)
        self.pdf.set_creator("Portal KIM")
        for name in (REGULAR, BOLD):
            self.pdf.add_font(name, fname=FONTS / name)
        self.pdf.add_page()

    def put(self, block: Block, y: int, ink: str, *, x: int = TEPI) -> int:
        """Set the lines from (x, y) downwards and return where they end."""
        self.pdf.set_font(block.font_name, size=block.size * TITIK)
        self.pdf.set_text_color(ink)
        for line in block.lines:
            if line:
                self.pdf.text(x * TITIK, (y + block.size * GARIS_DASAR) * TITIK, line)
            y += block.leading
        return y

    def draw_head(self) -> None:
        self.pdf.set_fill_color(self.colour)
        self.pdf.rect(0, 0, LEBAR_KERTAS * TITIK, PITA * TITIK, style="F")
        y = self.put(_fit(self.papan.kepala, 80, range(60, 30, -2), BOLD), 60, KERTAS)
        self.put(_fit(self.papan.penerbit, 80, range(56, 28, -2)), y + 8, KERTAS)

    def draw_message(self, y: int) -> None:
        """Set the message, then what to do under a heading, sharing the room down to the foot."""
        isi, tindakan = self.papan.isi, self.papan.tindakan
        room = KAKI - JARAK - y
        sizes = range(68, 32, -4)
        if not tindakan:
            self.put(_fit(isi, room, sizes), y, TINTA)
            return
        share = room * len(isi) // (len(isi) + len(tindakan))
        body = _fit(isi, min(max(share, room // 3), room * 2 // 3), sizes)
        y = self.put(body, y, TINTA) + JARAK
        y = self.put(_fit("Yang perlu Anda lakukan", 80, sizes, BOLD), y, TINTA) + 8
        self.put(_fit(tindakan, KAKI - JARAK - y, range(body.size, 28, -2)), y, TINTA)

    def draw_foot(self) -> None:
        """Draw the code, and beside it the address, who answers questions, how long it holds."""
        papan, line = self.papan, (KAKI - JARAK // 2) * TITIK
        self.pdf.set_draw_color(self.colour)
        self.pdf.set_line_width(5 * TITIK)
        self.pdf.line(TEPI * TITIK, line, (LEBAR_KERTAS - TEPI) * TITIK, line)
        side = KODE * TITIK
        code = qr_picture(papan.tautan)
        self.pdf.image(code, TEPI * TITIK, KAKI * TITIK, side, side, link=papan.tautan)
        left = TEPI + KODE + JARAK
        width = round((LEBAR_KERTAS - TEPI - left) * 0.98)
        y = KAKI + 16
        for text, height, font, ink in (
            ("Baca lengkap: arahkan kamera ponsel ke kode ini, atau ketik", 100, BOLD, TINTA),
            (papan.alamat, 110, BOLD, self.colour),
            (papan.tanya, 120, REGULAR, TINTA),
            (f"{papan.masa} {papan.sumber}", 130, REGULAR, REDUP),
        ):
            block = _fit(text, height, range(44, 20, -2), font, width)
            y = self.put(block, y, ink, x=left) + 14
