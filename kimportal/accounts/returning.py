"""Who has just proved to be the person of an account at rest, kept in the session for a while."""

from __future__ import annotations

import time

from django.http import HttpRequest

from kimportal.accounts.models import Pengguna

KEY = "akun_istirahat"
SECONDS = 15 * 60


def remember_returning(request: HttpRequest, pengguna: Pengguna) -> None:
    """Note that the right password for the account at rest was just given."""
    request.session[KEY] = [pengguna.pk, int(time.time())]


def returning_person(request: HttpRequest) -> Pengguna | None:
    """Return that person, unless too much time has passed or the account no longer rests."""
    pk, since = request.session.get(KEY, (None, 0))
    if pk is None or time.time() - since > SECONDS:
        return None
    return Pengguna.objects.filter(pk=pk, rested_at__isnull=False, suspended_at=None).first()


def forget_returning(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
