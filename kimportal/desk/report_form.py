"""The form of a reader's report."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kimportal.accounts.phones import normalise_phone
from kimportal.desk.models import JAM_BIASA, JAM_MENDESAK, MENDESAK, AlasanLaporan

PILIHAN = [
    (
        f"Mendesak, diperiksa paling lama {JAM_MENDESAK} jam",
        [(a.value, a.label) for a in AlasanLaporan if a in MENDESAK],
    ),
    (
        f"Lainnya, diperiksa paling lama {JAM_BIASA} jam",
        [(a.value, a.label) for a in AlasanLaporan if a not in MENDESAK],
    ),
]
# Reasons that say nothing without a word of explanation.
PERLU_CATATAN = (AlasanLaporan.SALAH, AlasanLaporan.LAINNYA)


class LaporForm(forms.Form):
    """`situs` is a trap: people do not see it, robots fill it in."""

    alasan = forms.ChoiceField(
        label="Apa yang salah?",
        choices=PILIHAN,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu alasan."},
    )
    catatan = forms.CharField(
        label="Ceritakan sedikit",
        help_text="Bagian mana yang salah, dan dari mana Anda tahu.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kontak = forms.CharField(
        label="Surel atau nomor WhatsApp Anda",
        help_text="Hanya untuk mengabari hasilnya. KIM dan penulis tidak melihatnya, dan kami "
        "menghapusnya 90 hari setelah putusan.",
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
        kontak: str = self.cleaned_data["kontak"].strip()
        if not kontak:
            return ""
        if "@" not in kontak:
            return normalise_phone(kontak)
        try:
            validate_email(kontak)
        except ValidationError:
            raise ValidationError("Periksa lagi alamat surelnya.") from None
        return kontak

    def clean_situs(self) -> str:
        if self.cleaned_data["situs"]:
            raise ValidationError("Kosongkan isian ini, lalu kirim lagi.")
        return ""

    def clean_kunci(self) -> UUID:
        try:
            return UUID(self.cleaned_data["kunci"])
        except ValueError:
            return uuid4()

    def clean(self) -> None:
        alasan, catatan = self.cleaned_data.get("alasan"), self.cleaned_data.get("catatan")
        if alasan in PERLU_CATATAN and catatan is not None and not catatan.strip():
            self.add_error("catatan", "Ceritakan apa yang salah, supaya bisa kami periksa.")
