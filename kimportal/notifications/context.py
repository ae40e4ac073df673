"""The number of new messages, for the workspace's frame."""

from functools import cache

from django.http import HttpRequest

from kimportal.notifications.inbox import unread_count


def kotak_masuk(request: HttpRequest) -> dict[str, object]:
    """Return `belum_dibaca`, counted only when a template asks: public pages never do."""
    return {"belum_dibaca": cache(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    return unread_count(request.user) if request.user.is_authenticated else 0
