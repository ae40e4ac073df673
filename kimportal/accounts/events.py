"""What happens to accounts, one log line each: which account by its number, and by which way.

No name, no address of mail or internet: nginx' log has the request by the same number, and
whoever looks after accounts knows whose number it is. Written at every level of KIM_LOG.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import Signal

logger = logging.getLogger(__name__)

# What each signal means; whoever has no account yet, or none any more, has no number.
TOLD = {
    user_logged_out: "Signed out",
    account.password_set: "Password set",
    account.password_changed: "Password changed",
    account.password_reset: "Password reset",
    account.email_changed: "E-mail address changed",
    mfa.authenticator_added: "Second factor added",
    mfa.authenticator_removed: "Second factor removed",
    mfa.authenticator_reset: "Spare codes made anew",
    mfa.authenticator_used: "Second factor given",
}
REFUSED = {
    account.login_code_rejected: "Wrong code for signing in",
    account.password_reset_code_rejected: "Wrong code for a new password",
    account.email_verification_code_rejected: "Wrong code for an address",
    mfa.authentication_failed: "Wrong second factor",
}


def note(what: str, pengguna: Any = None, *, way: str = "") -> None:
    """Write down what an account did or had done to it."""
    logger.info(what, extra=_fields(pengguna, way))


def warn(what: str, pengguna: Any = None, *, way: str = "") -> None:
    """Write down what was refused to an account, or to somebody who named none."""
    logger.warning(what, extra=_fields(pengguna, way))


def _fields(pengguna: Any, way: str) -> dict[str, Any]:
    return {"account": getattr(pengguna, "pk", None), "way": way}


def listen() -> None:
    """Connect to what Django and allauth announce; called once, when the portal starts."""
    user_logged_in.connect(_signed_in, dispatch_uid="events-in")
    for signal, what in TOLD.items():
        _connect(signal, note, what)
    for signal, what in REFUSED.items():
        _connect(signal, warn, what)


def _connect(signal: Signal, write: Any, what: str) -> None:
    def receive(sender: Any, **told: Any) -> None:
        write(what, told.get("user"), way=_type(told))

    signal.connect(receive, weak=False, dispatch_uid=f"events-{what}")


def _signed_in(sender: Any, request: Any, user: Any, **_: Any) -> None:
    """Name the proof that was given last; a test or a command signs in without any."""
    records = get_authentication_records(request, user) if hasattr(request, "session") else []
    ways = [str(record.get("method", "")) for record in records]
    note("Signed in", user, way="+".join(way for way in ways if way))


def _type(told: dict[str, Any]) -> str:
    return str(getattr(told.get("authenticator"), "type", ""))
