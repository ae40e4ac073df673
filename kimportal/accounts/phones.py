"""Telephone numbers: people write them in many ways, the portal keeps one."""

import re

from django.core.exceptions import ValidationError

PATTERN = r"^62[1-9][0-9]{6,13}$"
_SEPARATORS = re.compile(r"[\s().\-–/]+")


def normalise_phone(text: str) -> str:
    """Return an Indonesian number as `62…`, digits only, however it was written.

    Raises ValidationError with a sentence for people when it is no such number.
    """
    digits = _SEPARATORS.sub("", text.strip()).removeprefix("+")
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):
        digits = "62" + digits
    if not re.fullmatch(PATTERN, digits, re.ASCII):
        raise ValidationError(
            "Tulis nomor telepon Indonesia, misalnya 0812 3456 7890.", code="telepon"
        )
    return digits


def phone_or_none(text: str) -> str | None:
    """Return the number as `62…`, or None when the text is no telephone number."""
    try:
        return normalise_phone(text)
    except ValidationError:
        return None


def spoken_phone(telepon: str | None) -> str:
    """Return a kept number as people write it: `0812 3456 7890`."""
    if not telepon:
        return ""
    local = "0" + telepon.removeprefix("62")
    return " ".join(local[i : i + 4] for i in range(0, len(local), 4))
