"""What the API says when something is wrong: problem documents (RFC 9457), in Indonesian."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from ninja.errors import ValidationError

from kimportal.template_tags import alamat_lengkap

MEDIA_TYPE = "application/problem+json"
JUDUL = {
    404: "Tidak ditemukan",
    405: "Cara memanggil tidak didukung",
    422: "Isian tidak dapat dipakai",
    429: "Terlalu sering memanggil",
}
_PESAN = {
    "string_pattern_mismatch": "Bentuknya tidak sesuai; lihat contohnya di dokumentasi.",
    "string_too_long": "Terlalu panjang.",
    "too_long": "Terlalu banyak pilihan.",
    "literal_error": "Pilihan ini tidak dikenal; lihat pilihannya di dokumentasi.",
    "int_parsing": "Tulis bilangan bulat.",
    "int_from_float": "Tulis bilangan bulat.",
    "greater_than_equal": "Terlalu kecil.",
    "less_than_equal": "Terlalu besar.",
}
_PESAN_LAIN = "Isian ini tidak dapat dipakai."


def problem(status: int, detail: str, galat: list[dict[str, str]] | None = None) -> HttpResponse:
    """Return a problem document; `galat` names the faulty parameters."""
    document: dict[str, Any] = {
        "type": f"{alamat_lengkap(reverse('pages:data_api'))}#galat-{status}",
        "title": JUDUL[status],
        "status": status,
        "detail": detail,
    }
    if galat is not None:
        document["galat"] = galat
    text = json.dumps(document, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)


def invalid(galat: list[dict[str, str]]) -> HttpResponse:
    """Return the problem of parameters that cannot be used."""
    names = ", ".join(sorted({satu["isian"] for satu in galat}))
    return problem(422, f"Periksa isian: {names}.", galat)


def invalid_parameters(error: ValidationError) -> HttpResponse:
    """Return what pydantic found, by parameter and in our words."""
    return invalid(
        [
            {"isian": _name(one["loc"]), "pesan": _PESAN.get(one["type"], _PESAN_LAIN)}
            for one in error.errors
        ]
    )


def _name(loc: tuple[Any, ...]) -> str:
    """Return the parameter's name: the last part of the place that is one."""
    return str(next((part for part in reversed(loc) if isinstance(part, str)), "isian"))
