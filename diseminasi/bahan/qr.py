"""The QR code of an address: as a drawing for pages, as a picture."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from PIL import Image
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


def qr_picture(address: str, *, side: int = 0) -> Image.Image:
    """Draw the code as a picture of at most `side` pixels; without one, eight per module."""
    rows = qr_rows(address)
    picture = Image.new("L", (len(rows), len(rows)), 255)
    picture.putdata([0 if module else 255 for row in rows for module in row])
    step = side // len(rows) or 8
    return picture.resize((len(rows) * step,) * 2, Image.Resampling.NEAREST)
