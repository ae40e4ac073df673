"""The site of one KIM: profile, kabar, produk, galeri."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from kegiatan.cards import PRODUK, card_versions, draw_cards, draw_photos, draw_versions
from kegiatan.models import FotoNaskah, JenisKegiatan, Naskah
from kegiatan.querysets import NaskahQuerySet
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import text_first
from kimportal.pages.kim_parts import Shown, detail_parts, frame_parts, shown_kim, title_of
from kimportal.paging import PER_PAGE, Draw, list_page, page_address
from kimportal.public import public_page
from komunitas.models import Kim

NEWEST = 6
NEWEST_PRODUCTS = 4
NEWEST_PHOTOS = 8
PHOTOS_PER_PAGE = 24

KABAR_CARDS = partial(draw_cards, tanpa_kim=True)
PRODUK_CARDS = partial(draw_cards, template=PRODUK, tanpa_kim=True)

View = Callable[[HttpRequest, str], HttpResponse]


def _posts(kim: Any) -> NaskahQuerySet:
    return Naskah.objects.published().of_kim(kim).exclude(jenis=JenisKegiatan.PRODUK)


def _products(kim: Any) -> NaskahQuerySet:
    return Naskah.objects.published().of_kim(kim).filter(jenis=JenisKegiatan.PRODUK)


def _photos(kim: Any) -> Any:
    """Return the photos of the KIM's published posts, in the order of `of_kim`."""
    return FotoNaskah.objects.filter(
        naskah__status="published",
        naskah__kegiatan__kim=kim,
        naskah__kegiatan__naskah_terbit__isnull=False,
        foto__is_public=True,
    ).order_by("-naskah__kegiatan__published_at", "-naskah__kegiatan_id", "-pk")


# What the profile shows of each, as a question that is compiled once.
OF_KIM = Parameter("kim", BigIntegerField())
POSTS = CompiledQuery(lambda: card_versions(_posts(OF_KIM)[:NEWEST]))
PRODUCTS = CompiledQuery(lambda: card_versions(_products(OF_KIM)[:NEWEST_PRODUCTS]))
PHOTOS = CompiledQuery(lambda: _photos(OF_KIM).values_list("pk")[:NEWEST_PHOTOS])


def _follow_merged(name: str) -> Callable[[View], View]:
    """Lead from the address of a KIM that was merged to the same page of the kept one."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except Http404:
                kept = Kim.objects.published().filter(daftar_digabung__slug=slug).first()
                if kept is None:
                    raise
                return redirect(f"kim:{name}", kept.slug, permanent=True)

        return wrapper

    return decorate


@public_page
@_follow_merged("detail")
def detail_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a KIM's profile with a little of everything it has published."""
    shown = shown_kim(slug)
    own = {"tanpa_kim": True} | text_first(request)
    konteks = {
        "kim": shown,
        "judul": title_of(shown, "detail"),
        "bagian": detail_parts(request, shown),
        "daftar_kabar": draw_versions(POSTS(kim=shown.pk), **own),
        "daftar_produk": draw_versions(PRODUCTS(kim=shown.pk), PRODUK, **own),
        "daftar_foto": draw_photos((pk for (pk,) in PHOTOS(kim=shown.pk)), **text_first(request)),
    }
    return render(request, "pages/kim_detail.html", konteks)


@public_page
@_follow_merged("posts")
def posts_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a KIM has published, products left out."""
    shown = shown_kim(slug)
    konteks = _list_context(request, shown, "posts", _posts(shown.pk), KABAR_CARDS)
    return render(request, "pages/kim_posts.html", konteks)


@public_page
@_follow_merged("products")
def products_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the products of small businesses that a KIM has published."""
    shown = shown_kim(slug)
    konteks = _list_context(request, shown, "products", _products(shown.pk), PRODUK_CARDS)
    return render(request, "pages/kim_products.html", konteks)


@public_page
@_follow_merged("gallery")
def gallery_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the photos of a KIM's published posts."""
    shown = shown_kim(slug)
    photos = _photos(shown.pk)
    konteks = _list_context(request, shown, "gallery", photos, _photo_cards, PHOTOS_PER_PAGE)
    return render(request, "pages/kim_gallery.html", konteks)


def _photo_cards(rows: Any, **options: Any) -> dict[int, SafeString]:
    return draw_photos(rows.values_list("pk", flat=True), **options)


def _list_context(
    request: HttpRequest,
    shown: Shown,
    active: str,
    rows: Any,
    draw: Draw,
    per_page: int = PER_PAGE,
) -> dict[str, Any]:
    page = list_page(request, rows, partial(draw, **text_first(request)), per_page)
    kanonik = page_address(request.path, page)
    return {
        "kim": shown,
        "judul": title_of(shown, active),
        "bagian": frame_parts(request, shown, active, kanonik),
        "halaman": page,
    }
