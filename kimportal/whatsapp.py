"""Links that open a WhatsApp chat with a message ready to send."""

import re
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString


def whatsapp_url(nomor: str, pesan: str) -> str:
    """Return the chat address of a number as people write it (0812…, +62 812…)."""
    digits = re.sub(r"\D", "", nomor)
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    return f"https://wa.me/{digits}?text={quote(pesan, safe='')}" if digits else ""


def whatsapp_button(nomor: str, pesan: str, label: str) -> SafeString | str:
    """Draw the link to a chat with its message ready; nothing without a number."""
    url = whatsapp_url(nomor, pesan)
    link = '<a class="tombol-wa" href="{}" rel="noopener noreferrer" target="_blank">{}</a>'
    return format_html(link, url, label) if url else ""
