"""Which photos are public: those of posts that everyone may see, and those of public KIM."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet

from kegiatan.models import FotoNaskah, Naskah, StatusNaskah
from kimportal.images.models import Foto
from kimportal.images.publishing import publish_photo, withdraw_photo, withdraw_photos_soon
from komunitas.models import Kim, StatusKim

# Rows of FotoNaskah in versions that everyone may see.
SHOWN = Q(naskah__status=StatusNaskah.PUBLISHED, naskah__kegiatan__kim__status=StatusKim.VERIFIED)
# Those that only the suspension of their KIM hides.
SUSPENDED = Q(
    naskah__status=StatusNaskah.PUBLISHED, naskah__kegiatan__kim__status=StatusKim.SUSPENDED
)


def publish_photos(naskah_id: int) -> None:
    """Make the photos of a version public, if it still is; safe to run twice."""
    shown = FotoNaskah.objects.filter(SHOWN, naskah=naskah_id)
    for foto in Foto.objects.filter(pk__in=shown.values("foto")):
        publish_photo(foto)
    # A take-down may have overtaken the copying; then its removal found nothing yet.
    if not Naskah.objects.published().filter(pk=naskah_id).exists():
        withdraw_photos(naskah_id)


def withdraw_photos(naskah_id: int) -> None:
    """Remove the public copies of a version's photos that nothing public shows any more."""
    of_naskah = FotoNaskah.objects.filter(naskah=naskah_id).values("foto")
    for foto in _unseen(Foto.objects.filter(pk__in=of_naskah)):
        withdraw_photo(foto)


def withdraw_photos_of_kim(kim: Kim) -> None:
    """Hide the photos of a suspended KIM's posts that nothing public shows any more.

    Logo and cover are among them: while a post held one of them, the KIM had left it to this.
    """
    rows = FotoNaskah.objects.filter(SUSPENDED, naskah__kegiatan__kim=kim)
    own = {foto.pk for foto in (kim.logo, kim.sampul) if foto}
    keys = own | set(rows.values_list("foto", flat=True))
    withdraw_photos_soon(_unseen(Foto.objects.filter(pk__in=keys)))


def withdraw_left_behind() -> None:
    """Hide what posts of suspended KIM still show to everyone."""
    rows = FotoNaskah.objects.filter(SUSPENDED, foto__is_public=True)
    keys = set(rows.values_list("foto", flat=True))
    withdraw_photos_soon(_unseen(Foto.objects.filter(pk__in=keys)))


def _unseen(photos: QuerySet[Foto]) -> QuerySet[Foto]:
    """Keep the photos that no public page shows."""
    # Asked for each of the few photos: as one list, what the nation shows takes a second to read.
    this = OuterRef("pk")
    shown = Exists(FotoNaskah.objects.filter(SHOWN, foto=this))
    kim = Kim.objects.published()
    return photos.exclude(shown | Exists(kim.filter(logo=this)) | Exists(kim.filter(sampul=this)))


def forget_photos(photos: Iterable[Foto]) -> None:
    """Delete the photos that nothing shows any more; those still in use stay.

    Every link to a photo protects it, so the database knows. Files without a row are
    removed by `manage.py bersihkan_foto`.
    """
    for foto in photos:
        with suppress(ProtectedError), transaction.atomic():
            foto.delete()
