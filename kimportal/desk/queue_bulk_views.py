"""Deciding on many items: a page that says what will happen, then what happened."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kimportal.desk import queue_bulk
from kimportal.desk.queue_filter import read_filter
from kimportal.desk.queue_views import MAX_ALASAN, page_context
from komunitas.permissions import admin_codes


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Ask once more (POST `pilih`, `langkah`, `alasan`), then with `pasti` decide."""
    langkah = request.POST.get("langkah", "")
    if langkah not in queue_bulk.LANGKAH:
        raise Http404
    if not admin_codes(request.user):
        raise PermissionDenied
    saringan = read_filter(request.POST.get("dari", ""))
    kembali = f"{reverse('admin:antrean')}?{saringan.query}".rstrip("?")
    pilihan = queue_bulk.chosen(request.POST.getlist("pilih"))[: queue_bulk.MAKSIMUM]
    if not pilihan:
        messages.warning(request, "Centang dulu yang mau diputuskan.")
        return HttpResponseRedirect(kembali)
    alasan = request.POST.get("alasan", "").replace("\0", "").strip()
    butir = queue_bulk.prepare(pilihan, langkah, by=request.user)
    galat = _fault(langkah, alasan) if "pasti" in request.POST else ""
    is_done = "pasti" in request.POST and not galat
    if is_done:
        queue_bulk.decide_all(butir, by=request.user, reason=alasan)
    konteks = page_context(
        request,
        "Hasil keputusan" if is_done else f"{queue_bulk.LANGKAH[langkah]}: pastikan dulu",
        butir=butir,
        jadi=[item for item in butir if item.is_jadi],
        tertahan=[item for item in butir if item.halangan],
        siap=[item for item in butir if not item.halangan],
        langkah=langkah,
        label=queue_bulk.LANGKAH[langkah],
        alasan=alasan,
        galat=galat,
        dari=saringan.query or "1",
        kembali=kembali,
    )
    name = "admin/antrean/hasil.html" if is_done else "admin/antrean/pastikan.html"
    return render(request, name, konteks)


def _fault(langkah: str, alasan: str) -> str:
    if langkah == "kembali" and not alasan:
        return "Tuliskan alasannya, supaya pengirim tahu apa yang perlu diubah."
    if len(alasan) > MAX_ALASAN:
        return f"Paling panjang {MAX_ALASAN} huruf. Pendekkan sedikit."
    return ""
