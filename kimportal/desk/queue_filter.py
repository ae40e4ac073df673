"""The state of the queue: what is looked for and in which order, all of it in the address."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from kimportal.desk.queue_kinds import DAFTAR_JENIS
from kimportal.search import clean_query
from wilayah.querysets import normalise_kode

URUT = (
    ("", "Paling lama menunggu"),
    ("tenggat", "Tenggat terdekat"),
    ("baru", "Paling baru masuk"),
)
# The column an order goes by, and whether the highest comes first.
KOLOM = {
    "": ("masuk_pada", False),
    "tenggat": ("tenggat_pada", False),
    "baru": ("masuk_pada", True),
}


@dataclass(frozen=True)
class Saringan:
    """What the list is narrowed to; empty values narrow nothing."""

    q: str = ""
    jenis: str = ""
    wilayah: str = ""
    mendesak: str = ""
    lewat: str = ""
    bisa: str = ""
    diminta: str = ""
    urut: str = ""

    @property
    def query(self) -> str:
        """The state as it stands in an address, without what goes without saying."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def is_empty(self) -> bool:
        return not any(value for name, value in asdict(self).items() if name != "urut")

    def but(self, **changes: str) -> str:
        """Return the query of this state with some of it changed."""
        return Saringan(**(asdict(self) | changes)).query


class SaringanForm(forms.Form):
    """The filter as people fill it in."""

    q = forms.CharField(label="Cari judul atau nama KIM", required=False, max_length=200)
    jenis = forms.ChoiceField(label="Jenis", required=False)
    wilayah = forms.CharField(label="Wilayah", required=False, max_length=13)
    urut = forms.ChoiceField(label="Urutkan", required=False, choices=URUT)
    mendesak = forms.BooleanField(label="Mendesak", required=False)
    lewat = forms.BooleanField(label="Lewat tenggat", required=False)
    bisa = forms.BooleanField(label="Bisa saya putuskan", required=False)
    diminta = forms.BooleanField(label="Diminta ke provinsi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jenis: Any = self.fields["jenis"]
        jenis.choices = [("", "Semua jenis"), *((j.kode, j.label) for j in DAFTAR_JENIS)]

    def clean_q(self) -> str:
        return clean_query(self.cleaned_data["q"])

    def clean_wilayah(self) -> str:
        kode = self.cleaned_data["wilayah"]
        return normalise_kode(kode) or "" if kode else ""


def read_filter(data: QueryDict | str) -> Saringan:
    """Return the state that an address holds; what it cannot mean is left out."""
    if isinstance(data, str):
        data = QueryDict("" if data == "1" else data[:500])
    form = SaringanForm(data)
    form.is_valid()
    names = [field.name for field in fields(Saringan)]
    values = {name: form.cleaned_data.get(name) or "" for name in names}
    return Saringan(**{name: "1" if value is True else value for name, value in values.items()})
