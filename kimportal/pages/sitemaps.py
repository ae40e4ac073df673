"""The sitemap index and its sections, with addresses after KIM_SITE_URL whoever asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kegiatan.models import Naskah
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Kim
from wilayah.models import Wilayah

XML = "application/xml; charset=utf-8"
# Lists that change too slowly for three seconds of caching.
CACHE_CONTROL = "public, max-age=3600"
HALAMAN = [
    "pages:home",
    "kim:list",
    "kegiatan:list",
    "wilayah:list",
    "pages:peta",
    "pages:about",
    "pages:founding",
    "pages:privacy",
    "pages:accessibility",
]


class PortalSitemap(Sitemap):
    """A section whose rows are known by the parts of their address."""

    # Small enough to be made and read in a moment; the protocol allows ten times as many.
    limit = 5000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.KIM_SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.KIM_SITE_URL).netloc


class KimSitemap(PortalSitemap):
    def items(self) -> QuerySet[Any, Any]:
        return Kim.objects.published().order_by("pk").values_list("slug", "updated_at")

    def location(self, item: tuple[str, datetime]) -> str:
        return reverse("kim:detail", args=[item[0]])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]

    def get_latest_lastmod(self) -> datetime | None:
        return Kim.objects.published().aggregate(at=Max("updated_at"))["at"]


class KegiatanSitemap(PortalSitemap):
    def items(self) -> QuerySet[Any, Any]:
        rows = Naskah.objects.published().newest()
        return rows.values_list("kegiatan_id", "kegiatan__slug", "updated_at")

    def location(self, item: tuple[int, str, datetime]) -> str:
        return reverse("kegiatan:detail", args=item[:2])

    def lastmod(self, item: tuple[int, str, datetime]) -> datetime:
        return item[2]

    def get_latest_lastmod(self) -> datetime | None:
        return Naskah.objects.published().aggregate(at=Max("updated_at"))["at"]


class WilayahSitemap(PortalSitemap):
    def items(self) -> QuerySet[Any, Any]:
        return Wilayah.objects.current().order_by("pk").values_list("pk", flat=True)

    def location(self, item: str) -> str:
        return reverse("wilayah:detail", args=[item])


class HalamanSitemap(PortalSitemap):
    def items(self) -> list[str]:
        return HALAMAN

    def location(self, item: str) -> str:
        return reverse(item)


BAGIAN = {
    "halaman": HalamanSitemap,
    "kim": KimSitemap,
    "kegiatan": KegiatanSitemap,
    "wilayah": WilayahSitemap,
}


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List every page of every section."""
    daftar = []
    for bagian, sitemap_class in BAGIAN.items():
        sitemap = sitemap_class()
        address = alamat_lengkap(reverse("pages:sitemap", args=[bagian]))
        last_mod = sitemap.get_latest_lastmod()
        for page in sitemap.paginator.page_range:
            query = f"?p={page}" if page > 1 else ""
            daftar.append({"location": address + query, "last_mod": last_mod})
    return _xml(request, "sitemap_index.xml", {"sitemaps": daftar})


@public_page
def section(request: HttpRequest, bagian: str) -> HttpResponse:
    """List the addresses of one section, one page (`p`) at a time."""
    if bagian not in BAGIAN:
        raise Http404
    try:
        urls = BAGIAN[bagian]().get_urls(page=request.GET.get("p", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    return _xml(request, "sitemap.xml", {"urlset": urls})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type=XML)
    response["Cache-Control"] = CACHE_CONTROL
    response["X-Robots-Tag"] = "noindex"
    return response
