"""Moving a photo's renditions into and out of the public store.

Files follow the database, never the other way round: they are copied or deleted once the
surrounding transaction has committed, and under the lock of the photo's row, so that a
rollback leaves everything as it was and a late task cannot undo a newer decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.files.storage import storages
from django.db import transaction

from kimportal.images.models import Foto
from kimportal.owed.doing import forgive, owe, owed_task
from kimportal.storages import StoreError


def publish_photo(foto: Foto) -> None:
    """Copy the renditions to the public store after commit; safe to run twice.

    A file that is missing leaves this photo private and is logged; it holds nothing else up.
    While the store does not answer, the copying is owed.
    """
    transaction.on_commit(lambda: _now_or_later(_copy_renditions, copy_photo, foto), robust=True)


def withdraw_photo(foto: Foto) -> None:
    """Hide the photo at once and delete its public copies after commit; safe to run twice."""
    forgive(copy_photo, foto.pk)
    Foto.objects.filter(pk=foto.pk).update(is_public=False)
    foto.is_public = False
    transaction.on_commit(lambda: _now_or_later(_delete_copies, delete_copies, foto))


@transaction.atomic
def withdraw_photos_soon(photos: Iterable[Foto]) -> None:
    """Hide many photos at once; tasks, which are owed, delete their public copies."""
    keys = [foto.pk for foto in photos]
    # The debts first: a task that copies one of them holds its debt before it asks for the photo.
    for key in keys:
        forgive(copy_photo, key)
        owe(delete_copies, key)
    Foto.objects.filter(pk__in=keys).update(is_public=False)


@owed_task
def copy_photo(foto_id: int) -> None:
    """Publish a photo that the store was not there for; withdrawing it calls this off."""
    _copy_renditions(Foto.objects.get(pk=foto_id))


@owed_task
def delete_copies(foto_id: int) -> None:
    """Delete copies that the store was not there for, unless the photo is public again."""
    _delete_copies(Foto.objects.get(pk=foto_id))


def _now_or_later(act: Callable[[Foto], None], task: Any, foto: Foto) -> None:
    try:
        act(foto)
    except StoreError:
        owe(task, foto.pk)


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


def _delete_copies(foto: Foto) -> None:
    with transaction.atomic():
        locked = Foto.objects.select_for_update().filter(pk=foto.pk).first()
        if locked and not locked.is_public:
            for nama in locked.ukuran:
                storages["public"].delete(locked.public_name(nama))
