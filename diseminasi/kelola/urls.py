"""Addresses under `/kelola/info/`."""

from django.urls import URLPattern, path

from diseminasi.bahasa import kelola as bahasa
from diseminasi.kelola import json_views, material, pages
from diseminasi.tanya import kelola as tanya

app_name = "kelola_info"

urlpatterns: list[URLPattern] = [
    path("", pages.list_info, name="list"),
    path("data.json", json_views.data, name="data"),
    path("<int:pk>/", pages.open_info, name="detail"),
    path("<int:pk>/bahasa/", bahasa.language, name="language"),
    path("<int:pk>/tanya/", tanya.ask, name="ask"),
    path("<int:pk>/laporan/<int:laporan>/batal/", pages.take_back_report, name="take_back_report"),
    path("<int:pk>/lapor.json", json_views.report, name="report_json"),
    path("<int:pk>/kartu.png", material.card, name="card"),
    path("<int:pk>/papan/", material.notice, name="notice"),
    path("<int:pk>/papan.pdf", material.notice_file, name="notice_pdf"),
    path("<int:pk>/bahan.zip", material.download, name="download"),
    path("<int:pk>/lampiran/<int:lampiran>/", material.attachment, name="attachment"),
    path("foto/<slug:kunci>/<int:width>/", pages.photo, name="photo"),
]
