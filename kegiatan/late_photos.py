"""Photos that a worker develops after they were sent: where they end up, and who is told.

A slow or broken photo never holds a post back. It is in the version from the moment it was
sent; whatever becomes of it, the version goes its own way.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kegiatan.models import FotoNaskah, Naskah, StatusNaskah
from kegiatan.photos import SHOWN, forget_photos, publish_photos
from kimportal.images.developing import develop, overdue_photos
from kimportal.images.errors import PhotoError
from kimportal.images.models import Foto
from kimportal.notifications.inbox import notify
from kimportal.scanning import NotScannedError, was_silent
from komunitas.officers import pengurus_of

PATIENCE = timedelta(days=1)
SLOW = "Foto ini terlalu lama dibuka. Coba kirim foto lain."
BROKEN = "Satu foto di “{naskah}” tidak bisa dibuka"
BROKEN_NEXT = "{alasan} Teksnya tetap tersimpan; tambahkan fotonya lagi kalau perlu."
LATE = "Satu foto di “{naskah}” datang terlambat"
LATE_NEXT = (
    "Kabar ini sudah diperiksa sebelum fotonya siap, jadi foto itu tidak ikut tampil. "
    "Buat perubahan untuk menambahkannya."
)


@shared_task(soft_time_limit=60, time_limit=90)
def develop_photo_task(foto_id: int) -> None:
    """Develop a photo and bring it where it belongs; may run twice."""
    foto = Foto.objects.filter(pk=foto_id).first()
    if foto is None:
        return
    try:
        # One that its writer removes meanwhile has no row any more.
        # One that the scanner says nothing of stays where nobody can open it, and is tried again.
        with suppress(Foto.DoesNotExist, NotScannedError):
            _show(foto, is_new=develop(foto))
    except PhotoError as error:
        give_up(foto, alasan=str(error.message))
    except SoftTimeLimitExceeded:
        give_up(foto, alasan=SLOW)


def publish_left_behind() -> int:
    """Make photos of public posts public whose copying failed; return of how many posts."""
    hidden = FotoNaskah.objects.filter(SHOWN, ~Q(foto__ukuran={}), foto__is_public=False)
    versions = set(hidden.values_list("naskah", flat=True))
    for naskah_id in versions:
        publish_photos(naskah_id)
    return len(versions)


def chase_overdue() -> int:
    """Give photos whose task was lost another one, after a day none; return their number.

    The day begins anew when the virus scanner has failed: it is not the photo's fault.
    """
    overdue = list(overdue_photos())
    for foto in overdue:
        if foto.created_at < timezone.now() - PATIENCE and not was_silent():
            give_up(foto, alasan=SLOW)
        else:
            develop_photo_task.delay(foto.pk)
    return len(overdue)


@transaction.atomic
def give_up(foto: Foto, *, alasan: str) -> None:
    """Take a photo that cannot be developed out of all versions, and tell their writers."""
    _take_out(_rows_of(foto), BROKEN, BROKEN_NEXT.format(alasan=alasan))
    forget_photos([foto])
    # What could not be opened may be harmful; it does not wait for the weeding of leftovers.
    transaction.on_commit(lambda: storages["private"].delete(foto.sent_name), robust=True)


@transaction.atomic
def _show(foto: Foto, *, is_new: bool) -> None:
    """Publish a photo where its version is public by now and no admin has decided without it."""
    public = _rows_of(foto).filter(naskah__status=StatusNaskah.PUBLISHED)
    if is_new:
        _take_out(public.filter(naskah__reviewed_at__isnull=False), LATE, LATE_NEXT)
    for row in public.filter(naskah__reviewed_at__isnull=True):
        publish_photos(row.naskah_id)
    forget_photos([foto])


def _rows_of(foto: Foto) -> QuerySet[FotoNaskah]:
    return FotoNaskah.objects.filter(foto=foto).select_related("naskah__kegiatan__penulis")


def _take_out(rows: QuerySet[FotoNaskah], judul: str, isi: str) -> None:
    for row in rows:
        row.delete()
        _tell(row.naskah, judul, isi)


def _tell(naskah: Naskah, judul: str, isi: str) -> None:
    kegiatan = naskah.kegiatan
    notify(
        [kegiatan.penulis] if kegiatan.penulis else pengurus_of(kegiatan.kim),
        judul=judul.format(naskah=naskah),
        isi=isi,
        url=reverse("kelola_kegiatan:edit", args=[kegiatan.pk]),
    )
