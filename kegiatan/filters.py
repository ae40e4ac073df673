"""The filter of Kabar KIM."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from kegiatan.models import Adinda, JenisKegiatan, Naskah
from kimportal.listing import ListFilter, ListForm, WordsFilter, date_filter, sort_filter
from komunitas.filters import WilayahFilter, bidang_filter

URUTAN = {
    "terbaru": ("Terbaru terbit", ("-published_at", "-id")),
    "terlama": ("Terlama terbit", ("published_at", "id")),
    "kegiatan": ("Tanggal kegiatan terbaru", ("-tanggal", "-id")),
}
# Of a span of days, the days themselves are the order; when it was published matters less.
URUTAN_HARI = {
    "kegiatan": URUTAN["kegiatan"],
    "terlama": ("Tanggal kegiatan terlama", ("tanggal", "id")),
}


class KegiatanFilter(ListFilter):
    """Filters of `/kegiatan/`; `dari` and `sampai` mean the day of the activity."""

    urutan = URUTAN
    is_tetap = True
    chip_formats = {"q": "“{}”", "dari": "Mulai {}", "sampai": "Sampai {}"}

    q = WordsFilter(label="Cari kabar", method="search")
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.urutan is URUTAN and any(self.data.get(name) for name in ("dari", "sampai")):
            self.urutan = URUTAN_HARI

    def filter_queryset(self, queryset: Any) -> QuerySet[Naskah]:
        if self.urutan is URUTAN_HARI:
            queryset = queryset.order_by(*self.first_order)
        return super().filter_queryset(queryset)

    def sought(self, rows: Any, chosen: dict[str, Any]) -> QuerySet[Naskah] | None:
        """Look up words, and regions and kinds combined; the best match of words is first."""
        q, ciri = chosen.get("q"), self._ciri(chosen)
        few = rows.with_ciri(*ciri) if ciri else rows
        if q and not chosen.get("urut"):
            return few.with_rank(q).order_by("-rank", "-published_at", "-id")
        return few if q or ciri else None

    def _ciri(self, chosen: dict[str, Any]) -> list[str]:
        """Return the region and kind that were asked for, where more was asked besides."""
        wilayah = chosen.get("wilayah")
        ciri = [chosen.get("jenis"), wilayah.kode if wilayah and wilayah.tingkat < 4 else ""]
        asked = [value for value in (*ciri, *map(chosen.get, ("bidang", "adinda", "q"))) if value]
        return [one for one in ciri if one] if len(asked) > 1 else []

    def search(self, queryset: Any, name: str, value: str) -> QuerySet[Naskah]:
        return queryset.search(value)

    def by_adinda(self, queryset: Any, name: str, value: str) -> QuerySet[Naskah]:
        return queryset.filter(adinda__contains=[value])


PRAKTIK_URUTAN = {
    "ditandai": ("Terbaru ditandai", ("-kegiatan__praktik_baik__marked_at", "-id")),
    **URUTAN,
}


class PraktikFilter(KegiatanFilter):
    """Filters of `/praktik-baik/`, as those of `/kegiatan/`."""

    urutan = PRAKTIK_URUTAN
    q = WordsFilter(label="Cari praktik baik", method="search")
    urut = sort_filter(PRAKTIK_URUTAN)

    class Meta(KegiatanFilter.Meta):
        pass
