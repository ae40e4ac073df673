"""The filter of the directory of KIM."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import QuerySet

from kimportal.listing import ListFilter, ListForm, WordsFilter, sort_filter
from kimportal.search import short_name
from komunitas.models import TERAKHIR, Bidang, JenisKim, Kim
from wilayah.forms import WilayahField
from wilayah.models import Wilayah

NEWEST = (TERAKHIR.desc(), "-id")
URUTAN = {
    "kabar": ("Kabar terbaru", NEWEST),
    "nama": ("Nama, A–Z", ("nama", "id")),
    "terbaru": ("Baru terdaftar", ("-verified_at", "-id")),
}


class WilayahFilter(django_filters.Filter):
    """Keeps what lies in the chosen region; the queryset knows how (`in_wilayah`)."""

    field_class = WilayahField

    def filter(self, qs: Any, value: Wilayah | None) -> QuerySet[Any]:
        return qs.in_wilayah(value.kode) if value else qs


def bidang_filter() -> django_filters.ModelMultipleChoiceFilter:
    """Return the `bidang` filter, repeatable, by slug."""
    return django_filters.ModelMultipleChoiceFilter(
        label="Bidang",
        queryset=Bidang.objects.all(),
        to_field_name="slug",
        method="by_bidang",
        widget=forms.CheckboxSelectMultiple,
    )


class KimFilter(ListFilter):
    """Filters of `/kim/`."""

    urutan = URUTAN
    is_tetap = True
    chip_formats = {"q": "“{}”"}

    q = WordsFilter(label="Cari KIM", method="search")
    wilayah = WilayahFilter(label="Wilayah")
    jenis = django_filters.ChoiceFilter(
        label="Jenis KIM", choices=JenisKim.choices, empty_label="Semua jenis"
    )
    status = django_filters.ChoiceFilter(
        label="Keaktifan",
        choices=[("aktif", "Aktif"), ("tidak-aktif", "Tidak aktif")],
        empty_label="Aktif dan tidak aktif",
        method="by_status",
    )
    bidang = bidang_filter()
    urut = sort_filter(URUTAN)

    class Meta:
        model = Kim
        fields: list[str] = []
        form = ListForm

    def sought(self, rows: Any, chosen: dict[str, Any]) -> QuerySet[Kim] | None:
        """Look up words, the likest name first; of too many, the newest posts are."""
        q = chosen.get("q")
        if not q or chosen.get("urut"):
            return rows if q else None
        mirip = TrigramWordSimilarity(short_name(q), "nama_cari")
        return rows.annotate(mirip=mirip).order_by("-mirip", "nama", "id")

    def search(self, queryset: Any, name: str, value: str) -> QuerySet[Kim]:
        return queryset.search(value)

    def by_status(self, queryset: Any, name: str, value: str) -> QuerySet[Kim]:
        return queryset.aktif(value == "aktif")
