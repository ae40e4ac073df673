"""Forms of the desk about Info Pemerintah."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils import timezone

from diseminasi.attachments import MAX_BYTES
from diseminasi.models import BentukTeks, InfoPemerintah, Urgensi
from diseminasi.permissions import can_target
from diseminasi.texts import Teks, for_sms, measure
from komunitas.decrees import clean_document
from komunitas.kelola.forms import KelolaForm, tanggal_field
from komunitas.meja.forms import BUKAN_WILAYAH_ANDA, reason_field, region_field
from komunitas.models import Bidang
from komunitas.permissions import NASIONAL, admin_codes
from wilayah.models import Wilayah

SATU_KALIMAT = "Kalimat pendek dan kata sehari-hari. KIM membacakannya apa adanya."


def _text(label: str, *, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def bidang_field(label: str, help_text: str = "") -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        queryset=Bidang.objects.all(),
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class IsiForm(KelolaForm):
    """What a message says that a correction may also change."""

    judul = forms.CharField(
        label="Judul", max_length=150, help_text="Apa, untuk siapa. Misalnya “Vaksin sapi gratis”."
    )
    isi = _text("Isi pesan", rows=8, max_length=5000, help_text=SATU_KALIMAT)
    tindakan = _text(
        "Yang perlu dilakukan warga",
        rows=4,
        max_length=2000,
        required=False,
        help_text="Satu langkah per baris: apa, di mana, kapan, bawa apa.",
    )
    sumber = forms.CharField(
        label="Sumber", max_length=200, help_text="Instansi atau surat yang menjadi dasarnya."
    )
    alamat_sumber = forms.URLField(label="Alamat sumber", required=False, assume_scheme="https")
    berlaku_sampai = tanggal_field(
        "Berlaku sampai", required=False, help_text="Kosongkan kalau tidak ada batasnya."
    )

    def clean_berlaku_sampai(self) -> date | None:
        day: date | None = self.cleaned_data["berlaku_sampai"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Tanggal ini sudah lewat.")
        return day


class InfoForm(IsiForm):
    """A message as it is written."""

    urgensi = forms.ChoiceField(label="Urgensi", choices=Urgensi.choices)
    program = forms.CharField(label="Program", max_length=120, required=False)
    berlaku_mulai = tanggal_field("Berlaku mulai")
    bidang = bidang_field("Tentang bidang")
    field_order = (
        *("penerbit", "judul", "isi", "tindakan", "sumber", "alamat_sumber", "program"),
        *("urgensi", "berlaku_mulai", "berlaku_sampai", "bidang"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berlaku_mulai"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        mulai, sampai = cleaned.get("berlaku_mulai"), cleaned.get("berlaku_sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("berlaku_sampai", "Tanggal akhir lebih awal daripada tanggal mulai.")
        return cleaned


class PenerbitForm(KelolaForm):
    """In the name of which of the writer's regions."""

    penerbit = forms.ChoiceField(label="Atas nama")

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = admin_codes(pengguna)
        names = {w.kode: w.sebutan for w in Wilayah.objects.filter(kode__in=codes)}
        choices = [(kode, names.get(kode, "Pemerintah pusat")) for kode in dict.fromkeys(codes)]
        self.fields["penerbit"].choices = choices  # type: ignore[attr-defined]
        # The nation's code is empty, which is an answer here.
        self.fields["penerbit"].required = NASIONAL not in codes

    def clean_penerbit(self) -> Wilayah | None:
        kode = self.cleaned_data["penerbit"]
        return Wilayah.objects.get(kode=kode) if kode else None


class InfoBaruForm(PenerbitForm, InfoForm):
    """A new message, in the name of one of the writer's regions."""


class SasaranForm(KelolaForm):
    """One more region that the message is for."""

    wilayah = region_field("Tambah wilayah", help_text="Nama atau kode, misalnya Gowa atau 73.06.")

    def __init__(self, *args: Any, pengguna: Any, info: InfoPemerintah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna, self.info = pengguna, info

    def clean_wilayah(self) -> Wilayah:
        wilayah: Wilayah = self.cleaned_data["wilayah"]
        if not can_target(self.pengguna, wilayah):
            raise forms.ValidationError(BUKAN_WILAYAH_ANDA)
        if not wilayah.kode.startswith(self.info.wilayah_id or NASIONAL):
            raise forms.ValidationError(
                f"Info ini atas nama {self.info.nama_penerbit}: pilih wilayah di dalamnya."
            )
        return wilayah


class BidangForm(KelolaForm):
    """Which KIM of the sasaran the message is for."""

    bidang = bidang_field("Hanya KIM berbidang", "Kosongkan untuk semua KIM di sasaran.")


class RalatForm(IsiForm):
    """A correction: the mended text and what was wrong."""

    penjelasan = reason_field(
        "Apa yang keliru, dan yang benar",
        "Tampil di halaman info dan dikirim ke semua KIM yang sudah menyebarkannya.",
    )
    field_order = ("penjelasan",)


class TeksForm(KelolaForm):
    """The ready texts, one field each; an empty one becomes the portal's own again."""

    def __init__(self, *args: Any, teks: list[Teks], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teks = {one.kunci: one for one in teks}
        for one in teks:
            self.fields[one.kunci] = _text(
                one.nama, rows=4 if one.kunci == BentukTeks.SMS else 10, required=False
            )
            self.fields[one.kunci].initial = one.badan
            self.fields[one.kunci].widget.attrs |= {
                "data-batas": one.batas,
                "data-satuan": one.satuan,
            }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, one in self.teks.items():
            # Browsers send two signs for the end of a line.
            words = cleaned.get(name, "").replace("\r\n", "\n")
            cleaned[name] = words = for_sms(words) if name == BentukTeks.SMS else words
            if (length := measure(name, words)) > one.batas:
                self.add_error(
                    name, f"Terlalu panjang: {length} {one.satuan}. Paling banyak {one.batas}."
                )
        return cleaned

    @property
    def rows(self) -> list[tuple[forms.BoundField, Teks]]:
        """Each field with what is known of its text."""
        return [(self[name], one) for name, one in self.teks.items()]


class LampiranForm(KelolaForm):
    """One more attachment."""

    judul = forms.CharField(
        label="Nama lampiran", max_length=100, help_text="Misalnya “Jadwal vaksin per desa”."
    )
    berkas = forms.FileField(
        label="Berkas",
        help_text="PDF, JPEG, atau PNG, paling besar 5 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )

    def clean_berkas(self) -> ContentFile:
        return clean_document(self.cleaned_data["berkas"], nama="lampiran", max_bytes=MAX_BYTES)
