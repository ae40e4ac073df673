"""allauth's forms in the words of this portal."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from kimportal.accounts import limits
from kimportal.accounts.adapter import find_by_login
from kimportal.accounts.devices import device_of
from kimportal.accounts.passkey_forms import JawabanKunciField, read
from kimportal.accounts.plain_words import PlainWords

BANTUAN_SANDI = (
    "Paling sedikit 10 huruf atau angka. Mudah diingat: tiga atau empat kata yang tidak "
    "berhubungan, misalnya nama buah, warna, dan benda."
)
NEW_PASSWORD = {"password1": "Kata sandi baru", "password2": "Ketik sekali lagi"}
_SIX = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def spend_letter(email: str) -> None:
    """Take one from the budgets of letters to this address; the same for unknown addresses."""
    request = context.request
    device, pengguna = device_of(request), find_by_login(email)
    if device.knows(pengguna):
        limits.spend(limits.LETTERS_TO_ADDRESS, f"{pengguna.pk}:{device.key}")  # type: ignore[union-attr]
        return
    limits.spend(limits.LETTERS, device.key)
    limits.spend(limits.LETTERS_FROM_ADDRESS, get_adapter().get_client_ip(request))
    limits.spend(limits.LETTERS_TO_ADDRESS, email)


class MasukForm(PlainWords, account.LoginForm):
    labels: ClassVar = {
        "login": "Alamat surel atau nomor telepon",
        "password": "Kata sandi",
        "remember": "Tetap masuk di perangkat ini",
    }
    attrs: ClassVar = {
        "login": {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    }


class DaftarForm(PlainWords, account.SignupForm):
    account_already_exists: bool
    labels: ClassVar = {"email": "Alamat surel", "password1": "Kata sandi"}
    helps: ClassVar = {
        "email": "Kami mengirim kode ke alamat ini untuk memastikannya.",
        "password1": BANTUAN_SANDI,
    }

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        limits.spend(limits.SIGNUPS, device_of(request).key)
        limits.spend(limits.SIGNUPS_AT_ADDRESS, get_adapter().get_client_ip(request))
        spend_letter(self.cleaned_data["email"])
        if self.account_already_exists:
            # Takes as long as making an account does, which would tell them apart.
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # Sent twice at the same moment: the other one has made the account.
            self.account_already_exists = True
            return super().try_save(request)


class KodeMasukForm(PlainWords, account.RequestLoginCodeForm):
    labels: ClassVar = {"email": "Alamat surel"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Codes go by e-mail only; no SMS gateway is assumed.
        del self.fields["phone"]
        self.fields["email"].required = True

    def clean_email(self) -> str:
        email = super().clean_email()
        spend_letter(email)
        return email


class KodeForm(PlainWords, account.ConfirmLoginCodeForm):
    labels: ClassVar = {"code": "Kode dari surel"}
    attrs: ClassVar = {"code": _SIX}


class KodeSurelForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    labels: ClassVar = {"code": "Kode dari surel"}
    attrs: ClassVar = {"code": _SIX}


class SurelForm(PlainWords, account.AddEmailForm):
    labels: ClassVar = {"email": "Alamat surel baru"}
    helps: ClassVar = {"email": "Kami mengirim kode ke alamat ini untuk memastikannya."}

    def clean_email(self) -> str:
        email = super().clean_email()
        spend_letter(email)
        return email


class GantiSandiForm(PlainWords, account.ChangePasswordForm):
    labels: ClassVar = {"oldpassword": "Kata sandi sekarang", **NEW_PASSWORD}
    helps: ClassVar = {"password1": BANTUAN_SANDI}


class BuatSandiForm(PlainWords, account.SetPasswordForm):
    labels: ClassVar = NEW_PASSWORD
    helps: ClassVar = {"password1": BANTUAN_SANDI}


class LupaSandiForm(PlainWords, account.ResetPasswordForm):
    labels: ClassVar = {"email": "Alamat surel"}

    def clean_email(self) -> str:
        email = super().clean_email()
        spend_letter(email)
        return email


class SandiBaruForm(PlainWords, account.ResetPasswordKeyForm):
    labels: ClassVar = NEW_PASSWORD
    helps: ClassVar = {"password1": BANTUAN_SANDI}


class UlangSandiForm(PlainWords, account.ReauthenticateForm):
    labels: ClassVar = {"password": "Kata sandi"}


class FaktorForm(PlainWords, mfa.AuthenticateForm):
    labels: ClassVar = {"code": "Kode dari aplikasi, atau kode cadangan"}
    attrs: ClassVar = {"code": _SIX}


class UlangFaktorForm(PlainWords, mfa.ReauthenticateForm):
    labels: ClassVar = {"code": "Kode dari aplikasi, atau kode cadangan"}
    attrs: ClassVar = {"code": _SIX}


class PasangTOTPForm(PlainWords, ActivateTOTPForm):
    labels: ClassVar = {"code": "Kode enam angka dari aplikasi"}
    attrs: ClassVar = {"code": _SIX}


class KunciBaruForm(PlainWords, webauthn.AddWebAuthnForm):
    """A key that signs in by itself: it asks for finger, face or PIN."""

    labels: ClassVar = {"name": "Nama kunci ini"}
    helps: ClassVar = {"name": "Supaya Anda mengenalinya nanti, misalnya HP Samsung."}
    attrs: ClassVar = {"name": {"maxlength": "60"}}
    credential = JawabanKunciField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"] = forms.BooleanField(
            widget=forms.HiddenInput, initial=True, required=False
        )

    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]
        read(auth.parse_registration_response, credential)
        return credential


class NamaKunciForm(PlainWords, webauthn.EditWebAuthnForm):
    labels: ClassVar = {"name": "Nama kunci ini"}
    attrs: ClassVar = {"name": {"maxlength": "60"}}
