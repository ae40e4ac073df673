"""Refusing passwords that are made of nothing but common words, digits and signs.

Indonesian, and of this field: Django's own list knows neither "Diskominfo2026!" nor "s4yangku99".
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

WORDS = Path(__file__).with_name("kata_sandi_umum.txt")
# So many in a row are still a phrase that others have; more are rarely guessed.
IN_A_ROW = 3
LETTERS = str.maketrans("013457@$!", "oieastasi")
GUESSED = "Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan satu sama lain."


class CommonWordsValidator:
    """Looks at what is left of a password without digits and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        text = password.lower()
        plain = re.sub(r"[\W\d_]+", "", text)
        # Digits in place of letters, but not the year or number at either end.
        inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text).translate(LETTERS)
        if not plain or any(map(_pattern().fullmatch, (plain, re.sub(r"[\W\d_]+", "", inner)))):
            raise ValidationError(GUESSED, code="password_common_words")

    def get_help_text(self) -> str:
        return "Jangan hanya memakai kata umum, nama tempat, atau nama orang."


@cache
def _pattern() -> re.Pattern[str]:
    lines = WORDS.read_text().splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    either = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(f"(?:{either}){{1,{IN_A_ROW}}}")
