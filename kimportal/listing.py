"""What the public lists have in common: tolerant filters, removable chips, shallow pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.core.validators import EMPTY_VALUES
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from kimportal.template_tags import tanggal

PER_PAGE = 20
# Deeper pages cost the database much and show nobody anything; filters lead there sooner.
MAX_PAGE = 500
PAGE_PARAMETER = "halaman"

PLAIN_ERRORS = {
    "invalid_choice": "Pilihan “%(value)s” tidak dikenal.",
    "invalid_pk_value": "Pilihan “%(pk)s” tidak dikenal.",
}
DATE_ERROR = "Tanggal tidak dikenal. Tulis tahun-bulan-hari, misalnya 2026-03-31."


class ShallowPaginator(Paginator):
    """Pages of a list, of which only the first MAX_PAGE can be opened."""

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, MAX_PAGE)

    @property
    def is_cut(self) -> bool:
        return self.count > MAX_PAGE * self.per_page


def page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> Page | None:
    """Return the page that the address asks for, None when it lies beyond MAX_PAGE."""
    number = request.GET.get(PAGE_PARAMETER, "1")
    if number.isdecimal() and (len(number) > 9 or int(number) > MAX_PAGE):
        return None
    return ShallowPaginator(rows, per_page).get_page(number)


class ListForm(forms.Form):
    """The form of a list's filter: a faulty value is named beside its field, no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages |= PLAIN_ERRORS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        dari, sampai = cleaned.get("dari"), cleaned.get("sampai")
        if dari and sampai and sampai < dari:
            self.add_error("sampai", "Tanggal akhir lebih awal daripada tanggal mulai.")
        return cleaned


class ListFilter(django_filters.FilterSet):
    """A filter whose every state is a link.

    `urutan` maps the values of `urut` to label and ordering; the first one is the ordering
    of the unfiltered list. `chip_formats` says how a value reads as a chip.
    """

    urutan: dict[str, tuple[str, tuple[Any, ...]]] = {}
    chip_formats: dict[str, str] = {}

    @property
    def form(self) -> forms.Form:
        form = super().form
        # Choosing a region step by step comes back to this very state.
        form.fields["wilayah"].widget.kembali = self.request.get_full_path()
        form.fields["urut"].widget.choices = self._orders()
        return form

    def _orders(self) -> list[tuple[str, str]]:
        """Return the orders to choose from; the first goes without saying in the address.

        Where words were searched for, the best match comes first unless asked otherwise.
        """
        orders = [(key, label) for key, (label, _) in self.urutan.items()]
        if self.data.get("q", "").strip():
            return [("", "Paling cocok"), *orders]
        return [("", orders[0][1]), *orders[1:]]

    def sort(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.order_by(*self.urutan[value][1])

    def by_bidang(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the rows that have any of the chosen fields of interest."""
        if not value:
            return queryset
        link = queryset.model.bidang.through.objects.filter(bidang__in=[b.pk for b in value])
        return queryset.filter(pk__in=link.values(queryset.model._meta.model_name))

    @property
    def chips(self) -> list[dict[str, str]]:
        """The filters in force, each with the address of this list without it."""
        return [
            {"label": label, "url": self._url_without(name, raw)}
            for name, value in self.form.cleaned_data.items()
            for raw, label in self._labels(name, value)
        ]

    @property
    def kanonik(self) -> str:
        """The list's address in this state, without what does not change its content."""
        return self._url_without("urut")

    def _labels(self, name: str, value: Any) -> list[tuple[str | None, str]]:
        """Return (value in the address, label) of what a field was set to."""
        field = self.form.fields[name]
        if name == "urut" or value in EMPTY_VALUES:
            return []
        if isinstance(field, forms.ModelMultipleChoiceField):
            return [(str(getattr(row, field.to_field_name or "pk")), str(row)) for row in value]
        if isinstance(value, date):
            text = tanggal(value)
        else:
            text = dict(getattr(field, "choices", ())).get(value, value)
        return [(None, self.chip_formats.get(name, "{}").format(text))]

    def _url_without(self, name: str, raw: str | None = None) -> str:
        """Return this list's address without a filter, or without one of its values."""
        data = self.data.copy()
        for key, value in self.form.cleaned_data.items():
            if isinstance(value, Model):
                # People type a name; what they send on is the key.
                data[key] = value.pk
        for key in list(data):
            unwanted = key not in self.filters or (key == name and raw is None)
            values = [] if unwanted else [v for v in data.getlist(key) if v.strip()]
            data.setlist(key, [v for v in values if key != name or v != raw])
        query = data.urlencode()
        return f"{self.request.path}?{query}" if query else self.request.path


def sort_filter(urutan: dict[str, tuple[str, tuple[Any, ...]]]) -> django_filters.ChoiceFilter:
    """Return the `urut` filter of a list."""
    return django_filters.ChoiceFilter(
        label="Urutkan",
        choices=[(key, label) for key, (label, _) in urutan.items()],
        method="sort",
        empty_label=None,
    )


def date_filter(label: str, lookup: str) -> django_filters.DateFilter:
    """Return a `dari` or `sampai` filter over the day of a row (`tanggal`)."""
    return django_filters.DateFilter(
        field_name="tanggal",
        lookup_expr=lookup,
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": DATE_ERROR},
    )
