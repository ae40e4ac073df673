"""Moving a photo's renditions into and out of the public store.

Files follow the database, never the other way round: they are copied or deleted once the
surrounding transaction has committed, and under the lock of the photo's row, so that a
rollback leaves everything as it was and a late task cannot undo a newer decision.
"""

import logging

from celery import shared_task
from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction

from kimportal.images.models import Foto

logger = logging.getLogger(__name__)

# Seconds; the waits grow to ten minutes and go on for about a week.
AGAIN_AFTER = 10
LAST_TRY = 1000


def publish_photo(foto: Foto) -> None:
    """Copy the renditions to the public store after commit; safe to run twice.

    A file that is missing leaves this photo private and is logged; it holds nothing else up.
    """
    transaction.on_commit(lambda: _copy_renditions(foto), robust=True)


def withdraw_photo(foto: Foto) -> None:
    """Hide the photo at once and delete its public copies after commit; safe to run twice."""
    Foto.objects.filter(pk=foto.pk).update(is_public=False)
    foto.is_public = False
    transaction.on_commit(lambda: _delete_now_or_later(foto.pk))


def _delete_now_or_later(foto_id: int) -> None:
    """Delete the public copies; while the store is not there, a worker goes on trying."""
    try:
        delete_copies(foto_id)
    except OSError as error:
        logger.error("Photo %s is still in the public store: %s", foto_id, error)  # noqa: TRY400
        if not settings.CELERY_TASK_ALWAYS_EAGER:
            delete_copies.apply_async((foto_id,), countdown=AGAIN_AFTER)


def _copy_renditions(foto: Foto) -> None:
    with transaction.atomic():
        locked = Foto.objects.select_for_update().get(pk=foto.pk)
        if not locked.is_ready:
            return  # whoever develops it publishes it afterwards
        for nama, (_, _, size) in locked.ukuran.items():
            _copy(locked.private_name(nama), locked.public_name(nama), size)
        locked.is_public = True
        locked.save(update_fields=["is_public"])
    foto.is_public = True


def _copy(source: str, target: str, size: int) -> None:
    public = storages["public"]
    if public.exists(target):
        if public.size(target) == size:
            return
        # Left by a copy that was interrupted.
        public.delete(target)
    with storages["private"].open(source) as file:
        public.save(target, file)


@shared_task(autoretry_for=(OSError,), retry_backoff=AGAIN_AFTER, max_retries=LAST_TRY)
def delete_copies(foto_id: int) -> None:
    """Delete the public copies of a photo, if it is still hidden; may run twice."""
    with transaction.atomic():
        locked = Foto.objects.select_for_update().filter(pk=foto_id).first()
        if locked and not locked.is_public:
            for nama in locked.ukuran:
                storages["public"].delete(locked.public_name(nama))
