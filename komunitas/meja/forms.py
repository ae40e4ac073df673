"""Forms of the desk about people and KIM."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.accounts.phones import phone_or_none
from komunitas.decrees import clean_sk_file
from komunitas.kelola.forms import KelolaForm, tanggal_field
from komunitas.models import Kim, Peran
from komunitas.officer_permissions import can_assign_in
from komunitas.scope import kim_mergeable_by
from wilayah.forms import WilayahField
from wilayah.models import Wilayah

BUKAN_WILAYAH_ANDA = "Pilih wilayah yang menjadi tugas Anda, atau yang ada di dalamnya."


def region_field(label: str, *, tingkat: int | None = None, **options: Any) -> WilayahField:
    """Return a field that takes a region's name or code as text."""
    field = WilayahField(tingkat=tingkat, label=label, **options)
    # The step-by-step choice leads through public pages and away from the desk.
    field.widget.steps = False
    return field


def reason_field(label: str = "Alasan", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class PenugasanForm(KelolaForm):
    """One assignment, for somebody who has an account already."""

    akun = forms.CharField(
        label="Surel atau nomor telepon",
        max_length=254,
        help_text="Yang dipakai orangnya untuk masuk. Ia harus sudah punya akun.",
    )
    peran = forms.ChoiceField(
        label="Peran",
        choices=Peran.choices,
        help_text="Admin memeriksa dan memutuskan; pemantau hanya membaca.",
    )
    wilayah = region_field(
        "Wilayah", required=False, help_text="Nama atau kode, misalnya Mariso atau 73.71.01."
    )
    mulai = tanggal_field("Mulai")
    selesai = tanggal_field(
        "Sampai", required=False, help_text="Kosongkan kalau tidak ada batasnya."
    )
    surat = forms.CharField(label="Nomor surat tugas", max_length=100)
    tanggal_surat = tanggal_field("Tanggal surat tugas")
    berkas = forms.FileField(
        label="Berkas surat tugas",
        required=False,
        help_text="PDF atau foto, paling besar 10 MB. Hanya admin wilayah ini yang dapat "
        "mengunduhnya.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
        max_length=250,
    )

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna
        self.fields["mulai"].initial = timezone.localdate()

    def clean_akun(self) -> Pengguna:
        text = self.cleaned_data["akun"].strip()
        telepon = phone_or_none(text)
        akun = Pengguna.objects.filter(
            **({"telepon": telepon} if telepon else {"email": text.lower()})
        ).first()
        if akun is None:
            raise ValidationError(
                "Belum ada akun dengan surel atau nomor itu. Minta orangnya mendaftar dulu di "
                "/akun/daftar/."
            )
        return akun

    def clean_wilayah(self) -> Wilayah | None:
        wilayah: Wilayah | None = self.cleaned_data["wilayah"]
        if not can_assign_in(self.pengguna, wilayah):
            raise ValidationError(BUKAN_WILAYAH_ANDA)
        if wilayah and wilayah.berakhir_pada:
            raise ValidationError(
                f"{wilayah.sebutan} tidak berlaku lagi. Pilih wilayah penggantinya."
            )
        return wilayah

    def clean_tanggal_surat(self) -> Any:
        if self.cleaned_data["tanggal_surat"] > timezone.localdate():
            raise ValidationError("Tanggal surat tidak boleh sesudah hari ini.")
        return self.cleaned_data["tanggal_surat"]

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        return clean_sk_file(berkas) if berkas else None


class AlasanForm(KelolaForm):
    """An act on a person's account, with its reason."""

    alasan = reason_field(help_text="Tercatat. Tulis seperlunya, tanpa keterangan pribadi.")


class GabungForm(KelolaForm):
    """Which KIM is kept; `pasti` comes with the page that tells what will move."""

    nomor = forms.CharField(
        label="Nomor KIM yang dipertahankan",
        max_length=12,
        help_text="Nomor dan alamat halaman KIM inilah yang tetap dipakai.",
    )
    alasan = reason_field(help_text="Pengurus kedua KIM membacanya.")
    pasti = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kim: Kim, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kim, self.pengguna = kim, pengguna

    def clean_nomor(self) -> Kim:
        rows = kim_mergeable_by(self.pengguna).exclude(pk=self.kim.pk).select_related("wilayah")
        kept = rows.filter(nomor=self.cleaned_data["nomor"].strip()).first()
        if kept is None:
            raise ValidationError("Tidak ada KIM dengan nomor itu di wilayah Anda.")
        return kept


class PindahForm(KelolaForm):
    """To which village a KIM moves."""

    wilayah = region_field(
        "Desa/kelurahan baru", tingkat=4, help_text="Nama atau kode, misalnya 73.71.01.1006."
    )
    alasan = reason_field(help_text="Misalnya: pemekaran desa, Perda nomor 3 tahun 2026.")

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna

    def clean_wilayah(self) -> Wilayah:
        wilayah: Wilayah = self.cleaned_data["wilayah"]
        if not can_assign_in(self.pengguna, wilayah):
            raise ValidationError(
                "Desa itu di luar wilayah Anda. Mintalah admin di atasnya memindahkan KIM ini."
            )
        return wilayah
