"""A form that was sent after the session had ended by itself: kept, to be sent once more.

Only forms of the desk and the workspace, only of a session that was really somebody's, up to a
size and for half a day. What is kept comes back to the same account alone. Files have to be
chosen again.
"""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest

KEY = "kiriman_tertahan"
PLACES = ("/admin/", "/kelola/")
SECONDS = 12 * 60 * 60
MAX_CHARACTERS = 64_000
NOT_KEPT = {"csrfmiddlewaretoken"}


def keep_sent(request: HttpRequest, user: Any) -> bool:
    """Keep what the form held, in the session that is now nobody's; return whether it was."""
    fields = [
        (name, text) for name, rows in request.POST.lists() if name not in NOT_KEPT for text in rows
    ]
    if not request.path.startswith(PLACES) or not fields:
        return False
    if sum(len(name) + len(text) for name, text in fields) > MAX_CHARACTERS:
        return False
    request.session[KEY] = {
        "untuk": user.pk,
        "alamat": request.get_full_path(),
        "pada": int(time.time()),
        "ketikan": fields,
        "berkas": [(name, str(file.name)) for name, file in request.FILES.items()],  # type: ignore[union-attr]
    }
    return True


def kept_sent(request: HttpRequest) -> dict[str, Any] | None:
    """Return what waits for this account."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept or kept["untuk"] != request.user.pk or time.time() - kept["pada"] > SECONDS:
        return None
    return kept


def drop_sent(request: HttpRequest) -> None:
    """Forget it once it is sent again."""
    kept = request.session.get(KEY)
    if kept and kept["alamat"] == request.get_full_path():
        del request.session[KEY]
