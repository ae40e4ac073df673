"""Links that open a WhatsApp chat with a message ready to send."""

import re
from urllib.parse import quote


def whatsapp_url(nomor: str, pesan: str) -> str:
    """Return the chat address of a number as people write it (0812…, +62 812…)."""
    digits = re.sub(r"\D", "", nomor)
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    return f"https://wa.me/{digits}?text={quote(pesan, safe='')}" if digits else ""
