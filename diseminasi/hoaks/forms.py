"""Forms of Cek Hoaks: sending a rumour in, and the desk's words about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from diseminasi.models import Putusan
from kimportal.accounts.open_form import OpenForm
from kimportal.images.pipeline import receive
from komunitas.kelola.forms import KelolaForm, PlainSentences
from komunitas.meja.forms import reason_field
from wilayah.forms import WilayahField

# Letters; longer than WhatsApp's messages usually are.
MAX_TEKS = 4000


def _text(label: str, *, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class KirimForm(PlainSentences, OpenForm):
    """A rumour as somebody got it: text, link, picture, any of them."""

    teks = _text(
        "Isunya",
        rows=7,
        max_length=MAX_TEKS,
        required=False,
        help_text="Salin pesannya utuh, atau ceritakan apa yang Anda dengar.",
    )
    tautan = forms.URLField(
        label="Tautannya",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Kalau isunya ada di situs atau media sosial.",
    )
    foto = forms.FileField(
        label="Gambar atau tangkapan layar",
        required=False,
        help_text="Hanya dilihat Admin Diskominfo, tidak ditampilkan.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    wilayah = WilayahField(
        label="Beredar di mana?",
        required=False,
        help_text="Desa, kecamatan, atau kabupaten/kota. Kosongkan kalau di mana-mana.",
    )
    # Any of them is enough, none too little.
    bersyarat = ("teks", "tautan", "foto")
    field_order = ("teks", "tautan", "foto", "wilayah", "kontak")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kontak"].help_text = (
            "Hanya untuk mengabari hasilnya. Tidak ditampilkan, dan kami hapus 90 hari setelah "
            "putusan."
        )
        # The choice step by step leads away from what was typed.
        self.fields["wilayah"].widget.steps = False

    def clean_foto(self) -> UploadedFile | None:
        """Judge the picture by its header alone; it is decoded once the sender's limit is known."""
        upload: UploadedFile | None = self.cleaned_data["foto"]
        if upload:
            receive(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) or name in self.errors for name in self.bersyarat):
            self.add_error("teks", "Isi salah satu: teks isunya, tautannya, atau gambarnya.")
        return cleaned


class PeriksaForm(KelolaForm):
    """What everyone reads while a rumour is being checked."""

    klaim = forms.CharField(
        label="Yang diklaim",
        max_length=150,
        min_length=10,
        help_text="Satu kalimat. Misalnya “Bantuan beras dicabut mulai bulan depan”.",
    )
    bunyi = _text(
        "Bunyi isunya",
        rows=8,
        max_length=4000,
        help_text="Tampil untuk semua orang dan dipakai mencari. Hapus nama, nomor, dan alamat "
        "orang, juga tautan yang berbahaya.",
    )


class PutusanForm(PeriksaForm):
    """The verdict."""

    putusan = forms.ChoiceField(
        label="Putusan",
        choices=Putusan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih putusannya."},
    )
    penjelasan = _text(
        "Penjelasan",
        rows=8,
        max_length=5000,
        help_text="Mulai dari yang benar. Kalimat pendek dan kata sehari-hari.",
    )
    sumber = _text(
        "Sumber",
        rows=3,
        max_length=2000,
        help_text="Satu per baris: nama dokumen atau alamat halaman resminya.",
    )
    instansi = forms.CharField(
        label="Instansi yang berwenang",
        max_length=200,
        help_text="Misalnya Dinas Sosial Kota Makassar.",
    )


class RalatForm(PutusanForm):
    """A verdict that is mended."""

    alasan = reason_field(
        "Apa yang keliru, dan yang benar",
        "Tampil di halaman isu dan dikirim ke semua yang sudah menyebarkan putusan ini.",
    )
    field_order = ("alasan",)
