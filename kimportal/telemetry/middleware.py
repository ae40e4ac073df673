"""Around every request: its number, its line in the log, its place in the figures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kimportal.telemetry import request_id
from kimportal.telemetry.metrics import REQUEST_SECONDS, REQUESTS

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class TelemetryMiddleware:
    """Stands before all others, so that what they refuse is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.begin(request.headers.get(HEADER))
        # Django logs refusals after the last middleware has ended.
        request.request_id = request_id.current_id()  # type: ignore[attr-defined]
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request_id.current_id()
            _note(request, response.status_code, time.perf_counter() - started)
        finally:
            request_id.end(token)
        return response


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    view = _name(request)
    method = request.method if request.method in METHODS else "OTHER"
    REQUESTS.labels(view, method, status).inc()
    REQUEST_SECONDS.labels(view).observe(seconds)
    extra = {"view": view, "method": method, "status": status, "seconds": round(seconds, 3)}
    logger.info("Request answered", extra=extra)


def _name(request: HttpRequest) -> str:
    """Return the name of the view: there are as many as addresses, however many paths are asked."""
    if match := request.resolver_match:
        return match.view_name or match.route
    return "static" if request.path.startswith(settings.STATIC_URL) else "none"
