"""`{% foto %}`: one photo with its renditions, sized before it arrives."""

import math
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template import Context
from django.urls import reverse

from kimportal.images.models import Foto
from kimportal.images.renditions import WIDTHS

register = template.Library()

# The rendition that "hemat data" shows, and whose size it names (static/js/hemat.js).
HEMAT_WIDTH = 640
KILOBYTE = 1024


@register.inclusion_tag("images/foto.html", takes_context=True)
def foto(
    context: Context,
    obj: Foto | None,
    *,
    alt: str,
    sizes: str = "100vw",
    eager: bool = False,
    pratinjau: bool = False,
    buka: bool = False,
    **attributes: str,
) -> dict[str, Any]:
    """Draw a photo, or nothing while there is none that may be shown.

    `alt` must be given, if only empty, so that nobody forgets it. Further arguments, such as
    `class`, become attributes of the image. `eager` is for the first photo of a page.
    `pratinjau` reads the private store through `kegiatan:photo_preview`, whose view checks
    permission. `buka` makes it a link to its largest rendition. At `?hemat=1` nothing is
    fetched unasked: such a photo is a link with its size, any other is left out.
    """
    if obj is None or not (obj.is_public or pratinjau):
        return {"tampil": False}
    if not obj.is_ready:
        return {"tampil": False, "menunggu": True}
    sparing = is_sparing(context) and not pratinjau
    hemat = obj.rendition(HEMAT_WIDTH)
    return {
        "tampil": not sparing,
        "url_hemat": obj.url(HEMAT_WIDTH) if sparing and buka else "",
        "kb": math.ceil(hemat.byte / KILOBYTE),
        "url_besar": obj.url_besar if buka else "",
        "alt": alt,
        "sizes": sizes,
        "eager": eager,
        "srcset": _preview_srcset(obj) if pratinjau else obj.srcset,
        "src": _preview(obj, obj.rendition(640).nama) if pratinjau else obj.jpeg_url,
        "lebar": obj.jpeg.lebar,
        "tinggi": obj.jpeg.tinggi,
        "attributes": flatatt(attributes),
    }


def is_sparing(context: Context) -> bool:
    """Return whether the page, or a card of it, was asked for as text first."""
    request = context.get("request")
    return bool(context.get("hemat") or (request and request.GET.get("hemat")))


@register.filter
def pratinjau_besar(obj: Foto) -> str:
    """Return the private address of the widest rendition."""
    return _preview(obj, f"{max(WIDTHS)}.webp")


def _preview(obj: Foto, nama: str) -> str:
    return reverse("kegiatan:photo_preview", args=[obj.kunci, int(nama.removesuffix(".webp"))])


def _preview_srcset(obj: Foto) -> str:
    return ", ".join(f"{_preview(obj, r.nama)} {r.lebar}w" for r in obj.rendisi)
