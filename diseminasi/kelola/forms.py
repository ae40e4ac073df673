"""The report "sudah kami sebarkan", for KIM and for admins who write it down for them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from diseminasi.models import InfoPemerintah, Kanal, Penyebar, Ralat
from diseminasi.permissions import can_record_relay
from diseminasi.scope import kim_relaying_for
from kegiatan.models import Titipan
from kimportal.images.pipeline import Processed, process
from komunitas.kelola.forms import KelolaForm, tanggal_field
from komunitas.meja.forms import BUKAN_WILAYAH_ANDA, region_field
from komunitas.models import Kim
from wilayah.forms import WilayahField
from wilayah.models import Wilayah

BANYAK = 100_000
DETAIL = ("tempat", "perkiraan_orang", "tanggal", "wilayah", "foto")


class PenyebaranForm(KelolaForm):
    """What was done, by which way, where; the key makes sending it twice count once."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    ralat = forms.ModelChoiceField(
        queryset=Ralat.objects.none(), required=False, widget=forms.HiddenInput
    )
    kanal = forms.ChoiceField(
        label="Lewat apa?",
        choices=Kanal.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih lewat apa info disebarkan."},
    )
    tempat = forms.CharField(
        label="Di mana?", max_length=150, required=False, help_text="Misalnya Masjid Nurul Iman."
    )
    perkiraan_orang = forms.IntegerField(
        label="Kira-kira berapa orang?",
        min_value=1,
        max_value=BANYAK,
        required=False,
        help_text="Perkiraan saja. Tidak dijumlahkan sebagai “orang terjangkau”.",
    )
    tanggal = tanggal_field("Tanggal")
    wilayah = WilayahField(tingkat=4, label="Desa/kelurahan tempat disebarkan")
    foto = forms.FileField(
        label="Foto (kalau ada)",
        required=False,
        help_text="Hanya dilihat KIM Anda dan Admin Diskominfo.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, info: InfoPemerintah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ralat: Any = self.fields["ralat"]
        ralat.queryset = Ralat.objects.filter(info=info)
        newest = info.daftar_ralat.order_by("-nomor").first()
        self.fields["ralat"].initial = newest.pk if newest else None
        self.fields["uuid"].initial = uuid4
        self.fields["tanggal"].initial = timezone.localdate

    def clean_foto(self) -> Processed | None:
        upload = self.cleaned_data["foto"]
        return process(upload) if upload else None

    @property
    def detail(self) -> list[forms.BoundField]:
        """The fields that may be left as they are."""
        return [self[name] for name in DETAIL if name in self.fields]

    @property
    def is_detail_faulty(self) -> bool:
        return any(name in self.errors for name in DETAIL)


class LaporForm(PenyebaranForm):
    """A report by somebody of the KIM itself."""

    kim = forms.ModelChoiceField(queryset=Kim.objects.none(), label="KIM", empty_label=None)

    def __init__(self, *args: Any, pengguna: Any, kims: list[Kim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kim: Any = self.fields["kim"]
        kim.queryset = kim_relaying_for(pengguna).filter(pk__in=[one.pk for one in kims])
        kim.initial = kims[0].pk
        self.fields["wilayah"].initial = kims[0].wilayah_id
        if len(kims) == 1:
            kim.widget = forms.HiddenInput()


class CatatForm(PenyebaranForm):
    """A report that an admin writes down for those who told it by other ways."""

    titipan = forms.ChoiceField(label="Dikabarkan lewat", choices=Titipan.choices)
    penyebar = forms.ChoiceField(label="Disebarkan oleh", choices=Penyebar.choices)
    wilayah = region_field("Desa/kelurahan", tingkat=4)
    nomor = forms.CharField(
        label="Nomor KIM",
        required=False,
        max_length=12,
        help_text="Hanya kalau di desa itu ada lebih dari satu KIM.",
    )
    field_order = ("titipan", "penyebar", "wilayah", "nomor", "kanal", *DETAIL)

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna
        del self.fields["foto"]

    def clean_wilayah(self) -> Wilayah:
        wilayah: Wilayah = self.cleaned_data["wilayah"]
        if not can_record_relay(self.pengguna, wilayah):
            raise ValidationError(BUKAN_WILAYAH_ANDA)
        return wilayah

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        penyebar, nomor = cleaned.pop("penyebar", None), cleaned.pop("nomor", "")
        cleaned["kim"] = None
        if penyebar == Penyebar.KIM and (wilayah := cleaned.get("wilayah")):
            cleaned["kim"] = self._find_kim(wilayah, nomor)
        return cleaned

    def _find_kim(self, wilayah: Wilayah, nomor: str) -> Kim | None:
        found = list(Kim.objects.published().filter(wilayah=wilayah)[:20])
        if nomor:
            found = [kim for kim in found if kim.nomor == nomor]
        if len(found) == 1:
            return found[0]
        numbers = ", ".join(f"{kim.nama} ({kim.nomor})" for kim in found)
        sentence = (
            f"Ada beberapa KIM di sini. Tulis nomornya: {numbers}."
            if found
            else "Tidak ada KIM terverifikasi yang cocok di desa ini."
        )
        self.add_error("nomor", sentence)
        return None
