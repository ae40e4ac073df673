"""The desk's form for posts that a KIM entrusts to an admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse

from kegiatan.completeness import IncompleteError
from kegiatan.draft_photos import CAPTION_LENGTH
from kegiatan.entrusting import entrust_kegiatan
from kegiatan.forms import NaskahForm
from kegiatan.models import JenisKegiatan, Titipan
from kegiatan.permissions import can_entrust_kegiatan
from kimportal.images.pipeline import Processed, process
from kimportal.private import private_page
from komunitas.kelola.access import files, posted
from komunitas.meja.frame import desk_form
from komunitas.permissions import officer_codes
from komunitas.scope import kim_visible_to, within

ISIAN = ("judul", "cerita", "tanggal", "jenis", "tempat", "jumlah_hadir", "sumber", "izin_foto")
# A product has a price and a seller, for whom the short form has no room.
JENIS = [choice for choice in JenisKegiatan.choices if choice[0] != JenisKegiatan.PRODUK]
MAKS_FOTO = 4


class TitipForm(NaskahForm):
    """The short form of a post, with its photos and where it came from."""

    titipan = forms.ChoiceField(label="Dikirim lewat", choices=Titipan.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name: self.fields[name] for name in ("titipan", *ISIAN)}
        own["jenis"] = forms.ChoiceField(label="Jenis", choices=JENIS, required=False)
        for nomor in range(1, MAKS_FOTO + 1):
            own[f"foto{nomor}"] = forms.FileField(label=f"Foto {nomor}", required=False)
            own[f"keterangan{nomor}"] = forms.CharField(
                label=f"Keterangan foto {nomor}", required=False, max_length=CAPTION_LENGTH
            )
        self.fields = own
        self.photos: list[tuple[Processed, str]] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for nomor in range(1, MAKS_FOTO + 1):
            upload = cleaned.pop(f"foto{nomor}", None)
            keterangan = cleaned.pop(f"keterangan{nomor}", "")
            if upload:
                self._take_photo(f"foto{nomor}", upload, keterangan)
        return cleaned

    def _take_photo(self, name: str, upload: Any, keterangan: str) -> None:
        try:
            self.photos.append((process(upload), keterangan))
        except ValidationError as error:
            self.add_error(name, error)

    def add_missing(self, galat: dict[str, list[str]]) -> None:
        """Put what is missing beside its field."""
        for name, sentences in galat.items():
            self.add_error(name if name in self.fields else "foto1", sentences)


@private_page
def entrust(request: HttpRequest, kim: int) -> HttpResponse:
    """Take a post that the KIM sent by other ways."""
    rows = kim_visible_to(request.user).filter(within(officer_codes(request.user)))
    row = get_object_or_404(rows.exclude(status="draft").select_related("wilayah"), pk=kim)
    if not can_entrust_kegiatan(request.user, row):
        raise PermissionDenied
    form = TitipForm(posted(request), files(request))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ISIAN}
        try:
            naskah = entrust_kegiatan(
                row,
                by=request.user,
                titipan=form.cleaned_data["titipan"],
                values=values,
                photos=form.photos,
            )
        except IncompleteError as error:
            form.add_missing(error.galat)
        else:
            messages.success(request, f"“{naskah}” masuk antrean. Admin lain yang memutuskannya.")
            return redirect("admin:kegiatan_naskah_change", naskah.pk)
    page = reverse("admin:komunitas_kim_change", args=[row.pk])
    return desk_form(
        request,
        f"Titip unggah untuk {row.nama}",
        form=form,
        tombol="Masukkan dan ajukan",
        lead="Untuk kabar yang dikirim KIM lewat WhatsApp, kertas, atau telepon. Kabarnya tetap "
        "milik KIM, pengurusnya diberi tahu, dan admin lain yang memutuskannya. Kalau ada yang "
        "perlu dibetulkan, foto dipilih lagi.",
        batal=page,
        remah=[("KIM", reverse("admin:komunitas_kim_changelist")), (row.nama, page)],
    )


class TitipUnggah:
    """Adds the form's address to the admin of posts."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(entrust)  # type: ignore[attr-defined]
        own = path("titip/<int:kim>/", view, name="kegiatan_naskah_entrust")
        return [own, *super().get_urls()]  # type: ignore[misc]
