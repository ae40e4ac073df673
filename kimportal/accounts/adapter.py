"""How django-allauth behaves here: sign-in names, limits, letters and sentences."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from kimportal.accounts import limits
from kimportal.accounts.activation import end_codes
from kimportal.accounts.consent import ask_if_missing
from kimportal.accounts.devices import device_of, remember_account
from kimportal.accounts.events import warn
from kimportal.accounts.models import Pengguna
from kimportal.accounts.phones import normalise_phone, phone_or_none
from kimportal.accounts.returning import remember_returning

_MISMATCH = "Nama masuk atau kata sandi salah. Periksa, lalu coba lagi."
# The page belongs to a higher room, so it is named by its address.
RETURN_ADDRESS = "/akun/data/kembali/"
_STAGES = {
    "allauth.account.stages.EmailVerificationStage": (
        "kimportal.accounts.stages.EmailVerificationStage"
    )
}
# What allauth says after a step; whatever is not listed stays unsaid.
MESSAGES = {
    "account/messages/cannot_delete_primary_email.txt": "Alamat surel ini tidak dapat dihapus.",
    "account/messages/email_confirmed.txt": "Alamat surel Anda sudah dipastikan.",
    "account/messages/email_deleted.txt": "Perubahan alamat surel dibatalkan.",
    "account/messages/password_changed.txt": "Kata sandi sudah diganti.",
    "account/messages/password_set.txt": "Kata sandi sudah dibuat.",
    "mfa/messages/recovery_codes_generated.txt": "Kode cadangan baru sudah dibuat.",
    "mfa/messages/totp_activated.txt": "Aplikasi kode sudah terpasang.",
    "mfa/messages/totp_deactivated.txt": "Aplikasi kode sudah dilepas.",
    "mfa/messages/webauthn_added.txt": "Kunci sandi sudah tersimpan.",
    "mfa/messages/webauthn_removed.txt": "Kunci sandi sudah dihapus.",
    "socialaccount/messages/account_connected.txt": "Akun Google sudah dihubungkan.",
    "socialaccount/messages/account_connected_other.txt": (
        "Akun Google itu sudah dihubungkan dengan akun lain."
    ),
    "socialaccount/messages/account_connected_updated.txt": "Akun Google sudah dihubungkan.",
    "socialaccount/messages/account_disconnected.txt": "Akun Google sudah dilepas.",
    "usersessions/messages/sessions_logged_out.txt": "Semua perangkat lain sudah dikeluarkan.",
}


class AccountAdapter(DefaultAccountAdapter):
    """People sign in with an e-mail address or a telephone number."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Akun ini sudah dinonaktifkan.",
        "cannot_remove_primary_email": "Alamat surel utama tidak dapat dihapus.",
        "duplicate_email": "Alamat surel ini sudah menjadi milik akun Anda.",
        "email_password_mismatch": _MISMATCH,
        "email_taken": "Alamat surel ini sudah dipakai akun lain.",
        "enter_current_password": "Kata sandi sekarang tidak cocok.",
        "incorrect_code": "Kode tidak cocok. Periksa, lalu coba lagi.",
        "incorrect_password": "Kata sandi tidak cocok.",
        "invalid_login": _MISMATCH,
        "invalid_or_expired_key": "Tautan ini sudah tidak berlaku.",
        "invalid_password_reset": "Tautan ini sudah tidak berlaku.",
        "max_email_addresses": "Akun ini sudah punya %d alamat surel.",
        "phone_password_mismatch": _MISMATCH,
        "phone_taken": "Nomor telepon ini sudah dipakai akun lain.",
        "rate_limited": "Tunggu sebentar, lalu coba lagi.",
        "same_as_current": "Isi dengan yang berbeda dari sekarang.",
        "select_only_one": "Isi salah satu saja.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.",
        "unknown_email": _MISMATCH,
        "unknown_phone": _MISMATCH,
        "unverified_primary_email": "Pastikan dulu alamat surel utama Anda.",
        "username_password_mismatch": _MISMATCH,
    }

    # --- Where people land -------------------------------------------------
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead officers to their desk, everyone else to their work (unless `next` says where)."""
        return reverse("admin:index" if request.user.is_staff else "kelola:home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("kelola:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("accounts:home")

    def get_login_stages(self) -> list[str]:
        return [_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Remember the device, which from now on has its own budget of tries for this account."""
        remember_account(request, user)
        ask_if_missing(request, user)
        return super().post_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Let the person of an account at rest agree anew; the right password was just given."""
        if user.rested_at is None or user.suspended_at is not None:
            return super().respond_user_inactive(request, user)
        remember_returning(request, user)
        return redirect(RETURN_ADDRESS)

    def set_password(self, user: Any, password: str) -> None:
        """Set what the person chose; a code that others hold for the account is over."""
        super().set_password(user, password)
        end_codes(user)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Confirm the address; from now on the account is recovered by it alone."""
        confirmed: bool = super().confirm_email(request, email_address)
        end_codes(email_address.user)
        return confirmed

    # --- Limits ------------------------------------------------------------
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Take one try from the budgets; raises TooManyTriesError when one is empty."""
        self._spending = limits.Spending()
        device = device_of(request)
        names = (credentials.get(key) for key in ("email", "phone", "username"))
        login = next((str(name).strip().lower() for name in names if name), "")
        login = phone_or_none(login) or login
        self._tried = pengguna = find_by_login(login)
        if device.knows(pengguna):
            who = f"{pengguna.pk}:{device.key}"  # type: ignore[union-attr]
            self._spending.spend(limits.ACCOUNT_AT_DEVICE, who)
            return
        self._spending.spend(limits.DEVICE, device.key)
        self._spending.spend(limits.ADDRESS, self.get_client_ip(request))
        self._spending.spend(limits.ACCOUNT, login)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that it failed, and for which account, if it was one's."""
        warn("Sign-in failed", self._tried, way="password")

    def _rollback_login_failed_rl_usage(self) -> None:
        self._spending.give_back()

    # --- Telephone numbers: sign-in names without SMS ------------------------
    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        return PhoneField(**kwargs)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.telepon, True) if user.telepon else None

    def get_user_by_phone(self, phone: str) -> Pengguna | None:
        return find_by_login(phone_or_none(phone) or "")

    def can_delete_email(self, email_address: Any) -> bool:
        """Only a change that waits for confirmation can be called off."""
        return not email_address.verified and not email_address.primary

    # --- Words -------------------------------------------------------------
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what is said in `MESSAGES`: an unread message would stay as a cookie."""
        if text := message or MESSAGES.get(message_template or ""):
            super().add_message(request, level, message=text, extra_tags=extra_tags)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Make a letter of one text file, whose first line is the subject."""
        context = context | {"situs": settings.KIM_NAMA_SITUS, "alamat": settings.KIM_SITE_URL}
        subject, _, body = render_to_string(f"{template_prefix}.txt", context).partition("\n")
        to = [email] if isinstance(email, str) else email
        return EmailMessage(
            subject.strip(), body.strip() + "\n", self.get_from_email(), to, headers=headers
        )


class PhoneField(forms.CharField):
    """A telephone number, kept as `62…`."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Nomor telepon")
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        value = super().clean(value)
        return normalise_phone(value) if value else ""


def find_by_login(login: str) -> Pengguna | None:
    """Return the account with this sign-in name, an address in lower case or `62…`."""
    if not login:
        return None
    field = "email" if "@" in login else "telepon"
    return Pengguna.objects.filter(**{field: login}).first()
