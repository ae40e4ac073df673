"""Forms by which a person decides over the own data."""

from __future__ import annotations

from django import forms

KATA = "HAPUS"


class TarikForm(forms.Form):
    """Withdrawing consent."""

    mengerti = forms.BooleanField(
        label="Saya mengerti dan menarik persetujuan saya",
        error_messages={"required": "Centang dulu, supaya kami yakin Anda menghendakinya."},
    )


class KembaliForm(forms.Form):
    """Coming back."""

    setuju = forms.BooleanField(
        label="Saya setuju lagi dengan cara portal ini memakai data saya, "
        "dan saya berumur 18 tahun ke atas",
        error_messages={"required": "Tanpa persetujuan, akun tetap beristirahat."},
    )


class HapusForm(forms.Form):
    """Asking for the first time."""

    mengerti = forms.BooleanField(
        label="Saya mengerti bahwa akun tidak dapat dikembalikan",
        error_messages={"required": "Centang dulu, supaya kami yakin Anda menghendakinya."},
    )


class PastiForm(forms.Form):
    """Asking for the second time."""

    kata = forms.CharField(
        label=f"Ketik {KATA} untuk memastikan",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": f"Ketik {KATA} dengan huruf besar atau kecil."},
    )

    def clean_kata(self) -> str:
        kata = self.cleaned_data["kata"].strip().upper()
        if kata != KATA:
            raise forms.ValidationError(f"Tulisannya belum sama. Ketik {KATA}.")
        return kata
