"""Making the renditions of a photo after its request has been answered."""

from datetime import timedelta
from io import BytesIO

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kimportal.images.models import Foto
from kimportal.images.pipeline import process
from kimportal.images.storage import save_files, sizes_of

# By then a worker has had a photo or its task is lost: a minute is much for one photo.
OVERDUE = timedelta(minutes=10)


def develop(foto: Foto) -> bool:
    """Run a photo as it was sent through the pipeline; return whether it still needed it.

    Raises PhotoError when it is broken behind a sound beginning, Foto.DoesNotExist when it was
    removed meanwhile, OSError while the store is not there, NotScannedError while the virus
    scanner is not.
    """
    if foto.is_ready:
        return False
    private = storages["private"]
    with private.open(foto.sent_name) as file:
        sent = BytesIO(file.read())
    processed = process(sent)
    with transaction.atomic():
        locked = Foto.objects.select_for_update().get(pk=foto.pk)
        if not locked.is_ready:
            save_files(locked, processed)
            locked.lebar, locked.tinggi = processed.master.lebar, processed.master.tinggi
            locked.ukuran = sizes_of(processed)
            locked.save(update_fields=["lebar", "tinggi", "ukuran"])
    foto.refresh_from_db()
    # Only now: a run that ends in between begins again from what was sent.
    private.delete(foto.sent_name)
    return True


def overdue_photos() -> QuerySet[Foto]:
    """Return the photos whose development should long be over."""
    return Foto.objects.filter(ukuran={}, created_at__lt=timezone.now() - OVERDUE)
