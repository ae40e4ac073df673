"""How every door of Info Pemerintah takes a message in hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diseminasi.models import InfoPemerintah
from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import NotAllowed, TransitionError


def lock_info(info: InfoPemerintah, *, states: tuple[str, ...]) -> InfoPemerintah:
    """Lock the message and check that it is in one of `states`."""
    info = (
        InfoPemerintah.objects.select_for_update(of=("self",))
        .select_related("wilayah")
        .get(pk=info.pk)
    )
    if info.status not in states:
        raise TransitionError(
            f"“{info}” sekarang berstatus “{info.get_status_display().lower()}”, jadi langkah "
            "ini tidak bisa dilakukan. Muat ulang halaman."
        )
    return info


def require(allowed: Callable[[Any, Any], bool], by: Any, obj: Any) -> None:
    """Let the portal itself and whoever `allowed` names go on."""
    if by is not SYSTEM and not allowed(by, obj):
        raise NotAllowed


def record_info(info: InfoPemerintah, verb: str, *, by: Any, **words: str) -> None:
    """Write an act on the message down, in the region that issues it."""
    record(by=by, verb=verb, obj=info, wilayah_kode=info.wilayah_id or "", **words)
