"""Forms of the steps in which a KIM is founded."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.utils import timezone

from komunitas.decrees import clean_sk_file
from komunitas.models import PENGURUS, AturanKim, Bidang, Jabatan, JenisKim, Kim
from wilayah.forms import WilayahField
from wilayah.models import Wilayah

# A point farther from its village's centre than this (km) is asked about.
JAUH_KM = 25
BUMI_KM = 6371
OFFICES = [(jabatan.value, jabatan.label) for jabatan in PENGURUS]


def tanggal_field(label: str, **options: Any) -> forms.DateField:
    """Return a field with the device's own picker for days."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


PLAIN = {
    "min_length": "Terlalu pendek: tulis paling sedikit %(limit_value)d huruf.",
    "max_length": "Terlalu panjang: paling banyak %(limit_value)d huruf, sekarang %(show_value)d.",
}
PLAIN_INVALID = {
    forms.EmailField: "Tulis alamat surel, misalnya nama@contoh.com.",
    forms.URLField: "Tulis alamat lengkap, misalnya https://contoh.com/kim-kami.",
    forms.DateField: "Tulis tanggal, misalnya 17/08/2026.",
    forms.IntegerField: "Tulis angka saja, misalnya 5.",
}


class PlainSentences:
    """Says in plain words what Django's own sentences say stiffly ("nilai ini", "bidang ini")."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"{field.label} wajib diisi."
            for code, sentence in PLAIN.items():
                field.error_messages.setdefault(code, sentence)
            own = type(field).default_error_messages.get("invalid")
            for kind, sentence in PLAIN_INVALID.items():
                if isinstance(field, kind) and field.error_messages.get("invalid") == own:
                    field.error_messages["invalid"] = sentence


class KelolaForm(PlainSentences, forms.Form):
    """The base of the forms here."""


class KosongForm(KelolaForm):
    """A question that is answered by its button alone."""


class SearchForm(KelolaForm):
    """Looking for a KIM, by name, by place, or both."""

    q = forms.CharField(label="Nama KIM", max_length=100, required=False)
    wilayah = WilayahField(required=False, label="Desa, kecamatan, atau kota")


class NamaForm(KelolaForm):
    """Step 1: which KIM, where."""

    nama = forms.CharField(
        label="Nama KIM",
        max_length=120,
        min_length=5,
        help_text="Tulis seperti pada SK, misalnya: KIM Losari Cerdas.",
    )
    wilayah = WilayahField(
        tingkat=4,
        label="Desa atau kelurahan",
        help_text="Untuk KIM kecamatan dan forum: desa tempat sekretariatnya.",
    )
    jenis = forms.ChoiceField(
        label="Jenis KIM", choices=JenisKim.choices, widget=forms.RadioSelect, initial="desa"
    )

    def clean_nama(self) -> str:
        return " ".join(self.cleaned_data["nama"].split())


class BidangForm(KelolaForm):
    """Step 2: what the KIM works on."""

    bidang = forms.ModelMultipleChoiceField(
        queryset=Bidang.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        label="Bidang yang dikerjakan",
        help_text="Pilih satu atau beberapa. Bisa diubah kapan saja.",
        error_messages={"required": "Pilih paling sedikit satu bidang."},
    )


class DiriForm(KelolaForm):
    """Step 3, first part: the founder's own place."""

    nama_sendiri = forms.CharField(label="Nama Anda", max_length=150)
    jabatan_sendiri = forms.ChoiceField(
        label="Jabatan Anda di KIM", choices=OFFICES, widget=forms.RadioSelect
    )


