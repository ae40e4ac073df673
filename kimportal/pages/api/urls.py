"""The addresses under `/api/v1/`; every one of them stands in the same frame."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from kimportal.pages.api import document
from kimportal.pages.api.endpoints import api
from kimportal.pages.api.frame import api_view

app_name = "api"


def _endpoints() -> list[URLPattern]:
    """Return what Ninja serves, without its own root, which would only redirect."""
    everything: list[Any] = api.urls[0]
    found = [pattern for pattern in everything if pattern.name != "api-root"]
    for pattern in found:
        pattern.callback = api_view(pattern.callback)
    return found


urlpatterns = [
    path("", document.root, name="root"),
    path("openapi.json", document.openapi, name="openapi"),
    *_endpoints(),
    path("<path:lain>/", document.missing, name="missing"),
]
