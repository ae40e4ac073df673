"""Keeping photos in the private store, where nothing has an address."""

from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from kimportal.images.models import Foto
from kimportal.images.pipeline import MAX_BYTES, Processed, process, receive


def take_photo(upload: IO[bytes], *, max_bytes: int = MAX_BYTES) -> Foto:
    """Keep an upload, unpublished, for a worker to develop; without a worker, develop it now.

    Raises PhotoError. Whoever calls it asks `foto.is_ready` and schedules the work.
    """
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return store_photo(upload, max_bytes=max_bytes)
    received = receive(upload, max_bytes=max_bytes)
    foto = Foto(lebar=received.lebar, tinggi=received.tinggi, sha256=received.sha256)
    storages["private"].save(foto.sent_name, ContentFile(received.isi))
    foto.save()
    return foto


def store_photo(upload: IO[bytes], *, max_bytes: int = MAX_BYTES) -> Foto:
    """Run an upload through the pipeline and keep the result, unpublished.

    Files are written before the row: a row never points to nothing. Where the surrounding
    transaction is rolled back, the files stay behind for `manage.py bersihkan_foto`.
    """
    return keep_processed(process(upload, max_bytes=max_bytes))


def keep_processed(processed: Processed) -> Foto:
    """Keep what came out of the pipeline elsewhere (another process), unpublished."""
    foto = Foto(
        lebar=processed.master.lebar,
        tinggi=processed.master.tinggi,
        sha256=processed.sha256,
        ukuran=sizes_of(processed),
    )
    save_files(foto, processed)
    foto.save()
    return foto


def sizes_of(processed: Processed) -> dict[str, list[int]]:
    """Return what `Foto.ukuran` keeps of the renditions."""
    return {r.nama: [r.lebar, r.tinggi, len(r.isi)] for r in processed.renditions}


def save_files(foto: Foto, processed: Processed) -> None:
    """Write master and renditions into the private store, over those of a run cut off."""
    private = storages["private"]
    for rendition in (processed.master, *processed.renditions):
        name = foto.private_name(rendition.nama)
        private.delete(name)
        private.save(name, ContentFile(rendition.isi))


def open_private(foto: Foto, width: int) -> File:
    """Open a WebP rendition of a photo, public or not; the caller has checked permission."""
    return storages["private"].open(foto.private_name(foto.rendition(width).nama))
