"""Every address of the portal, on one page."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from kegiatan import views as kegiatan
from kimportal.pages import cari, feeds, health, home, kim, media, peta, sitemaps, statis
from kimportal.pages import wilayah as wilayah_pages
from komunitas import views as komunitas
from wilayah import views as wilayah

kim_urls = [
    path("", komunitas.list_kim, name="list"),
    path("<slug:slug>/", kim.detail_kim, name="detail"),
    path("<slug:slug>/kabar/", kim.posts_of_kim, name="posts"),
    path("<slug:slug>/produk/", kim.products_of_kim, name="products"),
    path("<slug:slug>/galeri/", kim.gallery_of_kim, name="gallery"),
]
kegiatan_urls = [
    path("", kegiatan.list_kegiatan, name="list"),
    path("pratinjau/<slug:kunci>/<int:width>/", kegiatan.photo_preview, name="photo_preview"),
    path("<int:pk>/<slug:slug>/", kegiatan.detail_kegiatan, name="detail"),
    path("<int:pk>/<slug:slug>/cetak/", kegiatan.print_kegiatan, name="print"),
]
wilayah_urls = [
    path("", wilayah_pages.wilayah_list, name="list"),
    path("cari.json", wilayah.search, name="search"),
    path("buka/", wilayah.go, name="go"),
    path("pilih/", wilayah.pick, name="pick"),
    path("<str:kode>/", wilayah_pages.wilayah_detail, name="detail"),
]
pages_urls = [
    path("", home.home, name="home"),
    path("peta/", peta.peta, name="peta"),
    path("peta/kim.json", peta.peta_kim, name="peta_kim"),
    path("peta/wilayah.json", peta.peta_wilayah, name="peta_wilayah"),
    path("cari/", cari.search, name="search"),
    path("tentang/", statis.about, name="about"),
    path("mendirikan-kim/", statis.founding, name="founding"),
    path("privasi/", statis.privacy, name="privacy"),
    path("aksesibilitas/", statis.accessibility, name="accessibility"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:bagian>.xml", sitemaps.section, name="sitemap"),
    path("robots.txt", health.robots, name="robots"),
    path("favicon.ico", health.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
feed_urls = [
    path("", feeds.all_feed, name="all"),
    path("wilayah/<str:kode>/", feeds.wilayah_feed, name="wilayah"),
    path("kim/<slug:slug>/", feeds.kim_feed, name="kim"),
    path("bidang/<slug:slug>/", feeds.bidang_feed, name="bidang"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((pages_urls, "pages"))),
    path("wilayah/", include((wilayah_urls, "wilayah"))),
    path("kim/", include((kim_urls, "kim"))),
    path("kegiatan/", include((kegiatan_urls, "kegiatan"))),
    path("feed/", include((feed_urls, "feed"))),
    path("akun/", include("kimportal.accounts.urls")),
    path("admin/", admin.site.urls),
]
if settings.KIM_SAJIKAN_MEDIA:
    urlpatterns.append(path("media/<path:path>", media.public_file))

handler404 = "kimportal.pages.errors.not_found"
