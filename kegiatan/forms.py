"""The writing form: the same fields for the pages and for the devices' JSON."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from kegiatan.models import Adinda, JenisKegiatan, Kegiatan, Naskah
from kegiatan.plain import clean_plain, to_plain
from kegiatan.summary import summarise
from kimportal.accounts.phones import normalise_phone
from komunitas.models import Bidang
from wilayah.forms import WilayahField

MAX_CERITA = 20_000
FIRST_DAY = datetime.date(2000, 1, 1)
DAYS_AHEAD = 731
TOO_LONG = "Paling panjang %(limit_value)d huruf; sekarang %(show_value)d. Pendekkan sedikit."
NOT_WHOLE = "Tulis angka saja, misalnya 25."
_POST_ADDRESS = re.compile(r"(?:^|/kegiatan/)(\d{1,12})(?:/|$)")
_RUPIAH = re.compile(r"(?:rp)?\.?\s*(\d{1,3}(?:[.,\s]\d{3})*|\d+)(?:,-|,00)?", re.IGNORECASE)


class RupiahField(forms.IntegerField):
    """Takes an amount as people write it: 15000, 15.000, Rp15.000."""

    def to_python(self, value: Any) -> int | None:
        text = str("" if value is None else value).strip()
        found = _RUPIAH.fullmatch(text)
        return super().to_python(re.sub(r"\D", "", found[1]) if found else text)


def _text(label: str, limit: int, *, rows: int = 0, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        max_length=limit,
        required=False,
        widget=widget,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
    )


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggal tidak dikenal. Tulis seperti 2026-03-31."},
    )


def _number(label: str, high: int, kind: type[forms.IntegerField]) -> forms.IntegerField:
    return kind(
        label=label,
        required=False,
        min_value=0,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": NOT_WHOLE,
            "min_value": "Angka tidak boleh kurang dari nol.",
            "max_value": "Angka ini terlalu besar. Periksa lagi.",
        },
    )


def _degrees(label: str, low: int, high: int) -> forms.FloatField:
    sentence = f"{label} di Indonesia antara {low} dan {high}, misalnya ditulis {(low + high) / 2}."
    return forms.FloatField(
        label=label,
        required=False,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": sentence, "min_value": sentence, "max_value": sentence},
    )


class NaskahForm(forms.Form):
    """Reads what was written. Nothing is required: a draft may lack everything.

    `cleaned_data` holds the usable values only; the rest is named in `errors`.
    """

    judul = _text("Judul", 120)
    cerita = _text("Cerita", MAX_CERITA, rows=12)
    tanggal = _day("Tanggal kegiatan")
    izin_foto = forms.BooleanField(
        label="Orang di foto setuju fotonya tampil di internet", required=False
    )
    jenis = forms.ChoiceField(label="Jenis", choices=JenisKegiatan.choices, required=False)
    ringkasan = _text("Ringkasan", 300, rows=2, help_text="Kalau kosong, diambil dari awal cerita.")
    tanggal_selesai = _day("Sampai tanggal")
    jam = forms.TimeField(
        label="Pukul",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Jam tidak dikenal. Tulis seperti 09.30."},
    )
    tempat = _text("Tempat", 150, help_text="Misalnya: Balai Desa.")
    wilayah = WilayahField(tingkat=4, label="Desa/kelurahan", required=False)
    bidang = forms.ModelMultipleChoiceField(
        Bidang.objects.all(),
        label="Bidang",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Bidang “%(value)s” tidak dikenal.",
            "invalid_pk_value": "Bidang “%(pk)s” tidak dikenal.",
            "invalid_list": "Pilih bidang dari daftar.",
        },
    )
    adinda = forms.MultipleChoiceField(
        label="Fungsi KIM (ADINDA)",
        choices=Adinda.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Fungsi “%(value)s” tidak dikenal.",
            "invalid_list": "Pilih fungsi dari daftar.",
        },
    )
    jumlah_hadir = _number("Jumlah hadir", 1_000_000, forms.IntegerField)
    sumber = _text("Sumber", 1000, rows=2, help_text="Dari mana keterangan ini? Boleh tautan.")
    harga = _number("Harga (Rp)", 2_000_000_000, RupiahField)
    wa_penjual = _text("WhatsApp penjual", 25, help_text="Misalnya: 0812 3456 7890.")
    lat = _degrees("Lintang", -12, 7)
    lon = _degrees("Bujur", 94, 142)
    terinspirasi = _text(
        "Terinspirasi dari",
        300,
        help_text="Alamat kabar KIM lain yang Anda contoh. Akan disebut di bawah kabar Anda.",
    )

    def __init__(self, *args: Any, naskah: Naskah | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.naskah = naskah
        for field in self.fields.values():
            # A browser that cuts off what is too long loses words without a word.
            field.widget.attrs.pop("maxlength", None)
        self.fields["jenis"].error_messages["invalid_choice"] = "Jenis “%(value)s” tidak dikenal."

    def clean_judul(self) -> str:
        return " ".join(self.cleaned_data["judul"].split())

    def clean_ringkasan(self) -> str:
        return " ".join(self.cleaned_data["ringkasan"].split())

    def clean_cerita(self) -> str:
        return clean_plain(self.cleaned_data["cerita"])

    def clean_jenis(self) -> str:
        return self.cleaned_data["jenis"] or JenisKegiatan.BERITA

    def clean_tanggal(self) -> datetime.date:
        day = self.cleaned_data["tanggal"]
        if day is None:
            raise ValidationError("Isi tanggal kegiatannya.")
        return _sensible(day)

    def clean_tanggal_selesai(self) -> datetime.date | None:
        day = self.cleaned_data["tanggal_selesai"]
        return day and _sensible(day)

    def clean_wilayah(self) -> Any:
        if self.cleaned_data["wilayah"] is None:
            raise ValidationError("Pilih desa atau kelurahan tempat kegiatannya.")
        return self.cleaned_data["wilayah"]

    def clean_wa_penjual(self) -> str:
        text = self.cleaned_data["wa_penjual"]
        return normalise_phone(text) if text else ""

    def clean_terinspirasi(self) -> Kegiatan | None:
        text = self.cleaned_data["terinspirasi"]
        if not text:
            return None
        found = _POST_ADDRESS.search(text)
        other = Q(pk=int(found[1])) if found else Q(pk__in=[])
        post = Kegiatan.objects.published().filter(other).first()
        if post is None:
            raise ValidationError(
                "Kabar itu tidak ditemukan. Salin alamatnya dari halaman kabar yang terbit."
            )
        if self.naskah and post.pk == self.naskah.kegiatan_id:
            raise ValidationError("Ini alamat kabar Anda sendiri. Pilih kabar lain.")
        return post

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = self._known("tanggal"), cleaned.get("tanggal_selesai")
        if start and end and end < start:
            self.add_error("tanggal_selesai", "Tanggal akhir lebih awal daripada tanggal mulai.")
        if self._known("jenis") != JenisKegiatan.PRODUK:
            for name in ("harga", "wa_penjual"):
                if cleaned.get(name) not in (None, ""):
                    self.add_error(name, "Hanya untuk jenis “Produk UMKM”. Ubah dulu jenisnya.")
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None):
            for name in ("lat", "lon"):
                if name not in self.errors:
                    self.add_error(name, "Isi lintang dan bujur dua-duanya, atau kosongkan.")
        return cleaned

    def _known(self, name: str) -> Any:
        """Return the usable value of a field, else the one that the draft has."""
        return self.cleaned_data.get(name) or (self.naskah and getattr(self.naskah, name))


def _sensible(day: datetime.date) -> datetime.date:
    if not FIRST_DAY <= day <= timezone.localdate() + datetime.timedelta(days=DAYS_AHEAD):
        raise ValidationError("Tahun ini tidak mungkin benar. Periksa tanggalnya.")
    return day


def form_data(naskah: Naskah) -> dict[str, Any]:
    """Return a version as the form's data, so that it can be shown, changed or laid over."""
    names = [name for name in NaskahForm.base_fields if hasattr(naskah, name)]
    data = {name: getattr(naskah, name) for name in names}
    inspired = naskah.terinspirasi_dari
    return data | {
        "cerita": to_plain(naskah.isi),
        "ringkasan": "" if naskah.ringkasan == summarise(naskah.isi) else naskah.ringkasan,
        "wilayah": naskah.wilayah_id,
        "bidang": [row.pk for row in naskah.bidang.all()],
        "adinda": list(naskah.adinda),
        "terinspirasi": inspired.get_absolute_url() if inspired and inspired.slug else "",
    }
