"""The filter of Info Pemerintah."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from diseminasi.models import InfoPemerintah, Urgensi
from kimportal.listing import ListFilter, ListForm, WordsFilter, sort_filter
from komunitas.filters import WilayahFilter, bidang_filter

URUTAN = {
    "terbaru": ("Terbaru terbit", ("-released_at", "-id")),
    "berakhir": ("Segera berakhir", ("berlaku_sampai", "released_at", "id")),
}
MASA = [("berlaku", "Masih berlaku"), ("semua", "Semua, juga yang sudah lewat")]


class InfoFilter(ListFilter):
    """Filters of `/info-pemerintah/`; what has run out shows only when asked for."""

    urutan = URUTAN
    chip_formats = {"q": "“{}”"}

    q = WordsFilter(label="Cari info", method="search")
    wilayah = WilayahFilter(label="Untuk wilayah")
    urgensi = django_filters.ChoiceFilter(
        label="Urgensi", choices=Urgensi.choices, empty_label="Semua urgensi"
    )
    masa = django_filters.ChoiceFilter(
        label="Masa berlaku", choices=MASA[1:], empty_label=MASA[0][1], method="by_term"
    )
    bidang = bidang_filter()
    urut = sort_filter(URUTAN)

    class Meta:
        model = InfoPemerintah
        fields: list[str] = []
        form = ListForm

    @property
    def qs(self) -> QuerySet[InfoPemerintah]:
        rows: Any = super().qs
        wants_all = not self.is_bare and self.form.cleaned_data.get("masa")
        return rows if wants_all else rows.in_force()

    def sought(self, rows: Any, chosen: dict[str, Any]) -> QuerySet[InfoPemerintah] | None:
        """Look up words, the best match first; of too many to rank, the newest are."""
        q = chosen.get("q")
        if not q or chosen.get("urut"):
            return rows if q else None
        return rows.order_by("-rank", "-released_at", "-id")

    def search(self, queryset: Any, name: str, value: str) -> QuerySet[InfoPemerintah]:
        return queryset.search(value)

    def by_bidang(self, queryset: Any, name: str, value: Any) -> QuerySet[InfoPemerintah]:
        links = InfoPemerintah.bidang.through.objects.filter(bidang__in=value)
        return queryset.filter(pk__in=links.values("infopemerintah")) if value else queryset

    def by_term(self, queryset: Any, name: str, value: str) -> QuerySet[InfoPemerintah]:
        return queryset
