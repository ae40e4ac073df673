"""What people see when something is not there, not allowed or broken."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import ERROR_404_TEMPLATE_NAME

_KODE_OR_WORD = re.compile(r"[^\W_]+")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the 404 page with a search for the words of the address."""
    words = _KODE_OR_WORD.findall(unquote(request.path.rstrip("/").rpartition("/")[2]))
    context = {"q": " ".join(words)[:100]}
    return render(request, ERROR_404_TEMPLATE_NAME, context, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in plain words that a form is too old or was sent from elsewhere."""
    return render(request, "403_csrf.html", status=403)
