"""Cek Hoaks in public: the list, the page of a rumour, sending one in, the sender's own page."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from diseminasi.hoaks.cards import draw_cards
from diseminasi.hoaks.filters import IsuFilter
from diseminasi.hoaks.forms import MAX_TEKS, KirimForm
from diseminasi.hoaks.permissions import is_public
from diseminasi.hoaks.picture import read_verdict_card, verdict_alt
from diseminasi.hoaks.sending import send_rumour
from diseminasi.hoaks.similar import similar_rumours
from diseminasi.hoaks.texts import advice, verdict_text
from diseminasi.models import Isu, KirimanIsu
from kimportal.accounts import limits
from kimportal.accounts.devices import device_of, entrance
from kimportal.accounts.open_form import sent_key
from kimportal.images.pipeline import process
from kimportal.listing import list_context
from kimportal.private import private_page
from kimportal.public import public_page

AWAL = {"nama": "Cek Hoaks"}


@public_page
def list_isu(request: HttpRequest) -> HttpResponse:
    """Show what is being checked and what was decided, as far as it passes the filter."""
    saring = IsuFilter(request.GET, Isu.objects.listed().newest(), request=request)
    konteks = list_context(saring, partial(draw_cards, h="h2")) | {
        "satuan": "isu",
        "remah": [AWAL],
        "alamat_kirim": _address_to_send(request.GET.get("q", "")),
    }
    return render(request, "diseminasi/hoaks/daftar.html", konteks)


def _address_to_send(teks: str) -> str:
    """Return the address of the form to send a rumour in, with what was looked for in it."""
    return f"{reverse('hoaks:send')}?{urlencode({'teks': teks})}" if teks else reverse("hoaks:send")


@public_page
def detail_isu(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a rumour; another slug, or one that was merged into it, leads to the right page."""
    isu = get_object_or_404(Isu.objects.select_related("wilayah", "gabung_ke").defer("cari"), pk=pk)
    if isu.slug and isu.gabung_ke and is_public(isu.gabung_ke):
        return HttpResponsePermanentRedirect(isu.gabung_ke.get_absolute_url())
    if not is_public(isu):
        raise Http404
    if slug != isu.slug:
        return HttpResponsePermanentRedirect(isu.get_absolute_url())
    konteks = {
        "isu": isu,
        "saran": advice(isu),
        "teks": verdict_text(isu),
        "alt_kartu": verdict_alt(isu) if isu.is_diputuskan else "",
        "daftar_ralat": isu.daftar_ralat.order_by("-pk"),
        "daftar_info": isu.daftar_info.released().newest().defer("cari"),
        "remah": [AWAL | {"url": reverse("hoaks:list")}, {"nama": isu.klaim}],
    }
    return render(request, "diseminasi/hoaks/isu.html", konteks)


@public_page
def card(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send the picture card of a verdict that holds."""
    rows = Isu.objects.listed().select_related("wilayah").defer("cari")
    isu = get_object_or_404(rows.exclude(putusan=""), pk=pk)
    if slug != isu.slug:
        return HttpResponsePermanentRedirect(reverse("hoaks:card", args=[pk, isu.slug]))
    return HttpResponse(read_verdict_card(isu), content_type="image/png")


@login_not_required
@private_page
@entrance
def send(request: HttpRequest) -> HttpResponse:
    """Take a rumour in, without account."""
    if known := _known(request):
        return redirect(known.alamat_tiket)
    sought = {"teks": request.GET.get("teks", "")[:MAX_TEKS]}
    form = KirimForm(request.POST or None, request.FILES or None, initial=sought)
    if request.method == "POST" and form.is_valid():
        limits.spend(limits.RUMOURS, device_of(request).key)
        limits.spend(limits.RUMOURS_AT_ADDRESS, get_adapter().get_client_ip(request))
        if kiriman := _take(form):
            return redirect(kiriman.alamat_tiket)
    konteks: dict[str, Any] = {
        "form": form,
        "remah": [AWAL | {"url": reverse("hoaks:list")}, {"nama": "Kirim isu"}],
    }
    return render(request, "diseminasi/hoaks/kirim.html", konteks)


def _known(request: HttpRequest) -> KirimanIsu | None:
    """Return what this very form has sent already: a double tap, a lost answer."""
    kunci = sent_key(request)
    return KirimanIsu.objects.filter(kunci=kunci).first() if kunci else None


def _take(form: KirimForm) -> KirimanIsu | None:
    sent = {name: value for name, value in form.cleaned_data.items() if name != "situs"}
    upload = sent.pop("foto")
    try:
        foto = process(upload) if upload else None
    except ValidationError as error:
        form.add_error("foto", error)
        return None
    return send_rumour(foto=foto, **sent)


@login_not_required
@private_page
def ticket(request: HttpRequest, tiket: str) -> HttpResponse:
    """Show the sender how far it is; whoever has the address may look."""
    rows = KirimanIsu.objects.select_related("isu__wilayah", "isu__gabung_ke__wilayah")
    kiriman = get_object_or_404(rows, tiket=tiket.replace("\0", ""))
    isu = kiriman.isu.gabung_ke or kiriman.isu
    is_tampil = is_public(isu)
    mirip = [] if is_tampil else similar_rumours(kiriman.teks, Isu.objects.listed().recent())
    response = render(
        request,
        "diseminasi/hoaks/tiket.html",
        {"kiriman": kiriman, "isu": isu, "is_tampil": is_tampil, "mirip": mirip},
    )
    # The address is the key: it must not travel on to other sites.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
