"""The form of a version."""

from __future__ import annotations

from typing import Any

from django import forms

from diseminasi.models import Bahasa
from kimportal.images.lettering import missing_letters
from komunitas.kelola.forms import KelolaForm
from komunitas.models import Kim

ISI = ("judul", "isi", "tindakan")
BUKAN_LATIN = "Tulis dengan huruf Latin. Huruf ini belum bisa dicetak di kartu dan papan:"
BANYAK_HURUF = 10


class VersiForm(KelolaForm):
    """A message in a language of the place."""

    kim = forms.ModelChoiceField(queryset=Kim.objects.none(), label="KIM", empty_label=None)
    bahasa = forms.ChoiceField(
        label="Bahasa",
        choices=[("", "Pilih bahasa"), *Bahasa.choices],
        error_messages={"required": "Pilih bahasanya."},
    )
    judul = forms.CharField(label="Judul", max_length=150)
    isi = forms.CharField(
        label="Isi pesan", max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )
    tindakan = forms.CharField(
        label="Yang perlu dilakukan warga",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse letters that cannot be drawn: card and notice would have holes."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ISI:
            if missing := missing_letters(cleaned.get(name, "")):
                self.add_error(name, f"{BUKAN_LATIN} {' '.join(missing[:BANYAK_HURUF])}")
        return cleaned

    def __init__(self, *args: Any, kims: list[Kim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kim: Any = self.fields["kim"]
        kim.queryset = Kim.objects.filter(pk__in=[one.pk for one in kims])
        if len(kims) == 1:
            kim.widget = forms.HiddenInput()
