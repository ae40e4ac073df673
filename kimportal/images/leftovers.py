"""Files that no row stands for: of rolled-back uploads, deleted photos, interrupted copies."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, storages
from django.utils import timezone

from kimportal.images.models import Foto

# An upload writes its files before its row; it is certainly over after a day.
GRACE = timedelta(days=1)


def remove_leftovers() -> int:
    """Delete leftover files from both stores and return their number."""
    private = set(Foto.objects.values_list("kunci_pribadi", flat=True))
    public = set(Foto.objects.filter(is_public=True).values_list("kunci", flat=True))
    removed = 0
    for name in list(_files(storages["private"], "foto")):
        removed += _remove(storages["private"], name, kept=name.split("/")[2] in private)
    for name in list(_files(storages["public"], "foto")):
        removed += _remove(storages["public"], name, kept=name.split("/")[2][:32] in public)
    return removed


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files(storage, f"{folder}/{name}")


def _remove(storage: Storage, name: str, *, kept: bool) -> bool:
    if kept or timezone.now() - storage.get_modified_time(name) < GRACE:
        return False
    storage.delete(name)
    return True
