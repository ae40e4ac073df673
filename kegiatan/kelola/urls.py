"""Addresses under `/kelola/kegiatan/`; `<pk>` is the post's key, `<uuid>` the device's."""

from django.urls import URLPattern, path

from kegiatan.kelola import appeal_pages, json_views, pages, step_pages, write_pages

app_name = "kelola_kegiatan"

urlpatterns: list[URLPattern] = [
    path("", pages.list_posts, name="list"),
    path("baru/", write_pages.create, name="create"),
    path("<int:pk>/ubah/", write_pages.edit, name="edit"),
    path("<int:pk>/pratinjau/", pages.preview, name="preview"),
    path("<int:pk>/riwayat/", pages.history, name="history"),
    path("<int:pk>/kirim/", step_pages.send, name="send"),
    path("<int:pk>/ambil/", step_pages.withdraw, name="take_back"),
    path("<int:pk>/revisi/", step_pages.revise, name="revise"),
    path("<int:pk>/hapus/", step_pages.discard, name="discard"),
    path("<int:pk>/keberatan/", appeal_pages.appeal, name="appeal"),
    path("pakai-ulang/<int:pk>/", step_pages.reuse_post, name="reuse"),
    path("data.json", json_views.data, name="data"),
    path("naskah/<uuid:uuid>.json", json_views.draft, name="draft"),
    path("naskah/<uuid:uuid>/kirim.json", json_views.send, name="send_json"),
    path("naskah/<uuid:uuid>/foto/<uuid:foto_uuid>/", json_views.photo, name="photo"),
]
