"""SK files: what is taken, told by content, and how it is kept."""

from __future__ import annotations

from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models.fields.files import FieldFile

from kimportal.images.pipeline import process
from kimportal.scanning import refuse_infected

MAX_BYTES = 10 * 1024 * 1024
PDF = b"%PDF-"


def clean_sk_file(upload: IO[bytes]) -> ContentFile:
    """Return what is to be kept of an SK, or raise ValidationError with a sentence."""
    return clean_document(upload, nama="SK", max_bytes=MAX_BYTES)


def clean_document(upload: IO[bytes], *, nama: str, max_bytes: int) -> ContentFile:
    """Return what is to be kept of an upload, or raise ValidationError with a sentence.

    A PDF is kept as it is: it is only ever handed out as a download. A photo is made anew
    by the photo pipeline, so that nothing but its pixels remains. Name and declared type
    are the sender's claim and not looked at.
    """
    upload.seek(0)
    data = upload.read(max_bytes + 1)
    if len(data) > max_bytes:
        limit = f"Paling besar {max_bytes // 1024**2} MB."
        raise ValidationError(f"Berkas {nama} terlalu besar. {limit}", code="bytes")
    if data.startswith(PDF):
        refuse_infected(data)
        return ContentFile(data, name="dokumen.pdf")
    try:
        # Its errors speak of photos; a sender of another file shall hear of PDF as well.
        return ContentFile(process(upload, max_bytes=max_bytes).master.isi, name="foto.jpg")
    except ValidationError as error:
        if error.code in ("unknown", "empty", "svg", "html", "gif", "zip", "video", "scan"):
            raise ValidationError(
                f"Berkas ini bukan PDF dan bukan foto. Kirim {nama} sebagai PDF, JPEG, atau PNG.",
                code="kind",
            ) from error
        raise


def forget_file(berkas: FieldFile) -> None:
    """Delete a file that was replaced or given up, once that is certain."""
    if nama := berkas.name:
        transaction.on_commit(lambda: storages["private"].delete(nama))
