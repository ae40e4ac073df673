"""Forms of questions and answers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from komunitas.kelola.forms import KelolaForm
from komunitas.meja.forms import reason_field
from komunitas.models import Kim


def _text(label: str, *, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class TanyaForm(KelolaForm):
    """A question; the key makes sending it twice count once."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kim = forms.ModelChoiceField(queryset=Kim.objects.none(), label="KIM", empty_label=None)
    teks = _text(
        "Pertanyaan Anda",
        rows=4,
        min_length=10,
        max_length=1000,
        help_text="Satu pertanyaan saja. Jangan tulis nama atau nomor orang.",
    )

    def __init__(self, *args: Any, kims: list[Kim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uuid"].initial = uuid4
        kim: Any = self.fields["kim"]
        kim.queryset = Kim.objects.filter(pk__in=[one.pk for one in kims])
        kim.initial = kims[0].pk
        if len(kims) == 1:
            kim.widget = forms.HiddenInput()


class JawabForm(KelolaForm):
    """An answer."""

    teks = _text(
        "Jawaban",
        rows=6,
        max_length=3000,
        help_text="Kalimat pendek dan kata sehari-hari. Jangan sebut nama orang.",
    )


class RalatJawabanForm(JawabForm):
    """A mended answer, and what was wrong."""

    alasan = reason_field("Apa yang keliru", "Dibaca semua KIM yang menanyakannya.")
    field_order = ("alasan",)


class TampilForm(KelolaForm):
    """The question as everyone reads it."""

    teks_publik = _text(
        "Pertanyaan yang tampil",
        rows=4,
        max_length=1000,
        help_text="Hapus nama, nomor, dan alamat orang. Yang tampil hanya nama KIM dan desanya.",
    )
