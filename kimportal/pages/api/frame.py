"""What every answer of the API has in common: open to all, counted, cacheable, cross-origin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from kimportal.accounts.limits import Budget, TooManyTriesError, spend
from kimportal.pages.api.problems import problem

CACHE_CONTROL = "public, max-age=0, s-maxage=3, stale-if-error=86400"
ALLOWED = "GET, HEAD, OPTIONS"
MINUTE = 60
# Web pages of others may read these besides the simple ones.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": ALLOWED,
}


def api_view(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Frame a view of the API. Nothing here knows a session, so there is nothing to forge."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(view, request, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        return response

    return csrf_exempt(login_not_required(wrapper))


def _answer(
    view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        return _readonly()
    try:
        spend(Budget("api", settings.KIM_API_PER_MENIT, MINUTE), _client(request))
    except TooManyTriesError as error:
        return _too_often(error.seconds)
    request.method = "GET"  # the server leaves out the body that HEAD must not have
    response: HttpResponse = view(request, *args, **kwargs)
    if response.status_code != 200:
        response["Cache-Control"] = "no-store"
        return response
    response["Cache-Control"] = CACHE_CONTROL
    set_response_etag(response)
    same = get_conditional_response(request, response["ETag"], response=response)
    return same or response


def _readonly() -> HttpResponse:
    response = problem(405, "API ini hanya dapat dibaca, dengan GET.")
    response["Allow"] = ALLOWED
    return response


def _client(request: HttpRequest) -> str:
    """Return whose calls are counted together: an API has no cookie, so the address it is."""
    return str(get_adapter().get_client_ip(request))


def _too_often(seconds: int) -> HttpResponse:
    text = (
        f"Paling banyak {settings.KIM_API_PER_MENIT} panggilan tiap menit. "
        f"Coba lagi setelah {seconds} detik, atau ambil berkasnya di /data/."
    )
    response = problem(429, text)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
