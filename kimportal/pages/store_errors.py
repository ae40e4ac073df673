"""When files cannot be kept: a plain sentence, and everything that was typed stays."""

from __future__ import annotations

import errno
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kimportal.pages.errors import JSON_ADDRESSES
from kimportal.storages import StoreError

SENTENCE = "Tempat penyimpanan berkas sedang tidak menjawab, jadi berkasnya belum tersimpan."
FULL = {errno.ENOSPC, errno.EDQUOT}
NOT_REPEATED = {"csrfmiddlewaretoken"}


class StoreErrorMiddleware:
    """Answers instead of the error page, where a store does not answer or a disk is full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        is_full = isinstance(error, OSError) and error.errno in FULL
        return not_kept(request) if is_full or isinstance(error, StoreError) else None


@never_cache
def not_kept(request: HttpRequest) -> HttpResponse:
    """Offer the form again with all that was typed; files have to be chosen once more."""
    if request.path.startswith(JSON_ADDRESSES):
        answer: HttpResponse = JsonResponse({"galat": "penyimpanan", "pesan": SENTENCE}, status=503)
    else:
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_REPEATED
            for value in values
        ]
        files = [(name, getattr(file, "name", "")) for name, file in request.FILES.items()]
        context = {"kalimat": SENTENCE, "ketikan": typed, "berkas": files}
        answer = render(request, "503_penyimpanan.html", context, status=503)
    answer["Retry-After"] = "60"
    return answer
