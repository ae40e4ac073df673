"""Closing an account from outside, and the ways in that end with it.

Whoever calls these has checked who may, and writes the audit row.
"""

from __future__ import annotations

from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from kimportal.accounts.activation import end_codes
from kimportal.accounts.models import Pengguna
from kimportal.transitions import TransitionError


def close_account(akun: Pengguna) -> Pengguna:
    """Close an account, in the caller's transaction: signed in nowhere from now on."""
    row = Pengguna.objects.select_for_update().get(pk=akun.pk)
    if row.suspended_at is not None:
        raise TransitionError(f"Akun {row} sudah dibekukan.")
    row.is_active, row.suspended_at = False, timezone.now()
    row.save(update_fields=["is_active", "suspended_at"])
    end_codes(row)
    end_sessions(row)
    return row


def reopen_account(akun: Pengguna) -> Pengguna:
    """Open an account that was closed; one at rest goes on resting until its person returns."""
    row = Pengguna.objects.select_for_update().get(pk=akun.pk)
    if row.suspended_at is None:
        raise TransitionError(f"Akun {row} tidak sedang dibekukan.")
    row.suspended_at, row.is_active = None, row.rested_at is None
    row.save(update_fields=["is_active", "suspended_at"])
    return row


def remove_second_factor(akun: Pengguna) -> int:
    """Take off application, keys and spare codes, and end all sessions; return how many."""
    removed, _ = Authenticator.objects.filter(user=akun).delete()
    end_codes(akun)
    end_sessions(akun)
    return removed


def end_sessions(akun: Pengguna) -> None:
    """Sign the person out everywhere, also where a session is not in the person's list.

    Sessions carry no key to their person, so the live ones are read; this is done rarely.
    """
    for listed in UserSession.objects.filter(user=akun):
        listed.end()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(akun.pk):
            store(session.session_key).delete()
