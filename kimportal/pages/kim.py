"""The site of one KIM: profile, kabar, produk, galeri."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from kegiatan.cards import PRODUK, draw_cards, draw_photos
from kegiatan.models import FotoNaskah, JenisKegiatan, Naskah
from kegiatan.querysets import NaskahQuerySet
from kimportal.fragments import text_first
from kimportal.jsonld import json_ld
from kimportal.paging import PER_PAGE, Draw, list_page, page_address
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap
from kimportal.whatsapp import whatsapp_url
from komunitas.models import Jabatan, Keanggotaan, Kim
from wilayah.svg import region_map

NEWEST = 6
NEWEST_PRODUCTS = 4
NEWEST_PHOTOS = 8
PHOTOS_PER_PAGE = 24
# The parts of a KIM's site, by URL name.
BAGIAN = {"detail": "Profil", "posts": "Kabar", "products": "Produk", "gallery": "Galeri"}

KABAR_CARDS = partial(draw_cards, tanpa_kim=True)
PRODUK_CARDS = partial(draw_cards, template=PRODUK, tanpa_kim=True)

View = Callable[[HttpRequest, str], HttpResponse]


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
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "detail") | {
        "daftar_kabar": KABAR_CARDS(_posts(kim)[:NEWEST], **text_first(request)),
        "daftar_produk": PRODUK_CARDS(_products(kim)[:NEWEST_PRODUCTS], **text_first(request)),
        "daftar_foto": draw_photos(_photos(kim)[:NEWEST_PHOTOS], **text_first(request)),
        "daftar_pengurus": _people(kim),
        "sk": kim.daftar_sk.first(),
        "hari_aktif": settings.KIM_HARI_AKTIF,
        "peta": region_map(kim.wilayah_id, points=[kim.titik] if kim.titik else []),
        "jsonld": _organization(kim),
    }
    return render(request, "pages/kim_detail.html", konteks)


@public_page
@_follow_merged("posts")
def posts_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a KIM has published, products left out."""
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "posts") | _page_context(request, _posts(kim), KABAR_CARDS)
    return render(request, "pages/kim_posts.html", konteks)


@public_page
@_follow_merged("products")
def products_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the products of small businesses that a KIM has published."""
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "products")
    konteks |= _page_context(request, _products(kim), PRODUK_CARDS)
    return render(request, "pages/kim_products.html", konteks)


@public_page
@_follow_merged("gallery")
def gallery_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the photos of a KIM's published posts."""
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "gallery")
    konteks |= _page_context(request, _photos(kim), draw_photos, PHOTOS_PER_PAGE)
    return render(request, "pages/kim_gallery.html", konteks)


def _page_context(
    request: HttpRequest, rows: Any, draw: Draw, per_page: int = PER_PAGE
) -> dict[str, Any]:
    page = list_page(request, rows, partial(draw, **text_first(request)), per_page)
    return {"halaman": page, "kanonik": page_address(request.path, page)}


def _public_kim(slug: str) -> Kim:
    rows = Kim.objects.published().select_related("wilayah", "logo", "sampul")
    return get_object_or_404(rows.prefetch_related("bidang").defer("cari"), slug=slug)


def _posts(kim: Kim) -> NaskahQuerySet:
    return Naskah.objects.published().of_kim(kim).exclude(jenis=JenisKegiatan.PRODUK)


def _products(kim: Kim) -> NaskahQuerySet:
    return Naskah.objects.published().of_kim(kim).filter(jenis=JenisKegiatan.PRODUK)


def _photos(kim: Kim) -> Any:
    """Return the photos of the KIM's published posts, in the order of `of_kim`."""
    return FotoNaskah.objects.filter(
        naskah__status="published",
        naskah__kegiatan__kim=kim,
        naskah__kegiatan__naskah_terbit__isnull=False,
        foto__is_public=True,
    ).order_by("-naskah__kegiatan__published_at", "-naskah__kegiatan_id", "-pk")


def _people(kim: Kim) -> list[Keanggotaan]:
    """Return those who hold an office today, in the order of the offices."""
    rank = {jabatan: place for place, jabatan in enumerate(Jabatan.values)}
    holders = kim.daftar_keanggotaan.current().exclude(
        jabatan__in=[Jabatan.PEWARTA, Jabatan.ANGGOTA]
    )
    return sorted(holders, key=lambda place: rank[place.jabatan])


def _kim_context(kim: Kim, active: str) -> dict[str, Any]:
    """Return what every page of a KIM's site shows, `active` being the URL name of this one."""
    address = alamat_lengkap(kim.get_absolute_url())
    pesan = f"Halo {kim.nama}, saya membaca halaman Anda di {address}. Saya ingin bertanya: "
    return {
        "kim": kim,
        "daftar_bagian": [
            {"nama": nama, "url": reverse(f"kim:{name}", args=[kim.slug]), "aktif": name == active}
            for name, nama in BAGIAN.items()
        ],
        "tanya": whatsapp_url(kim.whatsapp, pesan),
        "remah": _crumbs(kim, active),
    }


def _crumbs(kim: Kim, active: str) -> list[dict[str, str]]:
    directory = reverse("kim:list")
    around = f"{directory}?wilayah={kim.wilayah.kode_kabkota}"
    crumbs = [
        {"nama": "KIM", "url": directory},
        {"nama": kim.wilayah.nama_kabkota, "url": around},
    ]
    if active == "detail":
        return [*crumbs, {"nama": kim.nama}]
    return [*crumbs, {"nama": kim.nama, "url": kim.get_absolute_url()}, {"nama": BAGIAN[active]}]


def _organization(kim: Kim) -> Any:
    """Return the KIM as search engines read it (schema.org)."""
    return json_ld(
        {
            "@type": "Organization",
            "name": kim.nama,
            "url": alamat_lengkap(kim.get_absolute_url()),
            "description": kim.visi,
            "identifier": kim.nomor,
            "foundingDate": str(kim.tahun_berdiri or ""),
            "email": kim.email,
            "logo": alamat_lengkap(kim.logo.jpeg_url) if kim.logo and kim.logo.is_public else None,
            "sameAs": [url for _, _, url in kim.daftar_tautan],
            "address": {
                "@type": "PostalAddress",
                "streetAddress": kim.alamat,
                "addressLocality": kim.wilayah.nama_lengkap,
                "addressCountry": "ID",
            },
        }
    )
