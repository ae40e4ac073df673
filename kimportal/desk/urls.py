"""Addresses under `/akun/data/`."""

from django.urls import URLPattern, path

from kimportal.desk import data_diri

app_name = "data_diri"

urlpatterns: list[URLPattern] = [
    path("", data_diri.my_data, name="home"),
    path("unduh/", data_diri.download, name="download"),
    path("tarik/", data_diri.withdraw, name="withdraw"),
    path("kembali/", data_diri.come_back, name="come_back"),
    path("hapus/", data_diri.delete, name="delete"),
    path("hapus/pasti/", data_diri.delete_surely, name="delete_surely"),
]
