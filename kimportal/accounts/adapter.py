"""How django-allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up stays closed until a person can found or join a KIM."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Akun ini sudah dinonaktifkan.",
        "email_password_mismatch": "Alamat surel atau kata sandi salah. Periksa, lalu coba lagi.",
        "too_many_login_attempts": "Terlalu banyak percobaan masuk. Coba lagi lima menit lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead officers to their desk, everyone else to the portal (unless `next` says where)."""
        return reverse("admin:index") if request.user.is_staff else "/"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: public pages show no messages, and an unread one would stay as a cookie."""
