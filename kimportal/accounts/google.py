"""Signing in with Google, where KIM_GOOGLE_ID and KIM_GOOGLE_SECRET are set."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.forms import SignupForm

from kimportal.accounts.plain_words import PlainWords


class SocialAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": (
            "Sudah ada akun dengan alamat surel ini. Masuklah dengan akun itu dulu, lalu "
            "hubungkan %s dari halaman akun Anda."
        ),
        "invalid_token": "Jawaban dari Google tidak dapat dipakai. Coba lagi.",
        "no_password": "Buat dulu kata sandi, baru lepaskan Google.",
        "no_verified_email": "Pastikan dulu alamat surel Anda, baru lepaskan Google.",
        "disconnect_last": "Buat dulu kata sandi, baru lepaskan Google.",
        "connected_other": "Akun Google itu sudah dihubungkan dengan akun lain.",
    }

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        nama = sociallogin.account.extra_data.get("name", "")
        return super().get_signup_form_initial_data(sociallogin) | {"nama": nama}


class GoogleDaftarForm(PlainWords, SignupForm):
    labels: ClassVar = {"email": "Alamat surel"}
