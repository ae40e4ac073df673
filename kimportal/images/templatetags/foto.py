"""`{% foto %}`: one photo with its renditions, sized before it arrives."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.urls import reverse

from kimportal.images.models import Foto

register = template.Library()


@register.inclusion_tag("images/foto.html")
def foto(
    obj: Foto | None,
    *,
    alt: str,
    sizes: str = "100vw",
    eager: bool = False,
    pratinjau: bool = False,
    **attributes: str,
) -> dict[str, Any]:
    """Draw a photo, or nothing while there is none that may be shown.

    `alt` must be given, if only empty, so that nobody forgets it. Further arguments, such as
    `class`, become attributes of the image. `eager` is for the first photo of a page.
    `pratinjau` reads the private store through `kegiatan:photo_preview`, whose view checks
    permission.
    """
    if obj is None or not (obj.is_public or pratinjau):
        return {"tampil": False}
    return {
        "tampil": True,
        "alt": alt,
        "sizes": sizes,
        "eager": eager,
        "srcset": _preview_srcset(obj) if pratinjau else obj.srcset,
        "src": _preview(obj, obj.rendition(640).nama) if pratinjau else obj.jpeg_url,
        "lebar": obj.jpeg.lebar,
        "tinggi": obj.jpeg.tinggi,
        "attributes": flatatt(attributes),
    }


def _preview(obj: Foto, nama: str) -> str:
    return reverse("kegiatan:photo_preview", args=[obj.kunci, int(nama.removesuffix(".webp"))])


def _preview_srcset(obj: Foto) -> str:
    return ", ".join(f"{_preview(obj, r.nama)} {r.lebar}w" for r in obj.rendisi)
