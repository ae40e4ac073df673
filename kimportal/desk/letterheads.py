"""The letterhead of a region: which one a report carries, and the one door that changes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction

from kimportal.audit.models import record
from kimportal.desk.models import KopSurat
from kimportal.desk.permissions import can_edit_kop
from kimportal.images.models import Foto
from kimportal.images.storage import store_photo
from kimportal.transitions import NotAllowed
from wilayah.querysets import PANJANG_KODE

MAX_LOGO = 2 * 1024 * 1024


def office_of(kode: str) -> str:
    """Return the region whose dinas reports for `kode`: never below kabupaten/kota."""
    return kode[: PANJANG_KODE[2]]


def letterhead_of(kode: str) -> KopSurat | None:
    """Return the letterhead of the dinas that reports for the region."""
    rows = KopSurat.objects.select_related("logo", "wilayah")
    return rows.filter(wilayah=office_of(kode) or None).first()


class KopForm(forms.ModelForm):
    """The lines of the letterhead, and a logo that the photo pipeline makes anew."""

    berkas_logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="Boleh dikosongkan. JPEG, PNG, atau WebP, paling besar 2 MB.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    hapus_logo = forms.BooleanField(label="Hapus logo", required=False)

    class Meta:
        model = KopSurat
        fields = ["pemerintah", "dinas", "alamat", "kontak"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.foto: Foto | None = None
        if self.instance.logo_id is None:
            del self.fields["hapus_logo"]

    def clean_berkas_logo(self) -> Any:
        upload = self.cleaned_data["berkas_logo"]
        if upload:
            # A file that is refused raises a ValidationError itself.
            self.foto = store_photo(upload, max_bytes=MAX_LOGO)
        return upload


@transaction.atomic
def save_letterhead(form: KopForm, *, by: Any) -> KopSurat:
    """Keep a letterhead that was filled in."""
    kop: KopSurat = form.instance
    if not can_edit_kop(by, kop):
        raise NotAllowed
    if kop.pk:
        KopSurat.objects.select_for_update().get(pk=kop.pk)
    if form.foto is not None or form.cleaned_data.get("hapus_logo"):
        kop.logo = form.foto
    kop.save()
    record(by=by, verb="change_kop", obj=kop, wilayah_kode=kop.wilayah_id or "")
    return kop
