"""Changing what a KIM says about itself. Name, village and SK go through `komunitas.changes`."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kimportal.audit.models import record
from kimportal.images.pipeline import Processed
from kimportal.transitions import NotAllowed
from komunitas.models import Kim
from komunitas.permissions import can_edit_kim
from komunitas.photos import FOTO_KIM, replace_photo
from komunitas.places import lock_kim

TERUBAH = (
    "alamat",
    "lat",
    "lon",
    "tahun_berdiri",
    "visi",
    "potensi",
    "prestasi",
    "whatsapp",
    "email",
    "situs",
    "facebook",
    "instagram",
    "youtube",
    "tiktok",
)


@transaction.atomic
def edit_profile(
    kim: Kim,
    *,
    by: Any,
    bidang: Any,
    photos: dict[str, Processed | None],
    **fields: Any,
) -> Kim:
    """Change the profile at once. `photos` holds what is to be replaced, None to remove it."""
    kim = lock_kim(kim)
    if not can_edit_kim(by, kim):
        raise NotAllowed
    for name in TERUBAH:
        if name in fields:
            setattr(kim, name, fields[name])
    for name in FOTO_KIM:
        if name in photos:
            replace_photo(kim, name, photos[name])
    kim.save()
    kim.bidang.set(bidang)
    record(by=by, verb="edit_profile", obj=kim, wilayah_kode=kim.wilayah_id)
    return kim
