"""Keeping the drawn pictures as photos, and publishing those that are shown."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from kegiatan.models import FotoNaskah
from kimportal.images.models import Foto
from kimportal.images.pipeline import Processed
from kimportal.images.publishing import publish_photo
from kimportal.images.storage import keep_processed
from komunitas.models import Kim


def store_pictures(processed: Mapping[str, Processed]) -> dict[str, Foto]:
    """Keep the processed pictures, unpublished."""
    return {kode: keep_processed(done) for kode, done in processed.items()}


def publish_used(photos: Iterable[Foto]) -> None:
    """Publish the photos that a published post or a KIM itself shows, and no others."""
    keys = [foto.pk for foto in photos]
    shown = FotoNaskah.objects.filter(naskah__status="published").values("foto")
    covers = Kim.objects.filter(sampul__isnull=False).values("sampul")
    for foto in Foto.objects.filter(Q(pk__in=shown) | Q(pk__in=covers), pk__in=keys):
        publish_photo(foto)
