"""Street tiles: from whichever server the installation names, only when the visitor asks."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse


def tile_origin() -> str:
    """Return scheme and host of the tile server, empty where none is configured."""
    if not settings.KIM_UBIN_PETA:
        return ""
    parts = urlsplit(settings.KIM_UBIN_PETA)
    return f"{parts.scheme}://{parts.netloc}"


def allow_tiles(response: HttpResponse) -> HttpResponse:
    """Let this page's map fetch pictures from that one host, telling it only our own."""
    if origin := tile_origin():
        response._csp_update = {"img-src": [origin]}
        # Tile servers ask to know which site uses them; they never learn which page.
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response
