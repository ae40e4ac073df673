"""What a post tells search engines about itself (schema.org)."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from kegiatan.models import FotoNaskah, JenisKegiatan, Naskah
from kimportal.jsonld import json_ld
from kimportal.template_tags import alamat_lengkap


def describe(naskah: Naskah, daftar_foto: list[FotoNaskah]) -> SafeString:
    """Return the JSON-LD of a post: an article, an event, or a product with its price."""
    kim = naskah.kegiatan.kim
    publisher = {
        "@type": "Organization",
        "name": kim.nama,
        "url": alamat_lengkap(kim.get_absolute_url()),
    }
    common = {
        "name": naskah.judul,
        "description": naskah.ringkasan,
        "url": alamat_lengkap(naskah.kegiatan.get_absolute_url()),
        "image": [alamat_lengkap(row.foto.url_besar) for row in daftar_foto],
    }
    kinds = {JenisKegiatan.AGENDA: _event, JenisKegiatan.PRODUK: _product}
    return json_ld(common | kinds.get(JenisKegiatan(naskah.jenis), _article)(naskah, publisher))


def _article(naskah: Naskah, publisher: dict[str, Any]) -> dict[str, Any]:
    kind = "NewsArticle" if naskah.jenis == JenisKegiatan.BERITA else "Article"
    return {
        "@type": kind,
        "headline": naskah.judul,
        "datePublished": naskah.published_at.isoformat() if naskah.published_at else None,
        "dateModified": (naskah.reviewed_at or naskah.updated_at).isoformat(),
        "author": publisher,
        "publisher": publisher,
        "contentLocation": _place(naskah),
        "inLanguage": "id",
    }


def _event(naskah: Naskah, publisher: dict[str, Any]) -> dict[str, Any]:
    start = naskah.tanggal.isoformat()
    if naskah.jam:
        start += f"T{naskah.jam:%H:%M}:00+0{naskah.wilayah.zona}:00"
    return {
        "@type": "Event",
        "startDate": start,
        "endDate": naskah.tanggal_selesai.isoformat() if naskah.tanggal_selesai else None,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(naskah),
        "organizer": publisher,
    }


def _product(naskah: Naskah, publisher: dict[str, Any]) -> dict[str, Any]:
    offer = {"@type": "Offer", "price": naskah.harga, "priceCurrency": "IDR", "seller": publisher}
    return {"@type": "Product", "offers": offer if naskah.harga else None, "brand": publisher}


def _place(naskah: Naskah) -> dict[str, Any]:
    wilayah = naskah.wilayah
    return {
        "@type": "Place",
        "name": naskah.tempat or wilayah.sebutan,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": wilayah.nama_lengkap,
            "addressCountry": "ID",
        },
    }
