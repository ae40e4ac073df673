"""Forms of our own account pages: name, telephone number, activation, consent."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.fields import SetPasswordField
from django import forms

from kimportal.accounts.adapter import PhoneField
from kimportal.accounts.forms import BANTUAN_SANDI
from kimportal.accounts.models import Pengguna
from kimportal.accounts.plain_words import PlainWords
from kimportal.accounts.signup_form import DewasaField, NamaField, SetujuField

PHONE_TAKEN = (
    "Nomor ini tidak dapat dipakai. Jika ini memang nomor Anda, hubungi Admin Diskominfo "
    "di kabupaten/kota Anda."
)


class NamaForm(PlainWords, forms.Form):
    nama = NamaField()


class TeleponForm(PlainWords, forms.Form):
    """The number with which one may sign in; empty removes it while there is an address."""

    helps: ClassVar = {"telepon": "Dengan nomor ini Anda dapat masuk. Tidak dikirimi SMS."}

    telepon = PhoneField(required=False)

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna
        self.fields["telepon"].required = not pengguna.email

    def clean_telepon(self) -> str | None:
        telepon = self.cleaned_data["telepon"] or None
        others = Pengguna.objects.exclude(pk=self.pengguna.pk)
        if telepon and others.filter(telepon=telepon).exists():
            raise forms.ValidationError(PHONE_TAKEN)
        return telepon


class KodeAktivasiForm(PlainWords, forms.Form):
    """What stands on the slip of paper."""

    helps: ClassVar = {
        "kode": "Delapan huruf dan angka, misalnya KXPD-7QRM. Huruf besar dan kecil sama saja."
    }
    attrs: ClassVar = {
        "kode": {
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }
    }

    telepon = PhoneField()
    kode = forms.CharField(label="Kode", max_length=20)


class SandiAktivasiForm(PlainWords, forms.Form):
    """The password; and consent and age, where the person has not given them yet."""

    helps: ClassVar = {"password1": BANTUAN_SANDI}

    password1 = SetPasswordField(label="Kata sandi baru")
    dewasa = DewasaField()
    setuju = SetujuField()

    def __init__(self, *args: Any, pengguna: Pengguna, asks_consent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = pengguna  # type: ignore[attr-defined]
        if not asks_consent:
            del self.fields["dewasa"], self.fields["setuju"]


class PersetujuanForm(forms.Form):
    dewasa = DewasaField()
    setuju = SetujuField()
