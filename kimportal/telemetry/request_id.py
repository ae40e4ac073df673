"""The number of a request: nginx gives it, every log line and the answer carry it."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar, Token

# As nginx writes `$request_id`; anything else is somebody's own invention and is not believed.
FORM = re.compile(r"[0-9a-f]{32}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_id() -> str:
    """Return the number of the request that is being answered, empty outside of one."""
    return _current.get()


def current_code() -> str:
    """Return the part of it that people can read out: its first eight characters."""
    return current_id()[:8].upper()


def begin(given: str | None) -> Token[str]:
    """Take over the number that was given, or make one."""
    return _current.set(given if given and FORM.fullmatch(given) else secrets.token_hex(16))


def end(token: Token[str]) -> None:
    _current.reset(token)
