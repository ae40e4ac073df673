"""What people see when something is not there, not allowed or broken."""

import logging
import re
from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.defaults import ERROR_404_TEMPLATE_NAME, ERROR_500_TEMPLATE_NAME

from kegiatan.kelola.write_pages import write_again
from kimportal.storages import StoreError
from kimportal.telemetry.request_id import current_code

logger = logging.getLogger(__name__)

_KODE_OR_WORD = re.compile(r"[^\W_]+")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the 404 page with a search for the words of the address."""
    words = _KODE_OR_WORD.findall(unquote(request.path.rstrip("/").rpartition("/")[2]))
    context = {"q": " ".join(words)[:100]}
    return render(request, ERROR_404_TEMPLATE_NAME, context, status=404)


class StoreDownMiddleware:
    """Says in plain words that a file could not be kept; the transaction has been undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StoreError):
            return None
        logger.error("Store is down: %s", exception)
        answer = render(request, "503.html", status=503)
        answer["Retry-After"] = "300"
        add_never_cache_headers(answer)
        return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Show the 500 page with the code by which the log names this request; nothing else is asked."""
    text = get_template(ERROR_500_TEMPLATE_NAME).render({"kode": current_code()})
    return HttpResponseServerError(text)


# Forms that hold somebody's work: they come back as they were typed.
# Addresses that devices talk to.
_JSON = "/kelola/kegiatan/naskah/"
_WRITING = {"kelola_kegiatan:create", "kelola_kegiatan:edit"}


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in plain words that a form is too old or was sent from elsewhere."""
    if request.path.startswith(_JSON):
        return JsonResponse({"galat": "kedaluwarsa"}, status=403)
    match = request.resolver_match
    if request.method == "POST" and match and match.view_name in _WRITING:
        return write_again(request)
    return render(request, "403_csrf.html", status=403)
