"""A text whose sending met a session that had ended: kept in the server's session, unsigned-in.

Only texts from a form that this portal gave to an account are kept, for half a day, up to a
size; they come back to the same account alone, after it has signed in.
"""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

KEY = "tulisan_tertahan"
SALT = "kegiatan.tulisan"
SECONDS = 12 * 3600
FORM_SECONDS = 30 * 24 * 3600
MAX_CHARACTERS = 64_000
NOT_KEPT = {"csrfmiddlewaretoken", "untuk", "aksi"}


def writer_token(user: Any) -> str:
    """Return what the writing form carries to say whose text it holds."""
    return signing.dumps(user.pk, salt=SALT)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead to signing in and back; what was typed waits there."""
    if request.method == "POST":
        _keep(request)
    return redirect_to_login(request.get_full_path())


def _keep(request: HttpRequest) -> None:
    try:
        token = request.POST.get("untuk", "")
        owner = signing.loads(token, salt=SALT, max_age=FORM_SECONDS)
    except signing.BadSignature:
        return
    fields = {name: rows for name, rows in request.POST.lists() if name not in NOT_KEPT}
    if sum(len(text) for rows in fields.values() for text in rows) > MAX_CHARACTERS:
        return
    request.session[KEY] = {
        "untuk": owner,
        "alamat": request.path,
        "pada": time.time(),
        "isian": fields,
    }


def kept_text(request: HttpRequest) -> QueryDict | None:
    """Return the text that waits for this account on this page."""
    kept = request.session.get(KEY)
    if not kept or (kept["untuk"], kept["alamat"]) != (request.user.pk, request.path):
        return None
    if time.time() - kept["pada"] > SECONDS:
        return None
    fields = QueryDict(mutable=True)
    for name, rows in kept["isian"].items():
        fields.setlist(name, rows)
    return fields


def drop_kept_text(request: HttpRequest) -> None:
    """Forget the text once it is saved."""
    request.session.pop(KEY, None)
