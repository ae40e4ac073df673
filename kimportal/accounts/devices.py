"""Telling devices apart without telling people apart: a signed cookie of the sign-in pages.

A village sits behind one carrier address, so an internet address says little. The cookie
holds a random key of the device and which accounts have signed in on it (as keyed hashes),
and is sent only to the part of the portal that set it: /akun/, and another one to /lapor/.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from kimportal.accounts.events import warn
from kimportal.accounts.limits import TooManyTriesError

AGE = 400 * 24 * 3600
MAX_ACCOUNTS = 8
_SALT = "kimportal.accounts.perangkat"


@dataclass(frozen=True)
class Device:
    """A browser, by its key, and the accounts it has signed in as (newest first)."""

    key: str
    accounts: tuple[str, ...] = ()
    is_new: bool = False

    def knows(self, pengguna: Any) -> bool:
        return pengguna is not None and _account_key(pengguna) in self.accounts

    def remember(self, pengguna: Any) -> Device:
        key = _account_key(pengguna)
        others = tuple(k for k in self.accounts if k != key)
        return replace(self, accounts=(key, *others)[:MAX_ACCOUNTS], is_new=True)


def device_of(request: HttpRequest) -> Device:
    """Return the device that asks; a forged or missing cookie makes a new one."""
    device = getattr(request, "device", None)
    if device is None:
        device = _read(request) or Device(secrets.token_urlsafe(12), is_new=True)
        request.device = device  # type: ignore[attr-defined]
    return device


def remember_account(request: HttpRequest, pengguna: Any) -> None:
    """Note that somebody proved to be this person on this device; the answer carries it."""
    request.device = device_of(request).remember(pengguna)  # type: ignore[attr-defined]


def entrance(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a page at which people prove who they are: it knows devices and has limits."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        device_of(request)
        try:
            response = view(request, *args, **kwargs)
        except TooManyTriesError as error:
            warn("Too many tries", way=error.name)
            response = render(request, "429.html", {"galat": error}, status=429)
            response["Retry-After"] = str(error.seconds)
        device = device_of(request)
        if device.is_new:
            _write(response, device, path=_part(request))
        return response

    return wrapper


def _account_key(pengguna: Any) -> str:
    return salted_hmac(_SALT, str(pengguna.pk), algorithm="sha256").hexdigest()[:16]


def _read(request: HttpRequest) -> Device | None:
    try:
        sent = request.COOKIES.get(settings.KIM_DEVICE_COOKIE, "")
        data = signing.loads(sent, salt=_SALT, max_age=AGE)
        return Device(str(data["k"]), tuple(data["a"]))
    except (signing.BadSignature, KeyError, TypeError):
        return None


def _part(request: HttpRequest) -> str:
    """Return the part of the portal that asks, as a cookie's path."""
    return f"/{request.path.split('/')[1]}/"


def _write(response: HttpResponseBase, device: Device, *, path: str) -> None:
    value = signing.dumps({"k": device.key, "a": list(device.accounts)}, salt=_SALT)
    response.set_cookie(
        settings.KIM_DEVICE_COOKIE,
        value,
        max_age=AGE,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
