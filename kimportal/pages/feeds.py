"""Atom feeds of published posts: all, of a region, of a KIM, of a field of interest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape

from kegiatan.models import FotoNaskah, Naskah
from kegiatan.querysets import NaskahQuerySet
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Bidang, Kim
from wilayah.models import Wilayah
from wilayah.querysets import normalise_kode

ENTRIES = 50
POST = ("kegiatan__slug", "kegiatan__kim__nama", "kegiatan__kim__slug")


@public_page
def all_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, "Kabar KIM dari seluruh Indonesia", "/", Naskah.objects.newest())


@public_page
def wilayah_feed(request: HttpRequest, kode: str) -> HttpResponse:
    dotted = normalise_kode(kode)
    if dotted and dotted != kode:
        return HttpResponsePermanentRedirect(reverse("feed:wilayah", args=[dotted]))
    wilayah = get_object_or_404(Wilayah, pk=dotted)
    naskah = Naskah.objects.in_wilayah(wilayah.kode).newest()
    return _feed(request, f"Kabar KIM dari {wilayah.sebutan}", wilayah.get_absolute_url(), naskah)


@public_page
def kim_feed(request: HttpRequest, slug: str) -> HttpResponse:
    kim = get_object_or_404(Kim.objects.published().defer("cari"), slug=slug)
    naskah = Naskah.objects.of_kim(kim)
    return _feed(request, f"Kabar {kim.nama}", kim.get_absolute_url(), naskah)


@public_page
def bidang_feed(request: HttpRequest, slug: str) -> HttpResponse:
    bidang = get_object_or_404(Bidang, slug=slug)
    link = f"{reverse('kegiatan:list')}?bidang={bidang.slug}"
    naskah = Naskah.objects.filter(bidang_ids__contains=[bidang.pk]).newest()
    return _feed(request, f"Kabar KIM bidang {bidang.nama}", link, naskah)


def _feed(request: HttpRequest, title: str, link: str, rows: NaskahQuerySet) -> HttpResponse:
    """Return the first published posts of `rows` (newest first) as Atom."""
    photos = FotoNaskah.objects.select_related("foto").order_by("urutan", "pk")
    newest = (
        rows.published()
        .select_related("kegiatan__kim")
        .prefetch_related("bidang", Prefetch("daftar_foto", queryset=photos))
        .only("judul", "ringkasan", "published_at", "reviewed_at", *POST)
    )
    feed = Atom1Feed(
        title=title,
        link=alamat_lengkap(link),
        description=title,
        language="id",
        feed_url=alamat_lengkap(request.path),
        feed_guid=alamat_lengkap(request.path),
    )
    for naskah in newest[:ENTRIES]:
        _add(feed, naskah)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def _add(feed: Atom1Feed, naskah: Naskah) -> None:
    published = cast(datetime, naskah.published_at).astimezone(UTC)
    feed.add_item(
        title=naskah.judul,
        link=alamat_lengkap(naskah.kegiatan.get_absolute_url()),
        # A summary is HTML to readers of Atom.
        description=escape(naskah.ringkasan),
        author_name=naskah.kegiatan.kim.nama,
        author_link=alamat_lengkap(naskah.kegiatan.kim.get_absolute_url()),
        pubdate=published,
        # A revision was reviewed after the first publication.
        updateddate=max(published, (naskah.reviewed_at or published).astimezone(UTC)),
        categories=[bidang.nama for bidang in naskah.bidang.all()],
        enclosures=_photo(naskah),
    )


def _photo(naskah: Naskah) -> list[Enclosure]:
    """Return the first photo, if it is public, as the entry's picture."""
    for row in naskah.daftar_foto.all()[:1]:
        if row.foto.is_public:
            size = str(row.foto.jpeg.byte)
            return [Enclosure(alamat_lengkap(row.foto.jpeg_url), size, "image/jpeg")]
    return []
