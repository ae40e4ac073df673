"""Addresses under `/kelola/info/`."""

from django.urls import URLPattern, path

from diseminasi.kelola import pages

app_name = "kelola_info"

urlpatterns: list[URLPattern] = [
    path("", pages.list_info, name="list"),
    path("<int:pk>/", pages.open_info, name="detail"),
    path("foto/<slug:kunci>/<int:width>/", pages.photo, name="photo"),
]
