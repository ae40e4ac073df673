"""The shells of composer and relay: the same for everyone, kept on the phone, opened off-line.

Names, texts and tokens are fetched by its scripts and live in the phone's own store.
"""

from __future__ import annotations

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from diseminasi.models import Kanal
from kimportal.public import public_page

MODULES = [
    "acuan",
    "bentrok",
    "daftar",
    "dom",
    "foto",
    "formulir",
    "galeri",
    "huruf",
    "kabur",
    "keadaan",
    "kirim",
    "kurir",
    "lembar",
    "lokasi",
    "naskah",
    "pasang",
    "segarkan",
    "simpanan",
    "tulis",
    "unggah",
]
# What the relay's shell needs beside those.
RELAY_MODULES = ["sebar", "sebar-luring"]
# Kept at the first visit.
REQUIRED = (
    "css/portal.css",
    "css/tulis.css",
    "js/tema.js",
    "js/situs.js",
    "img/ikon.svg",
    "img/favicon.svg",
    *(f"js/tulis/{name}.js" for name in [*MODULES, *RELAY_MODULES]),
)
# Kept once somebody has asked for rich text.
ON_DEMAND = ("js/tulis/kaya.js", "vendor/squire/squire.js", "vendor/dompurify/purify.min.js")
TEMPLATE = "tulis/tulis.html"
RELAY_TEMPLATE = "tulis/sebar.html"


def shell_context() -> dict[str, object]:
    """Return what the shell's template needs."""
    return {"modul": [f"js/tulis/{name}.js" for name in MODULES]}


@public_page
# Photos are shown from the phone's store before they are sent.
@csp_update({"img-src": ["blob:"]})
def composer(request: HttpRequest) -> HttpResponse:
    """Show the empty shell; what is written on this phone is filled in by script."""
    return render(request, TEMPLATE, shell_context())


def relay_context() -> dict[str, object]:
    """Return what the template of the relay's shell needs."""
    return {"daftar_kanal": Kanal.choices}


@public_page
def relay(request: HttpRequest) -> HttpResponse:
    """Show the empty shell in which messages kept on this phone are relayed."""
    return render(request, RELAY_TEMPLATE, relay_context())


@public_page
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the portal to a phone that puts it on its home screen or shares text with it."""
    icons = [
        {"src": static(f"img/aplikasi-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    maskable = icons[1] | {"src": static("img/aplikasi-penuh-512.png"), "purpose": "maskable"}
    content = {
        "id": "/kelola/",
        "name": f"Kelola KIM – {settings.KIM_NAMA_SITUS}",
        "short_name": "Kelola KIM",
        "description": "Tulis Kabar KIM dari HP, juga tanpa sinyal.",
        "lang": "id",
        "start_url": "/kelola/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f9f7f2",
        "theme_color": "#0e6870",
        "icons": [*icons, maskable],
        "share_target": {
            "action": reverse("kelola:compose"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(content, content_type="application/manifest+json")
