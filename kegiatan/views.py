"""Kabar KIM in public: the list, a post, its print edition; photos of drafts for reviewers."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kegiatan.cards import draw_cards
from kegiatan.detail import page_parts, published_context, related, shown_post
from kegiatan.filters import PRAKTIK_URUTAN, KegiatanFilter, PraktikFilter
from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kegiatan.reading import count_read
from kegiatan.scope import naskah_visible_to
from kimportal.fragments import text_first
from kimportal.images.models import Foto
from kimportal.images.storage import open_private
from kimportal.listing import list_context
from kimportal.public import public_page

TERBARU = Naskah.objects.published().newest()
NEWEST_MARKS = PRAKTIK_URUTAN["ditandai"][1]


@public_page
def list_kegiatan(request: HttpRequest) -> HttpResponse:
    """Show the published posts that pass the filter."""
    saring = KegiatanFilter(request.GET, TERBARU, request=request)
    konteks = list_context(saring, partial(draw_cards, h="h2", **text_first(request))) | {
        "satuan": "kabar",
        "remah": [{"nama": "Kabar KIM"}],
    }
    return render(request, "kegiatan/kegiatan_list.html", konteks)


@public_page
def list_praktik_baik(request: HttpRequest) -> HttpResponse:
    """Show the posts that other KIM may take as an example, each with the reason for it."""
    semua = Naskah.objects.praktik_baik().order_by(*NEWEST_MARKS)
    saring = PraktikFilter(request.GET, semua, request=request)
    konteks = list_context(
        saring, partial(draw_cards, h="h2", praktik=True, **text_first(request))
    ) | {
        "satuan": "praktik baik",
        "remah": [{"nama": "Praktik baik"}],
    }
    return render(request, "kegiatan/praktik_list.html", konteks)


@require_safe
@never_cache
def photo_preview(request: HttpRequest, kunci: str, width: int) -> HttpResponse:
    """Send a photo from the private store to those who may see a version that shows it."""
    visible = FotoNaskah.objects.filter(naskah__in=naskah_visible_to(request.user))
    ready = Foto.objects.exclude(ukuran={})
    shown = get_object_or_404(ready, kunci=kunci, pk__in=visible.values("foto"))
    with open_private(shown, width) as file:
        return HttpResponse(file.read(), content_type="image/webp")


@public_page
def detail_kegiatan(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a post; an address with another slug leads to the right one."""
    shown = shown_post(pk)
    if slug != shown.slug:
        return redirect("kegiatan:detail", pk, shown.slug, permanent=True)
    konteks = {
        "kabar": shown,
        "bagian": page_parts(request, shown),
        "terkait": related(shown, **text_first(request)),
    }
    return render(request, "kegiatan/kegiatan_detail.html", konteks)


@public_page
def print_kegiatan(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a post as a sheet in large type, to print for a notice board or to listen to."""
    konteks = published_context(pk)
    right = konteks["kegiatan"].slug
    if slug != right:
        return redirect("kegiatan:print", pk, right, permanent=True)
    return render(request, "kegiatan/kegiatan_cetak.html", konteks)


@login_not_required
@csrf_exempt
@require_POST
@never_cache
def count_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Count that the post's page was read; a beacon of our own pages, without any cookie.

    It changes nothing but a number, so it needs no token; other sites' pages are turned away.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return HttpResponse(status=403)
    count_read(get_object_or_404(Kegiatan.objects.published(), pk=pk))
    return HttpResponse(status=204)
