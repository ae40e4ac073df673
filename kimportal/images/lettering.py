"""Setting text in pictures with the shipped font: measured first, whole, never over the edge."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "Inter-Regular.woff", "Inter-Bold.woff"
# What the shipped cut of Inter can draw, beside Latin-1.
ALSO_DRAWN = "–—‘’“”•…€™"
LEADING = 1.25
# Letters of regional languages that look like a sign the font has.
SAME = str.maketrans({"ʼ": "’", "ʻ": "‘", "ʹ": "’"})


@dataclass(frozen=True)
class Block:
    """Lines of one size that were measured to fit; `is_whole`: nothing had to be left out."""

    font_name: str
    size: int
    lines: tuple[str, ...]
    is_whole: bool = True

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return load_font(self.font_name, self.size)

    @property
    def leading(self) -> int:
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    @property
    def width(self) -> float:
        return max((self.font.getlength(line) for line in self.lines), default=0)

    def draw(self, canvas: ImageDraw.ImageDraw, x: int, y: int, fill: str) -> int:
        """Draw the lines from (x, y) downwards and return where they end."""
        for line in self.lines:
            canvas.text((x, y), line, fill=fill, font=self.font)
            y += self.leading
        return y


@lru_cache(maxsize=64)
def load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Open a shipped font. Basic layout: the same on every machine."""
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """Return the text with what the font knows: accents it lacks fall off, pictures go."""
    return "".join(
        char if char == "\n" or _is_drawn(char) else _plain(char)
        for char in unicodedata.normalize("NFC", text.translate(SAME))
    )


def missing_letters(text: str) -> str:
    """Return the letters and digits that the font has no picture of, each once.

    Of a letter that only lacks its accent the plain one is drawn; pictures in text may go.
    """
    known = unicodedata.normalize("NFC", text.translate(SAME))
    letters = (char for char in known if unicodedata.category(char)[0] in "LN")
    return "".join(dict.fromkeys(char for char in letters if not drawable(char)))


def fit(text: str, *, width: int, height: int, sizes: range, font_name: str = REGULAR) -> Block:
    """Set a text as large as the box allows; `sizes` go from the largest down.

    If even the smallest is too large, whole lines are left out and the last one says so.
    """
    text = drawable(text)
    for size in sizes:
        block = Block(font_name, size, wrap(text, load_font(font_name, size), width))
        if block.height <= height:
            return block
    return shorten(block, width=width, height=height)


def shorten(block: Block, *, width: int, height: int) -> Block:
    """Keep the lines that fit into a height, and mark that more would follow."""
    lines = list(block.lines[: max(height // block.leading, 1)])
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    last = lines[-1]
    while last and block.font.getlength(f"{last} …") > width:
        last = last.rpartition(" ")[0] or last[:-1]
    lines[-1] = f"{last} …".strip()
    return Block(block.font_name, block.size, tuple(lines), is_whole=False)


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> tuple[str, ...]:
    """Break a text into lines no wider than `width`, between words where there are any."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if font.getlength(f"{line} {word}".strip()) <= width:
                line = f"{line} {word}".strip()
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(word, font, width)
            lines += full
        lines.append(line)
    return tuple(lines)


def _pieces(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Cut a word that is wider than a line, such as an address."""
    pieces = [""]
    for char in word:
        if pieces[-1] and font.getlength(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _is_drawn(char: str) -> bool:
    return " " <= char <= "~" or "\xa0" <= char <= "ÿ" or char in ALSO_DRAWN


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", char) if _is_drawn(part))
