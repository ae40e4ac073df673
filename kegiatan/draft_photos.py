"""The photos of a draft: adding, captioning, ordering, removing."""

from __future__ import annotations

from typing import IO, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from kegiatan.current import open_for_writing
from kegiatan.late_photos import develop_photo_task
from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kegiatan.photos import forget_photos
from kimportal.images.models import Foto
from kimportal.images.storage import take_photo
from kimportal.transitions import TransitionError

MAX_PHOTOS = 10
FULL = f"Satu kabar paling banyak {MAX_PHOTOS} foto. Hapus satu foto dulu."
CAPTION_LENGTH = 250


def add_photo(
    kegiatan: Kegiatan, upload: IO[bytes], *, by: Any, uuid: UUID | None = None, **texts: Any
) -> FotoNaskah:
    """Put a photo at the end of the draft (or at `urutan`); the same `uuid` only once.

    Raises PhotoError when the file is no photo, TransitionError when there are too many.
    """
    uuid = uuid or uuid4()
    with transaction.atomic():
        naskah = open_for_writing(kegiatan, by=by)
        known = naskah.daftar_foto.select_related("foto").filter(uuid=uuid).first()
        if known is not None:
            return known
        require_room(naskah)
        if FotoNaskah.objects.filter(uuid=uuid).exists():
            # The key belongs to a photo of another version; this one gets its own.
            uuid = uuid4()
    # Outside of the lock: without a worker it takes a second or two.
    foto = take_photo(upload)
    return place_photo(kegiatan, foto, by=by, uuid=uuid, **texts)


def require_room(naskah: Naskah) -> None:
    """Raise TransitionError when the version has as many photos as it may have."""
    if naskah.daftar_foto.count() >= MAX_PHOTOS:
        raise TransitionError(FULL)


def place_photo(kegiatan: Kegiatan, foto: Foto, *, by: Any, uuid: UUID, **texts: Any) -> FotoNaskah:
    """Show a stored photo in the draft; one that finds no place there is not kept at all."""
    try:
        row = _place(kegiatan, foto, by=by, uuid=uuid, **texts)
    except Exception:
        forget_photos([foto])
        raise
    if row.foto_id != foto.pk:
        # The same sending, at the same moment, was quicker.
        forget_photos([foto])
    elif not foto.is_ready:
        transaction.on_commit(lambda: develop_photo_task.delay(foto.pk))
    return row


@transaction.atomic
def _place(
    kegiatan: Kegiatan,
    foto: Foto,
    *,
    by: Any,
    uuid: UUID,
    keterangan: str = "",
    alt: str = "",
    urutan: int | None = None,
) -> FotoNaskah:
    naskah = open_for_writing(kegiatan, by=by)
    known = naskah.daftar_foto.select_related("foto").filter(uuid=uuid).first()
    if known is not None:
        return known
    require_room(naskah)
    last = naskah.daftar_foto.aggregate(last=Max("urutan"))["last"]
    return FotoNaskah.objects.create(
        naskah=naskah,
        foto=foto,
        uuid=uuid,
        keterangan=keterangan,
        alt=alt,
        urutan=urutan if urutan is not None else (0 if last is None else last + 1),
    )


@transaction.atomic
def change_photo(kegiatan: Kegiatan, *, uuid: UUID, by: Any, **texts: Any) -> FotoNaskah:
    """Change caption, alternative text or place of a photo; only what is named changes."""
    naskah = open_for_writing(kegiatan, by=by)
    row = naskah.daftar_foto.select_related("foto").get(uuid=uuid)
    changed = {name: value for name, value in texts.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
    return row


@transaction.atomic
def move_photo(kegiatan: Kegiatan, *, uuid: UUID, step: int, by: Any) -> None:
    """Move a photo one place up (-1) or down (1); at the end it stays where it is."""
    naskah = open_for_writing(kegiatan, by=by)
    rows = list(naskah.daftar_foto.all())
    at = next((n for n, row in enumerate(rows) if row.uuid == uuid), None)
    if at is None or not 0 <= at + step < len(rows):
        return
    rows[at], rows[at + step] = rows[at + step], rows[at]
    for urutan, row in enumerate(rows):
        row.urutan = urutan
    FotoNaskah.objects.bulk_update(rows, ["urutan"])


@transaction.atomic
def remove_photo(kegiatan: Kegiatan, *, uuid: UUID, by: Any) -> None:
    """Take a photo out of the draft; of a text never handed in the file goes too."""
    naskah = open_for_writing(kegiatan, by=by)
    row = naskah.daftar_foto.select_related("foto").filter(uuid=uuid).first()
    if row is None:
        return
    row.delete()
    if naskah.submitted_at is None and naskah.diserahkan_at is None:
        forget_photos([row.foto])
