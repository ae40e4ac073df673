"""Kabar KIM in public: the list, a post, its print edition; photos of drafts for reviewers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kegiatan.cards import draw_cards
from kegiatan.filters import PRAKTIK_URUTAN, KegiatanFilter, PraktikFilter
from kegiatan.metadata import describe
from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kegiatan.page import post_context, with_context
from kegiatan.reading import count_read
from kegiatan.scope import naskah_visible_to
from kimportal.fragments import text_first
from kimportal.images.models import Foto
from kimportal.images.storage import open_private
from kimportal.listing import list_context
from kimportal.public import public_page

NEWEST_MARKS = PRAKTIK_URUTAN["ditandai"][1]
RELATED = 4
# Enough of the newest posts around to find some of the same field of interest among them.
RELATED_POOL = 24


@public_page
def list_kegiatan(request: HttpRequest) -> HttpResponse:
    """Show the published posts that pass the filter."""
    saring = KegiatanFilter(request.GET, Naskah.objects.published().newest(), request=request)
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
    naskah = _published(pk)
    if slug != naskah.kegiatan.slug:
        return HttpResponsePermanentRedirect(naskah.kegiatan.get_absolute_url())
    wilayah = naskah.wilayah
    konteks = _post_context(naskah) | {
        "terkait": _related(naskah, **text_first(request)),
        "remah": [
            {"nama": "Kabar KIM", "url": reverse("kegiatan:list")},
            {
                "nama": wilayah.nama_kabkota,
                "url": f"{reverse('kegiatan:list')}?wilayah={wilayah.kode_kabkota}",
            },
            {"nama": naskah.judul},
        ],
    }
    return render(request, "kegiatan/kegiatan_detail.html", konteks)


@public_page
def print_kegiatan(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a post as a sheet in large type, to print for a notice board or to listen to."""
    naskah = _published(pk)
    if slug != naskah.kegiatan.slug:
        right = reverse("kegiatan:print", args=[pk, naskah.kegiatan.slug])
        return HttpResponsePermanentRedirect(right)
    return render(request, "kegiatan/kegiatan_cetak.html", _post_context(naskah))


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


def _published(pk: int) -> Naskah:
    rows = with_context(Naskah.objects.published())
    return get_object_or_404(rows, kegiatan=pk)


def _post_context(naskah: Naskah) -> dict[str, object]:
    """Return what the page and its print edition both show, facts for machines included."""
    daftar_foto = list(naskah.daftar_foto.filter(foto__is_public=True).select_related("foto"))
    konteks = post_context(naskah, daftar_foto)
    return konteks | {"jsonld": describe(naskah, daftar_foto)}


def _related(naskah: Naskah, **options: Any) -> dict[int, SafeString]:
    """Return cards of the newest posts from the same kabupaten/kota, of the same bidang first."""
    bidang = {row.pk for row in naskah.bidang.all()}
    links = Naskah.bidang.through.objects.filter(naskah=OuterRef("pk"))
    around = (
        Naskah.objects.published()
        .in_wilayah(naskah.wilayah.kode_kabkota)
        .exclude(pk=naskah.pk)
        .newest()
        .values_list("pk", ArraySubquery(links.values("bidang")))[:RELATED_POOL]
    )
    near = sorted(around, key=lambda row: bidang.isdisjoint(row[1]))[:RELATED]
    rows = Naskah.objects.published().filter(pk__in=[pk for pk, _ in near])
    cards = draw_cards(rows, **options)
    return {pk: cards[pk] for pk, _ in near if pk in cards}
