"""The photo part of the writing form: captions, order, removal, and one new photo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from kegiatan.draft_photos import (
    CAPTION_LENGTH,
    add_photo,
    change_photo,
    move_photo,
    remove_photo,
)
from kegiatan.models import Kegiatan, Naskah
from kimportal.storages import StoreError
from kimportal.transitions import TransitionError

# Sentences by the photo's key; "baru" for the new one.
PhotoErrors = dict[str, str]
STORE_DOWN = (
    "Foto belum bisa disimpan: penyimpanan portal sedang penuh atau terganggu. Tulisan Anda "
    "sudah tersimpan. Pilih lagi fotonya beberapa menit lagi."
)
STEPS = {"naik": -1, "turun": 1}


def apply_photos(request: HttpRequest, kegiatan: Kegiatan) -> PhotoErrors:
    """Do what the form says about photos; return what could not be done, in sentences."""
    errors = _captions(request, kegiatan)
    verb, _, key = request.POST.get("aksi", "").partition(":")
    uuid = _uuid(key)
    if verb in STEPS and uuid:
        move_photo(kegiatan, uuid=uuid, step=STEPS[verb], by=request.user)
    elif verb == "hapus-foto" and uuid:
        remove_photo(kegiatan, uuid=uuid, by=request.user)
    return errors | _new_photos(request, kegiatan)


def _captions(request: HttpRequest, kegiatan: Kegiatan) -> PhotoErrors:
    errors: PhotoErrors = {}
    rows = Naskah.objects.filter(kegiatan=kegiatan).latest("pk").daftar_foto.all()
    for row in rows:
        texts = _texts(request, str(row.uuid))
        if any(len(text) > CAPTION_LENGTH for text in texts.values()):
            errors[str(row.uuid)] = f"Paling panjang {CAPTION_LENGTH} huruf. Pendekkan sedikit."
        else:
            change_photo(kegiatan, uuid=row.uuid, by=request.user, **texts)
    return errors


def _texts(request: HttpRequest, key: str) -> dict[str, str]:
    """Return caption and alternative text that were sent for a photo, each in one line."""
    sent: dict[str, str] = {}
    for name in ("keterangan", "alt"):
        if (text := request.POST.get(f"{name}-{key}")) is not None:
            sent[name] = " ".join(text.replace("\0", "").split())
    return sent


def _new_photos(request: HttpRequest, kegiatan: Kegiatan) -> PhotoErrors:
    upload: Any = request.FILES.get("foto_baru")
    texts = _texts(request, "baru")
    if upload is None:
        return {}
    if any(len(text) > CAPTION_LENGTH for text in texts.values()):
        return {"baru": f"Keterangan paling panjang {CAPTION_LENGTH} huruf. Pilih lagi fotonya."}
    try:
        uuid = _uuid(request.POST.get("uuid_foto", ""))
        add_photo(kegiatan, upload, by=request.user, uuid=uuid, **texts)
    except TransitionError as refusal:
        return {"baru": str(refusal)}
    except ValidationError as refusal:
        return {"baru": " ".join(refusal.messages)}
    except StoreError:
        return {"baru": STORE_DOWN}
    return {}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
