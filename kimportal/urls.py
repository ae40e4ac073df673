"""Every address of the portal, on one page."""

from django.contrib import admin
from django.urls import include, path

from kegiatan import views as kegiatan
from kimportal.pages import kim
from komunitas import views as komunitas

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

urlpatterns = [
    path("kim/", include((kim_urls, "kim"))),
    path("kegiatan/", include((kegiatan_urls, "kegiatan"))),
    path("admin/", admin.site.urls),
]
