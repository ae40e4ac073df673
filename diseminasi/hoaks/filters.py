"""The filter of Cek Hoaks."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from diseminasi.hoaks.querysets import PANJANG
from diseminasi.models import Isu, Putusan, StatusIsu
from kimportal.listing import ListFilter, ListForm, WordsFilter, sort_filter
from kimportal.search import has_operators
from komunitas.filters import WilayahFilter

URUTAN = {"terbaru": ("Terbaru", ("-shown_at", "-id")), "terlama": ("Terlama", ("shown_at", "id"))}
PERIKSA = StatusIsu.CHECKING
PILIHAN = [*Putusan.choices, (PERIKSA.value, PERIKSA.label)]


class IsuFilter(ListFilter):
    """Filters of `/cek-hoaks/`."""

    urutan = URUTAN
    # Whether no rumour holds all the words, so that those are shown which resemble them.
    is_mirip = False
    chip_formats = {"q": "“{}”"}

    q = WordsFilter(label="Cari isu: tulis atau tempel bunyinya", most=PANJANG, method="search")
    wilayah = WilayahFilter(label="Beredar di wilayah")
    putusan = django_filters.ChoiceFilter(
        label="Putusan", choices=PILIHAN, empty_label="Semua putusan", method="by_verdict"
    )
    urut = sort_filter(URUTAN)

    class Meta:
        model = Isu
        fields: list[str] = []
        form = ListForm

    def sought(self, rows: Any, chosen: dict[str, Any]) -> QuerySet[Isu] | None:
        """Look up words, the best match first; of too many to rank, the newest are."""
        q = chosen.get("q")
        if not q or chosen.get("urut"):
            return rows if q else None
        return rows.order_by("-rank", "-mirip", "-shown_at", "-id")

    def search(self, queryset: Any, name: str, value: str) -> QuerySet[Isu]:
        found = queryset.with_words(value)
        self.is_mirip = not has_operators(value) and not found.exists()
        return queryset.resembling(value) if self.is_mirip else found

    def by_verdict(self, queryset: Any, name: str, value: str) -> QuerySet[Isu]:
        """Keep one verdict, or what is still being checked, which has none."""
        if value == PERIKSA:
            return queryset.filter(status=PERIKSA)
        return queryset.filter(putusan=value)
