"""The form of a reader's report."""

from __future__ import annotations

from typing import Any

from django import forms

from kimportal.accounts.open_form import OpenForm
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


class LaporForm(OpenForm):
    """What is wrong with a page."""

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
    field_order = ("alasan", "catatan", "kontak")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kontak"].help_text = (
            "Hanya untuk mengabari hasilnya. KIM dan penulis tidak melihatnya, dan kami "
            "menghapusnya 90 hari setelah putusan."
        )

    def clean(self) -> None:
        alasan, catatan = self.cleaned_data.get("alasan"), self.cleaned_data.get("catatan")
        if alasan in PERLU_CATATAN and catatan is not None and not catatan.strip():
            self.add_error("catatan", "Ceritakan apa yang salah, supaya bisa kami periksa.")
