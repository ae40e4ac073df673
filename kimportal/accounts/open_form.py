"""What forms have in common that anybody may send without an account."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest

from kimportal.accounts.phones import normalise_phone


def clean_contact(text: str) -> str:
    """Return an e-mail address or a telephone number as it is kept; raises ValidationError."""
    text = text.strip()
    if not text:
        return ""
    if "@" not in text:
        return normalise_phone(text)
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError("Periksa lagi alamat surelnya.") from None
    return text


def sent_key(request: HttpRequest) -> UUID | None:
    """Return the key of the form that was sent, by which a second sending is known."""
    try:
        return UUID(request.POST.get("kunci", ""))
    except ValueError:
        return None


class OpenForm(forms.Form):
    """`kunci` makes sending twice count once; `situs` is a trap: people do not see it."""

    kontak = forms.CharField(
        label="Surel atau nomor WhatsApp Anda",
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    situs = forms.CharField(
        label="Biarkan kosong",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    kunci = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kunci", uuid4())

    def clean_kontak(self) -> str:
        return clean_contact(self.cleaned_data["kontak"])

    def clean_situs(self) -> str:
        if self.cleaned_data["situs"]:
            raise ValidationError("Kosongkan isian ini, lalu kirim lagi.")
        return ""

    def clean_kunci(self) -> UUID:
        try:
            return UUID(self.cleaned_data["kunci"])
        except ValueError:
            return uuid4()
