"""Which photos are public: those of published posts and those that KIM show of themselves."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError

from kegiatan.models import FotoNaskah, Naskah
from kimportal.images.models import Foto
from kimportal.images.publishing import publish_photo, withdraw_photo
from komunitas.models import Kim


def publish_photos(naskah_id: int) -> None:
    """Make the photos of a version public, if it still is; safe to run twice."""
    shown = FotoNaskah.objects.filter(naskah=naskah_id, naskah__status="published")
    for foto in Foto.objects.filter(pk__in=shown.values("foto")):
        publish_photo(foto)
    # A take-down may have overtaken the copying; then its removal found nothing yet.
    if not Naskah.objects.filter(pk=naskah_id, status="published").exists():
        withdraw_photos(naskah_id)


def withdraw_photos(naskah_id: int) -> None:
    """Remove the public copies of a version's photos that nothing public shows any more."""
    of_naskah = FotoNaskah.objects.filter(naskah=naskah_id).values("foto")
    # Asked for each of the few photos: as one list, what the nation shows takes a second to read.
    this = OuterRef("pk")
    shown = Exists(FotoNaskah.objects.filter(foto=this, naskah__status="published"))
    of_kim = Exists(Kim.objects.filter(logo=this)) | Exists(Kim.objects.filter(sampul=this))
    for foto in Foto.objects.filter(pk__in=of_naskah).exclude(shown | of_kim):
        withdraw_photo(foto)


def forget_photos(photos: Iterable[Foto]) -> None:
    """Delete the photos that nothing shows any more; those still in use stay.

    Every link to a photo protects it, so the database knows. Files without a row are
    removed by `manage.py bersihkan_foto`.
    """
    for foto in photos:
        with suppress(ProtectedError), transaction.atomic():
            foto.delete()
