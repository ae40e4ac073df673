"""The filter of Kabar KIM."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from kegiatan.models import Adinda, JenisKegiatan, Naskah
from kimportal.listing import ListFilter, ListForm, date_filter, sort_filter
from komunitas.filters import WilayahFilter, bidang_filter

URUTAN = {
    "terbaru": ("Terbaru terbit", ("-published_at", "-id")),
    "terlama": ("Terlama terbit", ("published_at", "id")),
    "kegiatan": ("Tanggal kegiatan terbaru", ("-tanggal", "-id")),
}


class KegiatanFilter(ListFilter):
    """Filters of `/kegiatan/`; `dari` and `sampai` mean the day of the activity."""

    urutan = URUTAN
    chip_formats = {"q": "“{}”", "dari": "Mulai {}", "sampai": "Sampai {}"}

    q = django_filters.CharFilter(label="Cari kabar", max_length=100, method="search")
    wilayah = WilayahFilter(label="Wilayah")
    jenis = django_filters.ChoiceFilter(
        label="Jenis", choices=JenisKegiatan.choices, empty_label="Semua jenis"
    )
    adinda = django_filters.ChoiceFilter(
        label="Fungsi KIM (ADINDA)",
        choices=Adinda.choices,
        empty_label="Semua fungsi",
        method="by_adinda",
    )
    dari = date_filter("Dari tanggal", "gte")
    sampai = date_filter("Sampai tanggal", "lte")
    bidang = bidang_filter()
    urut = sort_filter(URUTAN)

    class Meta:
        model = Naskah
        fields: list[str] = []
        form = ListForm

    def search(self, queryset: Any, name: str, value: str) -> QuerySet[Naskah]:
        return queryset.search(value).order_by("-rank", "-published_at", "-id")

    def by_adinda(self, queryset: Any, name: str, value: str) -> QuerySet[Naskah]:
        return queryset.filter(adinda__contains=[value])