class OrangForm(KelolaForm):
    """Step 3: one more person; a row without name is nobody."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    nama = forms.CharField(label="Nama", max_length=150, required=False)
    jabatan = forms.ChoiceField(label="Jabatan", choices=Jabatan.choices)


class BaseOrangFormSet(forms.BaseFormSet):
    """The rows of step 3; knows which office the founder has."""

    jabatan_sendiri = ""

    @property
    def orang(self) -> list[dict[str, Any]]:
        """Return the rows that name somebody."""
        return [f.cleaned_data for f in self.forms if f.cleaned_data.get("nama")]

    def clean(self) -> None:
        if any(self.errors):
            return
        ketua = [isi for isi in self.orang if isi["jabatan"] == Jabatan.KETUA]
        if len(ketua) + (self.jabatan_sendiri == Jabatan.KETUA) > 1:
            raise forms.ValidationError("KIM hanya punya satu ketua. Ubah jabatan salah satunya.")


OrangFormSet = forms.formset_factory(OrangForm, formset=BaseOrangFormSet, extra=0, max_num=60)


class SkForm(KelolaForm):
    """An SK: everything or nothing of it."""

    nomor = forms.CharField(label="Nomor SK", max_length=100, required=False)
    perihal = forms.CharField(label="Perihal", max_length=250, required=False)
    penerbit = forms.CharField(label="Diterbitkan oleh", max_length=150, required=False)
    tanggal = tanggal_field("Tanggal SK", required=False)
    berlaku_sampai = tanggal_field("Berlaku sampai", required=False)
    berkas = forms.FileField(
        label="Berkas SK",
        required=False,
        help_text="PDF atau foto, paling besar 10 MB. Hanya pengurus dan Admin Diskominfo "
        "yang dapat mengunduhnya.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
        max_length=250,
    )

    def __init__(self, *args: Any, aturan: AturanKim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        penerbit = ", ".join(aturan.daftar_penerbit)
        self.fields["penerbit"].help_text = f"Di wilayah ini: {penerbit}." if penerbit else ""
        tahun = aturan.masa_bakti_tahun
        self.fields[
            "berlaku_sampai"
        ].help_text = f"Masa bakti di wilayah ini {tahun} tahun. Kosongkan kalau tidak tertulis."

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        return clean_sk_file(berkas) if berkas else None

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if any(data.get(name) for name in self.fields):
            for name in ("nomor", "penerbit", "tanggal"):
                if name not in self.errors and not data.get(name):
                    self.add_error(name, f"{self.fields[name].label} perlu diisi.")
        self._check_days(data)
        return data

    def _check_days(self, data: dict[str, Any]) -> None:
        tanggal, akhir = data.get("tanggal"), data.get("berlaku_sampai")
        if tanggal and tanggal > timezone.localdate():
            self.add_error("tanggal", "Tanggal SK tidak boleh sesudah hari ini.")
        if tanggal and akhir and akhir < tanggal:
            self.add_error("berlaku_sampai", "Tanggal ini lebih awal daripada tanggal SK.")


class KoordinatField(forms.FloatField):
    """Degrees, with a comma or a point."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        outside = "Titik ini di luar Indonesia."
        messages = {"invalid": "Tulis angka, misalnya -5.1477."}
        messages |= {"min_value": outside, "max_value": outside}
        super().__init__(required=False, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


class PunyaTitik:
    """A form with `lat`, `lon` and `yakin` for a place in `wilayah`."""

    wilayah: Wilayah
    # Whether the point is so far away that `yakin` is shown.
    jauh = False

    @property
    def batas(self) -> str:
        """The static file of outlines behind the map."""
        return f"peta/kabkota/{self.wilayah.kode[:2]}.topojson"

    @property
    def pusat(self) -> str:
        """The village's centre as "lat lon", empty where it is unknown."""
        known = self.wilayah.lat is not None and self.wilayah.lon is not None
        return f"{self.wilayah.lat} {self.wilayah.lon}" if known else ""

    def check_point(self, form: forms.BaseForm, data: dict[str, Any]) -> None:
        """Ask back about half a point, and about one far from the village's centre."""
        if "lat" in form.errors or "lon" in form.errors:
            return
        lat, lon = data.get("lat"), data.get("lon")
        if (lat is None) != (lon is None):
            form.add_error("lat" if lat is None else "lon", "Isi keduanya, atau tidak sama sekali.")
        elif lat is not None and lon is not None:
            jarak = distance_km(self.wilayah, lat, lon) or 0
            self.jauh = jarak > JAUH_KM
            if self.jauh and not data.get("yakin"):
                form.add_error(
                    "yakin",
                    f"Titik ini sekitar {jarak:.0f} km dari pusat {self.wilayah.sebutan}. "
                    "Kalau memang di sana, centang ini.",
                )


class TitikForm(PunyaTitik, KelolaForm):
    """Step 5: where the KIM's secretariat stands."""

    lat = KoordinatField(label="Lintang", min_value=-12, max_value=7)
    lon = KoordinatField(label="Bujur", min_value=94, max_value=142)
    yakin = forms.BooleanField(label="Ya, titik ini benar", required=False)

    def __init__(self, *args: Any, wilayah: Wilayah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wilayah = wilayah

    def clean(self) -> dict[str, Any]:
        self.check_point(self, self.cleaned_data)
        return self.cleaned_data


def distance_km(wilayah: Wilayah, lat: float, lon: float) -> float | None:
    """Return the distance from the region's centre, None where that is unknown."""
    if wilayah.lat is None or wilayah.lon is None:
        return None
    a, b = math.radians(lat), math.radians(wilayah.lat)
    h = math.sin((a - b) / 2) ** 2
    h += math.cos(a) * math.cos(b) * math.sin(math.radians(lon - wilayah.lon) / 2) ** 2
    return 2 * BUMI_KM * math.asin(math.sqrt(h))


class GabungForm(KelolaForm):
    """A request to join or, with `klaim`, to take over."""

    jabatan = forms.ChoiceField(label="Jabatan Anda di KIM ini")
    pesan = forms.CharField(
        label="Pesan",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, klaim: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jabatan, pesan = self.fields["jabatan"], self.fields["pesan"]
        if klaim:
            jabatan.choices = OFFICES  # type: ignore[attr-defined]
            jabatan.widget = forms.RadioSelect(choices=OFFICES)
            pesan.required = True
            pesan.help_text = (
                "Bagaimana Admin Diskominfo dapat memastikan bahwa Anda pengurusnya? "
                "Misalnya: nama Anda ada di SK nomor …"
            )
        else:
            jabatan.choices = joinable_offices()  # type: ignore[attr-defined]
            jabatan.initial = Jabatan.ANGGOTA
            pesan.help_text = "Perkenalkan diri Anda kepada pengurus."


def joinable_offices() -> list[tuple[str, str]]:
    """Return the offices one may ask for or be invited to; the chair is only handed over."""
    return [pilihan for pilihan in Jabatan.choices if pilihan[0] != Jabatan.KETUA]


def kim_initial(kim: Kim) -> dict[str, Any]:
    """Return what step 1 shows of a KIM that exists."""
    return {"nama": kim.nama, "wilayah": kim.wilayah, "jenis": kim.jenis}
