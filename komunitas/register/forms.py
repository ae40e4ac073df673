"""The upload of a register: what it is, and for which region."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kimportal.scanning import refuse_infected
from komunitas.permissions import NASIONAL, admin_codes
from komunitas.register.columns import Tabel, read_table
from komunitas.register.files import read_sheets
from komunitas.register.reading import MAX_BYTES, BerkasError
from komunitas.scope import within
from wilayah.models import Wilayah

SELURUH = "seluruh"


def region_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Return the regions a register may be for: the own ones, and the kab/kota inside them."""
    own = [kode for kode in codes if kode != NASIONAL]
    rows = Wilayah.objects.current().filter(within(codes, "kode"), tingkat__lte=2)
    rows = (rows | Wilayah.objects.filter(kode__in=own)).order_by("kode")
    choices = [(kode, label) for kode, label in rows.values_list("kode", "nama_lengkap")]
    choices.sort(key=lambda pair: pair[0] not in own)
    return [(SELURUH, "Seluruh Indonesia"), *choices] if NASIONAL in codes else choices


class UnggahForm(forms.Form):
    """Reads the upload while cleaning, so that its faults stand beside the field."""

    wilayah = forms.ChoiceField(
        label="Wilayah register",
        help_text="Desa dicari hanya di wilayah ini.",
    )
    berkas = forms.FileField(
        label="Berkas register (.xlsx atau .csv)",
        help_text="Paling besar 20 MB dan 20.000 baris.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["wilayah"].choices = region_choices(  # type: ignore[attr-defined]
            admin_codes(pengguna)
        )
        self.data_berkas = b""
        self.tabel = Tabel()

    def clean_wilayah(self) -> Wilayah | None:
        kode = self.cleaned_data["wilayah"]
        return None if kode == SELURUH else Wilayah.objects.get(kode=kode)

    def clean_berkas(self) -> Any:
        upload = self.cleaned_data["berkas"]
        if upload.size > MAX_BYTES:
            raise ValidationError("Berkas ini terlalu besar. Paling besar 20 MB.")
        self.data_berkas = upload.read()
        refuse_infected(self.data_berkas)
        try:
            self.tabel = read_table(read_sheets(self.data_berkas))
        except BerkasError as error:
            raise ValidationError(str(error)) from error
        return upload
