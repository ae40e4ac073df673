"""Every address of the portal, on one page."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from diseminasi import reach_views
from diseminasi import views as diseminasi
from diseminasi.bahan import views as bahan
from diseminasi.bahasa import views as bahasa
from diseminasi.hoaks import views as hoaks
from kegiatan import views as kegiatan
from kimportal.integrity.metrik import metrik
from kimportal.pages import (
    cari,
    feeds,
    feeds_diseminasi,
    health,
    home,
    kelola,
    kim,
    luring,
    media,
    panduan,
    sitemaps,
    statis,
    tulis,
)
from kimportal.pages import wilayah as wilayah_pages
from kimportal.pages.api.document import guide as api_guide
from kimportal.pages.data import views as data
from kimportal.pages.peta import views as peta
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
    path("<int:pk>/baca/", kegiatan.count_reading, name="read"),
    path("<int:pk>/<slug:slug>/", kegiatan.detail_kegiatan, name="detail"),
    path("<int:pk>/<slug:slug>/cetak/", kegiatan.print_kegiatan, name="print"),
]
info_urls = [
    path("", diseminasi.list_info, name="list"),
    path("<int:pk>/<slug:slug>/", diseminasi.detail_info, name="detail"),
    path("<int:pk>/lampiran/<int:lampiran>/", bahan.public_attachment, name="attachment"),
    path("<int:pk>/<slug:slug>/bahasa/<slug:kode>/", bahasa.detail_version, name="language"),
    path(
        "<int:pk>/<slug:slug>/bahasa/<slug:kode>/kartu.png",
        bahasa.card_version,
        name="language_card",
    ),
    path(
        "<int:pk>/<slug:slug>/bahasa/<slug:kode>/papan.pdf",
        bahasa.notice_version,
        name="language_notice",
    ),
    path("<int:pk>/<slug:slug>/kartu.png", bahan.public_card, name="card"),
    path("<int:pk>/<slug:slug>/jangkauan/", reach_views.reach_page, name="reach"),
    path("<int:pk>/<slug:slug>/jangkauan/laporan/", reach_views.reach_report, name="reach_report"),
    path("jangkauan/", reach_views.region_page, name="region"),
    path("program/<slug:kunci>/", reach_views.program_page, name="program"),
    path("program/<slug:kunci>.csv", reach_views.program_file, name="program_file"),
    path("program/<slug:kunci>/laporan/", reach_views.program_report, name="program_report"),
    path("<int:pk>/<slug:slug>/jangkauan.csv", reach_views.reach_file, name="reach_file"),
]
hoaks_urls = [
    path("", hoaks.list_isu, name="list"),
    path("kirim/", hoaks.send, name="send"),
    path("tiket/<str:tiket>/", hoaks.ticket, name="ticket"),
    path("<int:pk>/<slug:slug>/", hoaks.detail_isu, name="detail"),
    path("<int:pk>/<slug:slug>/kartu.png", hoaks.card, name="card"),
]
praktik_urls = [path("", kegiatan.list_praktik_baik, name="list")]
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
    path("peta/bagian/", peta.peta_bagian, name="peta_bagian"),
    path("peta/sematan/", peta.peta_sematan, name="peta_sematan"),
    path("cari/", cari.search, name="search"),
    path("data/", data.data, name="data"),
    path("data/api/", api_guide, name="data_api"),
    path("data/katalog.jsonld", data.data_catalogue, name="data_catalogue"),
    path("data/kamus.json", data.data_columns, name="data_columns"),
    path("data/<slug:nama>.<slug:bentuk>", data.data_file, name="data_file"),
    path("tentang/", statis.about, name="about"),
    path("mendirikan-kim/", statis.founding, name="founding"),
    path("privasi/", statis.privacy, name="privacy"),
    path("aksesibilitas/", statis.accessibility, name="accessibility"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:bagian>.xml", sitemaps.section, name="sitemap"),
    path("luring/", luring.saved_pages, name="saved_pages"),
    path("sw.js", luring.service_worker, name="service_worker"),
    path("manifest.webmanifest", tulis.manifest, name="manifest"),
    path("robots.txt", health.robots, name="robots"),
    path("favicon.ico", health.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
panduan_urls = [
    path("", panduan.index, name="index"),
    path("contoh/<slug:slug>/", panduan.letter, name="letter"),
    path("contoh/<slug:slug>.docx", panduan.letter_file, name="letter_file"),
    path("<slug:slug>/", panduan.lesson, name="lesson"),
]
kelola_urls = [
    path("", kelola.home, name="home"),
    path("tulis/", tulis.composer, name="compose"),
    path("info/luring/", tulis.relay, name="relay"),
    path("kotak-masuk/", kelola.inbox, name="inbox"),
    path("kotak-masuk/<int:pk>/", kelola.open_message, name="message"),
    path("kotak-masuk/dibaca/", kelola.read_all, name="read_all"),
]
feed_urls = [
    path("", feeds.all_feed, name="all"),
    path("info-pemerintah/", feeds_diseminasi.info_feed, name="info"),
    path("cek-hoaks/", feeds_diseminasi.isu_feed, name="isu"),
    path("wilayah/<str:kode>/", feeds.wilayah_feed, name="wilayah"),
    path("kim/<slug:slug>/", feeds.kim_feed, name="kim"),
    path("bidang/<slug:slug>/", feeds.bidang_feed, name="bidang"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((pages_urls, "pages"))),
    path("wilayah/", include((wilayah_urls, "wilayah"))),
    path("kim/", include((kim_urls, "kim"))),
    path("kegiatan/", include((kegiatan_urls, "kegiatan"))),
    path("praktik-baik/", include((praktik_urls, "praktik"))),
    path("info-pemerintah/", include((info_urls, "info"))),
    path("i/<str:kode>/", bahan.follow_link, name="short_link"),
    path("cek-hoaks/", include((hoaks_urls, "hoaks"))),
    path("panduan/", include((panduan_urls, "panduan"))),
    path("statistik/", include("kimportal.desk.statistik_urls")),
    path("feed/", include((feed_urls, "feed"))),
    path("api/v1/", include("kimportal.pages.api.urls")),
    path("kelola/", include((kelola_urls, "kelola"))),
    path("kelola/kim/", include("komunitas.kelola.urls")),
    path("kelola/info/", include("diseminasi.kelola.urls")),
    path("kelola/kegiatan/", include("kegiatan.kelola.urls")),
    path("akun/data/", include("kimportal.desk.urls")),
    path("lapor/", include("kimportal.desk.report_urls")),
    path("akun/", include("kimportal.accounts.urls")),
    path("admin/", admin.site.urls),
    path("metrik", metrik, name="metrik"),
]
if settings.KIM_SAJIKAN_MEDIA:
    urlpatterns.append(path("media/<path:path>", media.public_file))

handler404 = "kimportal.pages.errors.not_found"
handler500 = "kimportal.pages.errors.broken"
