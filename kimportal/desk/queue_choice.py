"""What was ticked and typed for a decision on many that was not taken after all.

It waits in the session for the list, which shows it once: the reason may be long, and names
people, so it is no part of an address.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

KUNCI = "antrean_pilihan"


def keep_choice(request: HttpRequest, pilih: list[str], alasan: str) -> None:
    request.session[KUNCI] = {"terpilih": pilih, "alasan": alasan}


def take_choice(request: HttpRequest) -> dict[str, Any]:
    """Return the kept `terpilih` and `alasan`, empty where nothing is kept."""
    return request.session.pop(KUNCI, {"terpilih": [], "alasan": ""})
