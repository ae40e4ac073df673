"""Deciding on many items: a page that says what will happen, then what happened."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kimportal.desk import queue_bulk
from kimportal.desk.queue_choice import keep_choice
from kimportal.desk.queue_filter import Saringan, read_filter
from kimportal.desk.queue_views import MAX_ALASAN, page_context
from kimportal.keys import read_key
from kimportal.paging import PAGE_PARAMETER
from komunitas.permissions import admin_codes


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Ask once more (POST `pilih`, `langkah`, `alasan`), then with `pasti` decide.

    `batal` leads back to the list, to everything that was ticked (`tadi`: what could not be
    decided) and typed.
    """
    langkah = request.POST.get("langkah", "")
    if langkah not in queue_bulk.LANGKAH:
        raise Http404
    if not admin_codes(request.user):
        raise PermissionDenied
    saringan = read_filter(request.POST.get("dari", ""))
    kembali = f"{reverse('admin:antrean')}?{saringan.query}".rstrip("?")
    alasan = request.POST.get("alasan", "").replace("\0", "").strip()
    if "batal" in request.POST:
        terpilih = [*request.POST.getlist("pilih"), *request.POST.getlist("tadi")]
        keep_choice(request, terpilih[: queue_bulk.MAKSIMUM], alasan[:MAX_ALASAN])
        return HttpResponseRedirect(_list_address(request, saringan))
    pilihan = queue_bulk.chosen(request.POST.getlist("pilih"))[: queue_bulk.MAKSIMUM]
    if not pilihan:
        messages.warning(request, "Centang dulu yang mau diputuskan.")
        return HttpResponseRedirect(kembali)
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
        halaman=request.POST.get(PAGE_PARAMETER, ""),
    )
    name = "admin/antrean/hasil.html" if is_done else "admin/antrean/pastikan.html"
    return render(request, name, konteks)


def _list_address(request: HttpRequest, saringan: Saringan) -> str:
    """Return the place on the page of the list where it was ticked."""
    number = read_key(request.POST.get(PAGE_PARAMETER, ""))
    query = urlencode({PAGE_PARAMETER: number}) if number > 1 else ""
    return f"{reverse('admin:antrean')}?{'&'.join(filter(None, [saringan.query, query]))}#antrean"


def _fault(langkah: str, alasan: str) -> str:
    if langkah == "kembali" and not alasan:
        return "Tuliskan alasannya, supaya pengirim tahu apa yang perlu diubah."
    if len(alasan) > MAX_ALASAN:
        return f"Paling panjang {MAX_ALASAN} huruf. Pendekkan sedikit."
    return ""
