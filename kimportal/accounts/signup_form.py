"""What everyone is asked who makes an account, by e-mail or with Google.

allauth builds its sign-up forms on this one (ACCOUNT_SIGNUP_FORM_CLASS), so this module
must not import allauth's forms.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html

from kimportal.accounts.consent import give_consent
from kimportal.accounts.models import Pengguna

_DECLARE = "Centang ini untuk melanjutkan."


class NamaField(forms.CharField):
    """The name by which neighbours know a person; one line."""

    widget = forms.TextInput(attrs={"autocomplete": "name"})

    def __init__(self) -> None:
        super().__init__(label="Nama lengkap", max_length=150)

    def clean(self, value: object) -> str:
        return " ".join(super().clean(value).split())


class DewasaField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(
            label="Saya berusia 18 tahun atau lebih", error_messages={"required": _DECLARE}
        )


class SetujuField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(
            label=format_html(
                "Saya sudah membaca dan menyetujui "
                '<a href="{}" target="_blank" rel="noopener">cara portal ini memakai data saya</a>',
                "/privasi/",
            ),
            error_messages={"required": _DECLARE},
        )


class DaftarDasar(forms.Form):
    """Name, age and consent."""

    field_order = ("nama", "email", "password1", "dewasa", "setuju")

    nama = NamaField()
    dewasa = DewasaField()
    setuju = SetujuField()

    def signup(self, request: HttpRequest, user: Pengguna) -> None:
        """Complete the account that allauth has just made."""
        user.nama = self.cleaned_data["nama"]
        user.save(update_fields=["nama"])
        give_consent(by=user)
