"""What the writing page shows, and what a sent one says: the parts of `write_pages`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kegiatan.completeness import Galat
from kegiatan.draft_photos import CAPTION_LENGTH, MAX_PHOTOS
from kegiatan.forms import NaskahForm, form_data
from kegiatan.kelola.stash import writer_token
from kegiatan.models import Adinda, JenisKegiatan, Naskah
from kegiatan.plain import to_plain
from kimportal.template_tags import ZONA_WAKTU
from komunitas.models import Kim
from komunitas.permissions import is_pengurus

MAIN_FIELDS = ("judul", "cerita", "tanggal", "izin_foto")
# Errors of the photos stand in the photo part, not beside a field of the form.
PHOTO = "foto"


@dataclass
class Writing:
    """One rendering of the writing page."""

    kim: Kim
    naskah: Naskah | None
    form: NaskahForm
    versi: int
    uuid: UUID
    galat_foto: dict[str, str] = field(default_factory=dict)
    """Sentences beside photos: by uuid, "baru" for the new one, "semua" for all."""
    keterangan: dict[str, str] = field(default_factory=dict)
    """Captions and alternative texts that were typed but not taken, by field name."""
    konteks: dict[str, Any] = field(default_factory=dict)


def blank_data(kim: Kim) -> dict[str, Any]:
    """Return the data of an empty form, pre-filled from the KIM."""
    zone = ZONA_WAKTU[kim.wilayah.zona][0]
    return {
        "jenis": JenisKegiatan.BERITA,
        "tanggal": timezone.now().astimezone(zone).date(),
        "wilayah": kim.wilayah_id,
        "bidang": list(kim.bidang.values_list("pk", flat=True)),
        "adinda": [Adinda.DISEMINASI],
    }


def blank_writing(kim: Kim, *, data: Any = None, uuid: UUID | None = None) -> Writing:
    """Return the page for a new post, with what was typed if anything was."""
    form = NaskahForm(blank_data(kim) if data is None else data)
    return Writing(kim=kim, naskah=None, form=form, versi=0, uuid=uuid or uuid4())


def writing_of(naskah: Naskah, *, data: Any = None, versi: int | None = None) -> Writing:
    """Return the page for a draft, with what was typed if anything was."""
    form = NaskahForm(form_data(naskah) if data is None else data, naskah=naskah)
    return Writing(
        kim=naskah.kegiatan.kim,
        naskah=naskah,
        form=form,
        versi=naskah.versi if versi is None else versi,
        uuid=naskah.kegiatan.uuid,
    )


def add_missing(writing: Writing, galat: Galat) -> None:
    """Put the sentences on what is missing beside the fields."""
    for name, sentences in galat.items():
        if name == PHOTO:
            writing.galat_foto["semua"] = sentences[0]
        elif name not in writing.form.errors:
            writing.form.add_error(name, sentences)


def show(request: HttpRequest, writing: Writing, *, status: int = 200) -> HttpResponse:
    """Render the writing page."""
    form, naskah = writing.form, writing.naskah
    form.fields["wilayah"].widget.steps = False
    rows = list(naskah.daftar_foto.select_related("foto")) if naskah else []
    more = [form[name] for name in form.fields if name not in MAIN_FIELDS]
    konteks = {
        "tulisan": writing,
        "naskah": naskah,
        "kim": writing.kim,
        "form": form,
        "isian_lain": more,
        "ada_galat_lain": any(row.errors for row in more),
        "daftar_foto": [_photo_row(row, writing) for row in rows],
        "foto_penuh": len(rows) >= MAX_PHOTOS,
        "batas_keterangan": CAPTION_LENGTH,
        "untuk": writer_token(request.user),
        "uuid_foto": uuid4(),
        "is_pengurus": is_pengurus(request.user, writing.kim),
        "remah": [
            {"nama": "Kelola KIM", "url": "/kelola/"},
            {"nama": "Kabar", "url": "/kelola/kegiatan/"},
            {"nama": str(naskah) if naskah else "Tulis kabar"},
        ],
    }
    return render(request, "kegiatan/kelola/tulis.html", konteks | writing.konteks, status=status)


def _photo_row(row: Any, writing: Writing) -> dict[str, Any]:
    key = str(row.uuid)
    return {
        "baris": row,
        "keterangan": writing.keterangan.get(f"keterangan-{key}", row.keterangan),
        "alt": writing.keterangan.get(f"alt-{key}", row.alt),
        "galat": writing.galat_foto.get(key, ""),
    }


def stored_text(naskah: Naskah) -> str:
    """Return the story that is stored, for the page that shows two texts."""
    return to_plain(naskah.isi)
