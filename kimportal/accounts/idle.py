"""Sessions that nobody used for long, or that are old, end by themselves.

The moment of the last request stands in the session, written every few minutes at most and never
for a public page. Whoever comes too late is a stranger from the first look at `request.user` on.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from kimportal.accounts.events import note

LAST, FIRST = "terakhir", "sejak"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# Where people work; other pages read names at most.
WORK = ("/admin/", "/kelola/", "/akun/")
# Asked by the header of public pages, which is no work either.
NO_WORK = ("/akun/saya.json", "/akun/csrf.json")


def listen() -> None:
    """Begin to count at each sign-in; called once, when the portal starts."""
    user_logged_in.connect(_begin, dispatch_uid="idle-begin")


def _begin(sender: Any, request: HttpRequest, **_: Any) -> None:
    request.session[FIRST] = request.session[LAST] = int(time.time())


def live_user(request: HttpRequest) -> Any:
    """Return who is signed in, unless the session ended by itself; then it is forgotten."""
    user = get_user(request)
    if not user.is_authenticated or not (why := _ended(request.session, user)):
        return user
    note(why, user)
    request.session.flush()
    request.ended_for = user  # type: ignore[attr-defined]
    request._cached_user = AnonymousUser()  # type: ignore[attr-defined]
    return request._cached_user  # type: ignore[attr-defined]


def _ended(session: Any, user: Any) -> str:
    now, limit = time.time(), _limit(user)
    # One that began before there were limits has neither moment, and gets them at its next work.
    if limit and now - session.get(LAST, now) > limit + _pause(limit):
        return "Signed out after a long pause"
    longest = settings.KIM_HARI_SESI * DAY
    return "Signed out after the longest time" if now - session.get(FIRST, now) > longest else ""


def _limit(user: Any) -> int:
    """Return after how many seconds without work this person is signed out; 0 is never."""
    return settings.KIM_MENIT_DIAM * MINUTE if user.is_staff else settings.KIM_HARI_DIAM * DAY


def _pause(limit: int) -> int:
    """Return how long the moment that stands in the session may be behind."""
    return min(limit // 10, HOUR)


def note_work(request: HttpRequest) -> None:
    """Write down that this person is at work, if the moment written last is some minutes old."""
    if not request.path.startswith(WORK) or request.path in NO_WORK:
        return
    # Only where a view asked who is there: pages that are the same for all do not.
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated or SESSION_KEY not in request.session:
        return
    now, last = int(time.time()), request.session.get(LAST, 0)
    if now - last >= max(MINUTE, _pause(_limit(user) or DAY)):
        request.session[LAST] = now
        request.session.setdefault(FIRST, now)
