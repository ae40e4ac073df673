"""The site of one KIM: profile, kabar, produk, galeri."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kegiatan.models import FotoNaskah, JenisKegiatan, Naskah
from kegiatan.querysets import NaskahQuerySet
from kimportal.jsonld import json_ld
from kimportal.listing import page_of
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


@public_page
def detail_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a KIM's profile with a little of everything it has published."""
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "detail") | {
        "daftar_kabar": _posts(kim)[:NEWEST],
        "daftar_produk": _products(kim)[:NEWEST_PRODUCTS],
        "daftar_foto": _photos(kim)[:NEWEST_PHOTOS],
        "daftar_pengurus": _people(kim),
        "sk": kim.daftar_sk.first(),
        "hari_aktif": settings.KIM_HARI_AKTIF,
        "peta": region_map(kim.wilayah_id, points=[kim.titik] if kim.titik else []),
        "jsonld": _organization(kim),
    }
    return render(request, "pages/kim_detail.html", konteks)


@public_page
def posts_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a KIM has published, products left out."""
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "posts") | {"halaman": page_of(request, _posts(kim))}
    return render(request, "pages/kim_posts.html", konteks)


@public_page
def products_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the products of small businesses that a KIM has published."""
    kim = _public_kim(slug)
    konteks = _kim_context(kim, "products") | {"halaman": page_of(request, _products(kim))}
    return render(request, "pages/kim_products.html", konteks)


@public_page
def gallery_of_kim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the photos of a KIM's published posts."""
    kim = _public_kim(slug)
    page = page_of(request, _photos(kim), PHOTOS_PER_PAGE)
    return render(
        request, "pages/kim_gallery.html", _kim_context(kim, "gallery") | {"halaman": page}
    )


def _public_kim(slug: str) -> Kim:
    rows = Kim.objects.published().select_related("wilayah", "logo", "sampul")
    return get_object_or_404(rows.prefetch_related("bidang").defer("cari"), slug=slug)


def _posts(kim: Kim) -> NaskahQuerySet:
    rows = Naskah.objects.published().filter(kegiatan__kim=kim)
    return rows.exclude(jenis=JenisKegiatan.PRODUK).newest().for_cards()


def _products(kim: Kim) -> NaskahQuerySet:
    rows = Naskah.objects.published().filter(kegiatan__kim=kim, jenis=JenisKegiatan.PRODUK)
    return rows.newest().for_cards()


def _photos(kim: Kim) -> Any:
    published = Naskah.objects.published().filter(kegiatan__kim=kim)
    return (
        FotoNaskah.objects.filter(naskah__in=published, foto__is_public=True)
        .select_related("foto", "naskah__kegiatan")
        .defer("naskah__isi", "naskah__cari")
        .order_by("-naskah__published_at", "urutan", "pk")
    )


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
