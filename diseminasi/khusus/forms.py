"""Forms of messages for KIM only: writing one, mending it, answering it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from diseminasi.meja.forms import IsiForm, PenerbitForm
from diseminasi.models import CaraJawab, InfoPemerintah, TanggapanKim
from komunitas.kelola.forms import KelolaForm, tanggal_field
from komunitas.meja.forms import reason_field
from komunitas.models import Kim

URUTAN: tuple[str, ...] = (
    "judul",
    "isi",
    "tindakan",
    "cara_jawab",
    "jawab_sampai",
    "sumber",
    "alamat_sumber",
)
PILIHAN = (("ya", "Hadir"), ("tidak", "Tidak hadir"))


class KhususForm(IsiForm):
    """An invitation or a request, as it is written."""

    cara_jawab = forms.ChoiceField(
        label="KIM menjawab dengan", choices=CaraJawab.choices, widget=forms.RadioSelect
    )
    jawab_sampai = tanggal_field(
        "Jawab paling lambat", help_text="KIM bisa mengubah jawabannya sampai hari itu selesai."
    )
    field_order: tuple[str, ...] = URUTAN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It is answered until a day and needs no other.
        del self.fields["berlaku_sampai"]
        self.fields["judul"].help_text = "Misalnya “Undangan rapat KIM se-kota”."
        self.fields["isi"].help_text = "Hanya dibaca KIM di sasaran, tidak tampil untuk umum."
        self.fields["tindakan"].label = "Yang perlu disiapkan KIM"

    def clean_jawab_sampai(self) -> date:
        day: date = self.cleaned_data["jawab_sampai"]
        if day < timezone.localdate():
            raise forms.ValidationError("Tanggal ini sudah lewat.")
        return day


class KhususBaruForm(PenerbitForm, KhususForm):
    """A new one, in the name of one of the writer's regions."""

    field_order = ("penerbit", *URUTAN)


class KhususRalatForm(KhususForm):
    """A correction; how it is answered stays, since KIM have answered so."""

    penjelasan = reason_field("Apa yang berubah", "Dibaca semua KIM yang menerimanya.")
    field_order = ("penjelasan", *URUTAN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["cara_jawab"]


class TanggapanForm(KelolaForm):
    """A KIM's answer; the key makes sending it twice count once."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kim = forms.ModelChoiceField(queryset=Kim.objects.none(), label="KIM", empty_label=None)
    hadir = forms.ChoiceField(
        label="Hadir?",
        choices=PILIHAN,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hadir atau tidak."},
    )
    teks = forms.CharField(
        label="Keterangan",
        max_length=3000,
        required=False,
        help_text="Kalau perlu. Misalnya berapa orang yang datang.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, info: InfoPemerintah, kims: list[Kim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uuid"].initial = uuid4
        kim: Any = self.fields["kim"]
        kim.queryset = Kim.objects.filter(pk__in=[one.pk for one in kims])
        kim.initial = kims[0].pk
        if len(kims) == 1:
            kim.widget = forms.HiddenInput()
        if info.cara_jawab == CaraJawab.TEKS:
            del self.fields["hadir"]
            teks = self.fields["teks"]
            teks.label, teks.required, teks.help_text = "Jawaban KIM", True, ""
            teks.error_messages["required"] = "Tulis jawabannya."
            teks.widget.attrs["rows"] = 6

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "hadir" in cleaned:
            cleaned["hadir"] = cleaned["hadir"] == "ya"
        return cleaned


def first_answer(tanggapan: TanggapanKim | None) -> dict[str, str]:
    """Return what the form shows of the answer that holds."""
    if tanggapan is None:
        return {}
    known = {} if tanggapan.hadir is None else {"hadir": "ya" if tanggapan.hadir else "tidak"}
    return known | {"teks": tanggapan.teks}
