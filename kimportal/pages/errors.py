"""What people see when something is not there, not allowed or broken."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.cache import never_cache
from django.views.defaults import ERROR_404_TEMPLATE_NAME, ERROR_500_TEMPLATE_NAME

from kegiatan.kelola.write_pages import write_again
from kimportal.telemetry.request_id import current_code

_KODE_OR_WORD = re.compile(r"[^\W_]+")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the 404 page with a search for the words of the address."""
    words = _KODE_OR_WORD.findall(unquote(request.path.rstrip("/").rpartition("/")[2]))
    context = {"q": " ".join(words)[:100]}
    return render(request, ERROR_404_TEMPLATE_NAME, context, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Show the 500 page with the code that names this request in the log; ask nothing else."""
    text = get_template(ERROR_500_TEMPLATE_NAME).render({"kode": current_code()})
    return HttpResponseServerError(text)


# Addresses that devices talk to.
JSON_ADDRESSES = "/kelola/kegiatan/naskah/"
# Forms that hold somebody's work: they come back as they were typed.
_WRITING = {"kelola_kegiatan:create", "kelola_kegiatan:edit"}


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in plain words that a form is too old or was sent from elsewhere."""
    if request.path.startswith(JSON_ADDRESSES):
        return JsonResponse({"galat": "kedaluwarsa"}, status=403)
    match = request.resolver_match
    if request.method == "POST" and match and match.view_name in _WRITING:
        return write_again(request)
    return render(request, "403_csrf.html", status=403)
