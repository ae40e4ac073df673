"""Moving a photo's renditions into and out of the public store."""

from kimportal.images.models import Foto


def publish_photo(foto: Foto) -> None:
    """Copy the renditions to the public store."""
    Foto.objects.filter(pk=foto.pk).update(is_public=True)


def withdraw_photo(foto: Foto) -> None:
    """Delete the public renditions."""
    Foto.objects.filter(pk=foto.pk).update(is_public=False)
