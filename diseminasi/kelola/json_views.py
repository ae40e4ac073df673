"""What a phone talks to that kept a report until there was a signal. JSON, never cached."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from diseminasi.kelola.forms import LaporForm
from diseminasi.kelola.stash import relay_data
from diseminasi.kelola.work import info_for, kims_handed
from diseminasi.relay import relay_info
from kegiatan.kelola.json_views import json_endpoint

TERCATAT = "Terima kasih. Laporan Anda tercatat."


@json_endpoint("GET")
def data(request: HttpRequest) -> HttpResponse:
    """Give what can be relayed, for the time without a signal."""
    return JsonResponse(relay_data(request.user))


@json_endpoint("POST")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report; the same key again is answered alike and changes nothing."""
    info = get_object_or_404(info_for(request.user), pk=pk)
    kims = kims_handed(request.user, info)
    form = LaporForm(request.POST, request.FILES, info=info, pengguna=request.user, kims=kims)
    if not form.is_valid():
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"pesan": " ".join(sentences)}, status=422)
    laporan = relay_info(info, by=request.user, **form.cleaned_data)
    messages.success(request, TERCATAT)
    return JsonResponse({"uuid": str(laporan.uuid)})
