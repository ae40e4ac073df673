"""Forms about members, invitations, and the profile of a KIM that stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from kimportal.accounts.phones import normalise_phone
from kimportal.images.pipeline import Processed, process
from komunitas.kelola.forms import (
    KelolaForm,
    KoordinatField,
    PlainSentences,
    PunyaTitik,
    joinable_offices,
    tanggal_field,
)
from komunitas.models import Jabatan, Keanggotaan, Kim
from komunitas.profile import TERUBAH
from wilayah.forms import WilayahField

TELEPON = {"inputmode": "tel", "autocomplete": "off"}


class TeleponField(forms.CharField):
    """A phone number as people write it; gives `62…`, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", **TELEPON}))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return normalise_phone(text) if text else ""


class AnggotaForm(KelolaForm):
    """One listed member."""

    nama = forms.CharField(label="Nama", max_length=150)
    jabatan = forms.ChoiceField(label="Jabatan", choices=Jabatan.choices, initial=Jabatan.ANGGOTA)
    telepon = TeleponField(
        label="Nomor telepon",
        required=False,
        help_text="Hanya pengurus yang melihatnya.",
    )
    mulai = tanggal_field("Menjabat sejak")
    selesai = tanggal_field("Sampai", required=False, help_text="Kosongkan kalau belum ditentukan.")
    tampil_publik = forms.BooleanField(
        label="Orangnya setuju namanya tampil di halaman umum KIM", required=False
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        mulai, selesai = data.get("mulai"), data.get("selesai")
        if mulai and mulai > timezone.localdate():
            self.add_error("mulai", "Tanggal mulai tidak boleh sesudah hari ini.")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", "Tanggal ini lebih awal daripada tanggal mulai.")
        if data.get("jabatan") == Jabatan.KETUA and selesai:
            self.add_error("selesai", "Untuk ketua, kosongkan: jabatannya lewat serah terima.")
        return data


class NomorForm(KelolaForm):
    """The phone number with which a new account signs in."""

    telepon = TeleponField(
        label="Nomor telepon orangnya",
        help_text="Dipakai untuk masuk. Pastikan nomornya benar dan dipakai orang ini sendiri.",
    )


class AnggotaChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.nama} – {obj.get_jabatan_display()}"


class SerahTerimaForm(KelolaForm):
    """Who takes the chair, and what becomes of the old ketua."""

    anggota = AnggotaChoiceField(
        queryset=Keanggotaan.objects.none(),
        label="Ketua yang baru",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Pilih ketua yang baru."},
    )
    lanjut = forms.ChoiceField(
        label="Ketua yang lama",
        choices=[("anggota", "Tetap di KIM sebagai anggota"), ("keluar", "Keluar dari KIM")],
        widget=forms.RadioSelect,
        initial="anggota",
    )

    def __init__(self, *args: Any, anggota: QuerySet[Keanggotaan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anggota"].queryset = anggota  # type: ignore[attr-defined]


class PutusanForm(KelolaForm):
    """A decision on who wants to join."""

    # Only one of the two buttons asks for it; its label says which.
    bersyarat = ("alasan",)
    keanggotaan = AnggotaChoiceField(
        queryset=Keanggotaan.objects.none(),
        label="Apakah orang ini sudah ada di daftar anggota?",
        help_text="Kalau ya, pilih namanya supaya tidak tercatat dua kali.",
        required=False,
        empty_label="Belum ada di daftar",
    )
    alasan = forms.CharField(
        label="Alasan (wajib kalau ditolak)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, anggota: QuerySet[Keanggotaan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keanggotaan"].queryset = anggota  # type: ignore[attr-defined]


class UndanganForm(KelolaForm):
    """An invitation: for which office, for how many."""

    jabatan = forms.ChoiceField(label="Sebagai", choices=joinable_offices, initial=Jabatan.ANGGOTA)
    maks_pakai = forms.IntegerField(
        label="Untuk berapa orang",
        min_value=1,
        max_value=50,
        initial=1,
        help_text="Undangan sekretaris hanya untuk satu orang.",
    )


class PerubahanForm(KelolaForm):
    """Name and village of a verified KIM; its SK is a form of its own beside this one."""

    nama = forms.CharField(label="Nama KIM", max_length=120, min_length=5)
    wilayah = WilayahField(tingkat=4, label="Desa atau kelurahan")
    pesan = forms.CharField(
        label="Keterangan untuk Admin Diskominfo",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_nama(self) -> str:
        return " ".join(self.cleaned_data["nama"].split())


def _url_field(label: str) -> forms.URLField:
    return forms.URLField(
        label=label,
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://…"}),
    )


class ProfilForm(PunyaTitik, PlainSentences, forms.ModelForm):
    """What the pengurus change at once."""

    lat = KoordinatField(label="Lintang", min_value=-12, max_value=7)
    lon = KoordinatField(label="Bujur", min_value=94, max_value=142)
    yakin = forms.BooleanField(label="Ya, titik ini benar", required=False)
    whatsapp = TeleponField(
        label="WhatsApp untuk warga",
        required=False,
        help_text="Tampil untuk umum, di tombol “Tanya KIM”.",
    )
    situs = _url_field("Situs")
    facebook = _url_field("Facebook")
    instagram = _url_field("Instagram")
    youtube = _url_field("YouTube")
    tiktok = _url_field("TikTok")
    logo_baru = forms.FileField(
        label="Logo",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="Paling baik persegi.",
    )
    logo_hapus = forms.BooleanField(label="Hapus logo", required=False)
    sampul_baru = forms.FileField(
        label="Foto sampul",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="Foto lebar di atas halaman KIM.",
    )
    sampul_hapus = forms.BooleanField(label="Hapus foto sampul", required=False)

    class Meta:
        model = Kim
        fields = [*TERUBAH, "bidang"]
        widgets = {
            "bidang": forms.CheckboxSelectMultiple,
            "visi": forms.Textarea(attrs={"rows": 3}),
            "potensi": forms.Textarea(attrs={"rows": 6}),
            "prestasi": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wilayah = self.instance.wilayah

    def clean_tahun_berdiri(self) -> int | None:
        tahun = self.cleaned_data["tahun_berdiri"]
        if tahun and not 1970 <= tahun <= timezone.localdate().year:
            raise forms.ValidationError("Tulis tahun empat angka, misalnya 2019.")
        return int(tahun) if tahun else None

    def clean_logo_baru(self) -> Processed | None:
        return _photo(self.cleaned_data["logo_baru"])

    def clean_sampul_baru(self) -> Processed | None:
        return _photo(self.cleaned_data["sampul_baru"])

    def clean_whatsapp(self) -> str:
        nomor = str(self.cleaned_data["whatsapp"])
        if nomor and not 10 <= len(nomor) <= 15:
            raise forms.ValidationError("Nomor ini terlalu pendek atau terlalu panjang.")
        return nomor

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.check_point(self, data)
        return data

    @property
    def photos(self) -> dict[str, Any]:
        """Return what is to become of logo and cover, only what changes."""
        berubah: dict[str, Any] = {}
        for name in ("logo", "sampul"):
            if baru := self.cleaned_data.get(f"{name}_baru"):
                berubah[name] = baru
            elif self.cleaned_data.get(f"{name}_hapus"):
                berubah[name] = None
        return berubah


def _photo(upload: Any) -> Processed | None:
    """Run an upload through the photo pipeline; its refusals are sentences for people."""
    return process(upload) if upload else None
