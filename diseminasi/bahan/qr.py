"""The QR code of an address: as a drawing for pages, as black squares for pictures."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from PIL import ImageDraw
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

# White modules around the code, without which cameras do not find it.
TEPI = 4


def qr_rows(address: str) -> list[list[bool]]:
    """Return the modules of the code, row by row, with its white border; True is dark.

    A seventh of it may be soiled or torn off before it stops being read.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=TEPI)
    code.add_data(address)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def qr_svg(address: str, label: str) -> SafeString:
    """Draw the code as SVG: black on white, also on dark pages."""
    rows = qr_rows(address)
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/>'
        '<path fill="#000" d="{2}"/></svg>',
        len(rows),
        label,
        dark,
    )


def draw_qr(canvas: ImageDraw.ImageDraw, address: str, *, x: int, y: int, side: int) -> None:
    """Draw the code into a square of at most `side` pixels, whole pixels per module."""
    rows = qr_rows(address)
    step = side // len(rows)
    canvas.rectangle((x, y, x + step * len(rows) - 1, y + step * len(rows) - 1), fill="#ffffff")
    for row_number, row in enumerate(rows):
        for column, module in enumerate(row):
            if module:
                left, top = x + column * step, y + row_number * step
                canvas.rectangle((left, top, left + step - 1, top + step - 1), fill="#000000")
