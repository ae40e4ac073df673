"""Photos that arrive in pieces and go on after a dropout where they stopped.

The pieces lie in the private store, one file each, named by their offset; a photo comes
into being only when the last one is there, through the one photo pipeline.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from kegiatan.current import open_for_writing
from kegiatan.draft_photos import place_photo, require_room
from kegiatan.models import FotoNaskah, Kegiatan, Naskah, UnggahanFoto
from kimportal.images.errors import PhotoError
from kimportal.images.pipeline import MAX_BYTES
from kimportal.images.storage import take_photo
from kimportal.transitions import TransitionError

MAX_PIECE = 512 * 1024
KEPT = timedelta(days=7)
# As many at once as a post has photos; more is no photo reporter at work.
MAX_OPEN = 10
# The same for all posts of one author together, so that nobody fills the store.
MAX_OPEN_OF_AUTHOR = 30


class OffsetError(Exception):
    """A piece that does not continue what has arrived; `diterima` says where to go on."""

    def __init__(self, diterima: int) -> None:
        super().__init__(f"Lanjutkan dari byte {diterima}.")
        self.diterima = diterima


@transaction.atomic
def begin_upload(
    kegiatan: Kegiatan, *, uuid: UUID, ukuran: int, by: Any, **texts: Any
) -> UnggahanFoto | FotoNaskah:
    """Announce a photo; return the upload, or the photo when it has arrived already."""
    naskah = open_for_writing(kegiatan, by=by)
    row = naskah.daftar_foto.select_related("foto").filter(uuid=uuid).first()
    if row is not None:
        return row
    upload = naskah.daftar_unggahan.filter(uuid=uuid).first()
    if upload is not None and upload.ukuran == ukuran:
        return upload
    if not 0 < ukuran <= MAX_BYTES:
        raise TransitionError("Foto ini terlalu besar. Paling besar 15 MB.")
    require_room(naskah)
    if upload is not None:
        _forget(upload)
    elif _is_crowded(naskah):
        raise TransitionError("Terlalu banyak foto sedang dikirim. Tunggu sampai selesai.")
    if _is_taken(uuid):
        # The key belongs to a photo of another version.
        raise Kegiatan.DoesNotExist
    return UnggahanFoto.objects.create(naskah=naskah, uuid=uuid, ukuran=ukuran, **texts)


def _is_crowded(naskah: Naskah) -> bool:
    of_author = UnggahanFoto.objects.filter(naskah__kegiatan__penulis=naskah.kegiatan.penulis_id)
    return naskah.daftar_unggahan.count() >= MAX_OPEN or of_author.count() >= MAX_OPEN_OF_AUTHOR


def _is_taken(uuid: UUID) -> bool:
    rows = (FotoNaskah.objects, UnggahanFoto.objects)
    return any(known.filter(uuid=uuid).exists() for known in rows)


def receive_piece(
    kegiatan: Kegiatan, *, uuid: UUID, offset: int, piece: bytes, by: Any
) -> UnggahanFoto | FotoNaskah:
    """Take the next piece; return the photo once it is complete.

    Raises UnggahanFoto.DoesNotExist, OffsetError, or PhotoError when the whole is no photo
    (the upload is then forgotten).
    """
    with transaction.atomic():
        naskah = open_for_writing(kegiatan, by=by)
        row = naskah.daftar_foto.select_related("foto").filter(uuid=uuid).first()
        if row is not None:
            return row
        upload = naskah.daftar_unggahan.get(uuid=uuid)
        _append(upload, offset, piece)
    return _finish(kegiatan, upload, by=by) if upload.diterima == upload.ukuran else upload


def _append(upload: UnggahanFoto, offset: int, piece: bytes) -> None:
    if offset != upload.diterima:
        raise OffsetError(upload.diterima)
    if not piece and upload.diterima < upload.ukuran:
        raise OffsetError(upload.diterima)
    if offset + len(piece) > upload.ukuran:
        raise TransitionError("Kiriman lebih besar daripada yang disebutkan di awal.")
    if piece:
        name = _piece_name(upload, offset)
        # Left by a sending whose end was not written down.
        storages["private"].delete(name)
        storages["private"].save(name, ContentFile(piece))
        upload.diterima += len(piece)
        upload.save()


def _finish(kegiatan: Kegiatan, upload: UnggahanFoto, *, by: Any) -> FotoNaskah:
    try:
        foto = take_photo(BytesIO(_whole(upload)))
    except PhotoError:
        _forget(upload)
        raise
    except FileNotFoundError:
        # The same sending, at the same moment, was quicker; asked again, it gives the photo.
        raise OffsetError(0) from None
    row = place_photo(
        kegiatan,
        foto,
        by=by,
        uuid=upload.uuid,
        keterangan=upload.keterangan,
        alt=upload.alt,
        urutan=upload.urutan,
    )
    _forget(upload)
    return row


def cancel_upload(kegiatan: Kegiatan, *, uuid: UUID, by: Any) -> None:
    """Forget what has arrived of a photo; without any, nothing happens."""
    with transaction.atomic():
        naskah = open_for_writing(kegiatan, by=by)
        upload = naskah.daftar_unggahan.filter(uuid=uuid).first()
        if upload is not None:
            _forget(upload)


def forget_uploads(naskah: Naskah) -> None:
    """Forget every photo that was on its way to the version."""
    for upload in naskah.daftar_unggahan.all():
        _forget(upload)


def remove_old_uploads() -> int:
    """Forget the uploads that nobody went on with for a week; return their number."""
    old = list(UnggahanFoto.objects.filter(updated_at__lt=timezone.now() - KEPT))
    for upload in old:
        _forget(upload)
    return len(old)


def _folder(upload: UnggahanFoto) -> str:
    return f"unggahan/{upload.uuid.hex}"


def _piece_name(upload: UnggahanFoto, offset: int) -> str:
    return f"{_folder(upload)}/{offset:08d}"


def _whole(upload: UnggahanFoto) -> bytes:
    """Return what arrived, piece after piece as their lengths say."""
    content = b""
    while len(content) < upload.ukuran:
        with storages["private"].open(_piece_name(upload, len(content))) as file:
            content += file.read()
    return content


def _forget(upload: UnggahanFoto) -> None:
    private = storages["private"]
    folder = _folder(upload)
    names = private.listdir(folder)[1] if upload.diterima else []
    upload.delete()
    transaction.on_commit(lambda: _delete_files(folder, names))


def _delete_files(folder: str, names: list[str]) -> None:
    for name in names:
        storages["private"].delete(f"{folder}/{name}")
