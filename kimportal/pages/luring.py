"""What opens without a signal: the service worker, and the page that lists what it kept."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from kimportal.pages import tulis
from kimportal.public import public_page

# What every public page needs; a visitor's browser has them already.
FOR_READING = (
    "css/portal.css",
    "js/tema.js",
    "js/situs.js",
    "js/hemat.js",
    "img/ikon.svg",
    "img/favicon.svg",
)
PAGE = "luring/luring.html"


@public_page
def saved_pages(request: HttpRequest) -> HttpResponse:
    """Say what is kept on this phone; the service worker fills the list in."""
    return render(request, PAGE)


@public_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the script that keeps shells and pages, with the addresses of this release in it."""
    for_reading = _addresses(FOR_READING)
    required, on_demand = _addresses(tulis.REQUIRED), _addresses(tulis.ON_DEMAND)
    shells = [
        render_to_string(tulis.TEMPLATE, tulis.shell_context(), request),
        render_to_string(tulis.RELAY_TEMPLATE, tulis.relay_context(), request),
        render_to_string(PAGE, {}, request),
    ]
    release = hashlib.sha256("\n".join([*shells, *for_reading, *required, *on_demand]).encode())
    context = {
        "rilis": release.hexdigest()[:12],
        "cangkang": reverse("kelola:compose"),
        "sebar": reverse("kelola:relay"),
        "luring": reverse("pages:saved_pages"),
        "wajib": json.dumps(required),
        "kelak": json.dumps(on_demand),
        "untuk_baca": json.dumps(for_reading),
    }
    return render(request, "luring/sw.js", context, content_type="text/javascript")


def _addresses(names: tuple[str, ...]) -> list[str]:
    """Return the files' addresses; while they are being worked on the newest must be shown."""
    return [] if settings.DEBUG else [static(name) for name in names]
