"""Answers of passkeys, read so that a broken one is a wrong key and nothing worse.

What strangers may send breaks the parsers in more ways than allauth expects: a missing part is
a KeyError, 5,000 nines a ValueError, 50,000 brackets a RecursionError.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError


class JawabanKunciField(forms.JSONField):
    """The answer as JSON."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise _wrong_key() from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show what could not be read no more: the device makes a new answer each time."""
        return None


class _JawabanForm(webauthn.AuthenticateWebAuthnForm):
    credential = JawabanKunciField()

    def clean_credential(self) -> Authenticator:
        read(auth.parse_authentication_response, self.cleaned_data["credential"])
        return super().clean_credential()


class MasukKunciForm(_JawabanForm, webauthn.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class FaktorKunciForm(_JawabanForm):
    """A passkey as the second factor."""


class UlangKunciForm(_JawabanForm, webauthn.ReauthenticateWebAuthnForm):
    """Proving once more who one is."""


def read(parse: Callable[[Any], Any], answer: Any) -> None:
    """Try a parser on an answer; whatever it breaks with is a wrong key (ValidationError)."""
    try:
        parse(answer)
    except Exception as error:
        raise _wrong_key() from error


def _wrong_key() -> ValidationError:
    error: ValidationError = get_adapter().validation_error("incorrect_code")
    return error
