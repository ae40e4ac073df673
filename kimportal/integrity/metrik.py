"""`/metrik`: figures for Prometheus, closed to everyone else and kept by nobody."""

from __future__ import annotations

import hmac
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from kimportal.integrity.waiting import Waiting
from kimportal.telemetry.metrics import counted


@login_not_required
@require_safe
@never_cache
def metrik(request: HttpRequest) -> HttpResponse:
    """Hand out what was counted, and what waits at this moment."""
    if not (_has_token(request) or _is_inside(request)):
        raise Http404
    waiting = CollectorRegistry()
    waiting.register(Waiting())
    text = generate_latest(counted()) + generate_latest(waiting)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    token = settings.KIM_METRIK_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _is_inside(request: HttpRequest) -> bool:
    """Tell whether a machine of our own asks directly: what comes through a proxy does not."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        asker = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(asker in ip_network(network) for network in settings.KIM_METRIK_JARINGAN)
