"""A KIM's logo and cover: kept private, public only while the KIM is."""

from __future__ import annotations

from django.db import models

from kimportal.images.models import Foto
from kimportal.images.pipeline import Processed
from kimportal.images.publishing import publish_photo, withdraw_photo
from kimportal.images.storage import keep_processed
from komunitas.models import Kim, StatusKim

FOTO_KIM = ("logo", "sampul")


def publish_kim_photos(kim: Kim) -> None:
    """Show logo and cover of a KIM that has become public."""
    for foto in _photos(kim):
        publish_photo(foto)


def withdraw_kim_photos(kim: Kim) -> None:
    """Hide logo and cover of a KIM that is public no more."""
    for foto in _photos(kim):
        _withdraw(foto, except_kim=kim)


def replace_photo(kim: Kim, field: str, processed: Processed | None) -> None:
    """Put another logo or cover in place, or none. The caller holds the lock and saves."""
    old = getattr(kim, field)
    new = keep_processed(processed) if processed else None
    setattr(kim, field, new)
    if new and kim.is_public:
        publish_photo(new)
    if old:
        _withdraw(old, except_kim=kim)


def _photos(kim: Kim) -> list[Foto]:
    return [foto for foto in (kim.logo, kim.sampul) if foto is not None]


def _withdraw(foto: Foto, *, except_kim: Kim) -> None:
    """Take a photo off, unless something else shows it too."""
    if not _used_elsewhere(foto, except_kim):
        withdraw_photo(foto)


def _used_elsewhere(foto: Foto, kim: Kim) -> bool:
    """Ask every model that points to photos, so that rooms above need not be known here.

    Whether what holds it there is public is for that room to say.
    """
    for relation in foto._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: foto})
        if relation.related_model is Kim:
            rows = rows.filter(status=StatusKim.VERIFIED).exclude(pk=kim.pk)
        if rows.exists():
            return True
    return False
