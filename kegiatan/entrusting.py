"""Titip unggah: an admin enters a post that a KIM sent by WhatsApp, on paper, by telephone.

The post is the KIM's. Whoever entered it does not decide on it (`permissions.is_own`).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from kegiatan.content import apply_changes, changes, new_naskah
from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kegiatan.moderation import submit_kegiatan
from kegiatan.permissions import can_entrust_kegiatan
from kimportal.audit.models import record
from kimportal.images.pipeline import Processed
from kimportal.images.storage import keep_processed
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed
from komunitas.models import Kim
from komunitas.officers import pengurus_of


@transaction.atomic
def entrust_kegiatan(
    kim: Kim,
    *,
    by: Any,
    titipan: str,
    values: dict[str, Any],
    photos: list[tuple[Processed, str]],
) -> Naskah:
    """Enter a post for `kim` and hand it in; `photos` are pictures with their captions.

    Raises IncompleteError when something is missing.
    """
    if not can_entrust_kegiatan(by, kim):
        raise NotAllowed
    kegiatan = Kegiatan.objects.create(kim=kim, titipan=titipan, dititipkan_oleh=by)
    naskah = new_naskah(kegiatan, by=by)
    apply_changes(naskah, changes(naskah, values))
    for urutan, (photo, keterangan) in enumerate(photos):
        FotoNaskah.objects.create(
            naskah=naskah, foto=keep_processed(photo), urutan=urutan, keterangan=keterangan
        )
    record(by=by, verb="entrust_kegiatan", obj=naskah, wilayah_kode=kim.wilayah_id, after=titipan)
    naskah = submit_kegiatan(naskah, by=by)
    notify(
        pengurus_of(kim),
        judul=f"Kabar titipan Anda sudah dimasukkan: “{naskah}”",
        isi=(
            f"{by} memasukkannya dari {kegiatan.get_titipan_display()} Anda. Admin lain yang "
            "memeriksanya. Kalau ada yang keliru, Anda dapat mengambilnya kembali."
        ),
        url=reverse("kelola_kegiatan:preview", args=[kegiatan.pk]),
    )
    return naskah
