"""The sitemap index and its sections, with addresses after KIM_SITE_URL whoever asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from diseminasi.models import Isu
from kegiatan.models import Naskah
from kimportal.pages import panduan
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Kim
from wilayah.models import Wilayah

XML = "application/xml; charset=utf-8"
# Lists that change too slowly for three seconds of caching.
CACHE_CONTROL = "public, max-age=3600, s-maxage=60, stale-if-error=86400"
HALAMAN = [
    "pages:home",
    "kim:list",
    "kegiatan:list",
    "praktik:list",
    "hoaks:list",
    "wilayah:list",
    "pages:peta",
    "pages:data",
    "pages:data_api",
    "pages:about",
    "pages:founding",
    "pages:privacy",
    "pages:accessibility",
]


class KeyRanges(Paginator):
    """Pages by ranges of a numeric key: the last costs no more than the first.

    Pages hold as many rows as there are public ones among the keys, some of them none.
    """

    def __init__(self, rows: QuerySet[Any, Any], per_page: int, key: str) -> None:
        super().__init__(rows, per_page)
        self.key = key

    @cached_property
    def count(self) -> int:
        """The highest key."""
        highest = self.object_list.order_by(f"-{self.key}").values_list(self.key, flat=True)
        return highest.first() or 0

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        last = number * self.per_page
        keys = {f"{self.key}__gt": last - self.per_page, f"{self.key}__lte": last}
        return Page(self.object_list.filter(**keys).order_by(self.key), number, self)


class Provinces(Paginator):
    """A page for each province, with all current regions in it."""

    def __init__(self, provinces: QuerySet[Wilayah]) -> None:
        super().__init__(provinces, 1)

    def page(self, number: int | str) -> Page:
        (province,) = super().page(number).object_list
        inside = Wilayah.objects.current().in_wilayah(province.kode).order_by("pk")
        return Page(inside.values_list("pk", flat=True), int(number), self)


class PortalSitemap(Sitemap):
    """A section whose rows are known by the parts of their address; `key` numbers them."""

    key = ""

    # Small enough to be made and read in a moment; the protocol allows fifty times as many.
    limit = 1000

    @property
    def paginator(self) -> Paginator:
        rows: Any = self.items()
        return KeyRanges(rows, self.limit, self.key) if self.key else super().paginator

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.KIM_SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.KIM_SITE_URL).netloc


class KimSitemap(PortalSitemap):
    key = "pk"

    def items(self) -> QuerySet[Any, Any]:
        return Kim.objects.published().values_list("slug", "updated_at")

    def location(self, item: tuple[str, datetime]) -> str:
        return reverse("kim:detail", args=[item[0]])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]


class KegiatanSitemap(PortalSitemap):
    key = "kegiatan_id"

    def items(self) -> QuerySet[Any, Any]:
        rows = Naskah.objects.published()
        return rows.values_list("kegiatan_id", "kegiatan__slug", "updated_at")

    def location(self, item: tuple[int, str, datetime]) -> str:
        return reverse("kegiatan:detail", args=item[:2])

    def lastmod(self, item: tuple[int, str, datetime]) -> datetime:
        return item[2]


class IsuSitemap(PortalSitemap):
    key = "pk"

    def items(self) -> QuerySet[Any, Any]:
        return Isu.objects.listed().values_list("pk", "slug", "updated_at")

    def location(self, item: tuple[int, str, datetime]) -> str:
        return reverse("hoaks:detail", args=item[:2])

    def lastmod(self, item: tuple[int, str, datetime]) -> datetime:
        return item[2]


class WilayahSitemap(PortalSitemap):
    @property
    def paginator(self) -> Paginator:
        return Provinces(Wilayah.objects.current().provinsi())

    def location(self, item: str) -> str:
        return reverse("wilayah:detail", args=[item])


class HalamanSitemap(PortalSitemap):
    def items(self) -> list[str]:
        return [*[reverse(nama) for nama in HALAMAN], *panduan.addresses()]

    def location(self, item: str) -> str:
        return item


BAGIAN = {
    "halaman": HalamanSitemap,
    "kim": KimSitemap,
    "kegiatan": KegiatanSitemap,
    "cek-hoaks": IsuSitemap,
    "wilayah": WilayahSitemap,
}


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List every page of every section."""
    daftar: list[dict[str, str]] = []
    for bagian, sitemap_class in BAGIAN.items():
        address = alamat_lengkap(reverse("pages:sitemap", args=[bagian]))
        pages = sitemap_class().paginator.page_range
        daftar += [{"location": f"{address}?p={n}" if n > 1 else address} for n in pages]
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
