"""What the public lists have in common: tolerant filters, removable chips, pages of cards."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from kimportal.fragments import kept
from kimportal.paging import Draw, Few, Halaman, few_of, list_page, page_address
from kimportal.search import MAX_QUERY
from kimportal.template_tags import tanggal

PLAIN_ERRORS = {
    "invalid_choice": "Pilihan “%(value)s” tidak dikenal.",
    "invalid_pk_value": "Pilihan “%(pk)s” tidak dikenal.",
}
DATE_ERROR = "Tanggal tidak dikenal. Tulis tahun-bulan-hari, misalnya 2026-03-31."


# Parts of a form are kept for what people type and share; what is longer is drawn each time.
KEPT_LETTERS = 300
CHIP_LETTERS = 60


class WordsField(forms.CharField):
    """Words to look for. Of a text that is longer, its first `most` letters are looked for."""

    def __init__(self, *, most: int = MAX_QUERY, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "")[: self.most]


class WordsFilter(django_filters.CharFilter):
    """The `q` filter of a list."""

    field_class = WordsField


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
    # Whether the unfiltered list at an address is always the same query, whatever the time. For
    # lists of few addresses: each one's query is compiled and kept.
    is_tetap = False

    @cached_property
    def is_bare(self) -> bool:
        """Whether the address sets no filter at all, so that no form needs to read it."""
        return not any(v.strip() for name in self.filters for v in self.data.getlist(name))

    @property
    def qs(self) -> QuerySet[Any]:
        return self.queryset.all() if self.is_bare else super().qs

    @property
    def daftar(self) -> QuerySet[Any] | Few:
        """The rows as the list shows them: few of them are read at once, in their order.

        Many are read in the order of the list until a page is full.
        """
        rows = self.qs
        sought = None if self.is_bare else self.sought(rows, self.form.cleaned_data)
        keys = None if sought is None else few_of(sought, self.alamat_isian)
        return rows if keys is None else Few(self.queryset, keys)

    def sought(self, rows: Any, chosen: dict[str, Any]) -> QuerySet[Any] | None:
        """Return the rows as few of them are looked up and ordered, None where nothing is."""
        return None

    @cached_property
    def form(self) -> forms.Form:
        form = super().form
        # Choosing a region step by step comes back to this very state.
        form.fields["wilayah"].widget.kembali = self.alamat_isian
        form.fields["urut"].widget.choices = self._orders()
        return form

    @property
    def is_terpotong(self) -> bool:
        """Whether only the first letters of the words are looked for."""
        field = self.form.fields["q"]
        typed = self.data.get("q", "").strip()
        return isinstance(field, WordsField) and len(typed) > field.most

    @property
    def is_galat(self) -> bool:
        """Whether a value of the address was refused."""
        return not self.is_bare and bool(self.form.errors)

    @property
    def alamat_isian(self) -> str:
        """The address of this list as it was asked for, without the place in it."""
        return self._address({n: self.data.getlist(n) for n in self.data if n in self.filters})

    # The form costs more than all the rest of the page; the same values draw it the same way.

    @property
    def skrip(self) -> SafeString:
        return kept(("skrip", type(self).__name__), lambda: str(self.form.media))

    @property
    def isian_cari(self) -> SafeString:
        """The search words, drawn."""
        return self._drawn("includes/_cari_saring.html")

    @property
    def isian(self) -> SafeString:
        """All other filters, drawn."""
        return self._drawn("includes/_saring.html")

    def _drawn(self, template: str) -> SafeString:
        context = {"saring": self, "alamat": self.request.path}
        if len(self.alamat_isian) > KEPT_LETTERS:
            return render_to_string(template, context)
        key = (template, type(self).__name__, self.alamat_isian)
        return kept(key, lambda: render_to_string(template, context))

    def _orders(self) -> list[tuple[str, str]]:
        """Return the orders to choose from; the first goes without saying in the address.

        Where words were searched for, the best match comes first unless asked otherwise.
        """
        orders = [(key, label) for key, (label, _) in self.urutan.items()]
        if self.data.get("q", "").strip():
            return [("", "Paling cocok"), *orders]
        return [("", orders[0][1]), *orders[1:]]

    def sort(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.order_by(
            *self.urutan[value][1] if value in self.urutan else self.first_order
        )

    @property
    def first_order(self) -> tuple[Any, ...]:
        """The order of this list where the address asks for none."""
        return next(iter(self.urutan.values()))[1]

    def by_bidang(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the rows that have any of the chosen fields of interest."""
        if not value:
            return queryset
        return queryset.filter(bidang_ids__overlap=[bidang.pk for bidang in value])

    @property
    def chips(self) -> list[dict[str, str]]:
        """The filters in force, each with the address of this list without it."""
        if self.is_bare:
            return []
        return [
            {"label": label, "url": self._url_without(name, raw)}
            for name, value in self.form.cleaned_data.items()
            for raw, label in self._labels(name, value)
        ]

    @property
    def sebutan(self) -> str:
        """The filters in force as a title goes on with them: ": Kota Makassar, Aktif"."""
        labels = [chip["label"] for chip in self.chips]
        return f": {', '.join(labels)}" if labels else ""

    def canonical(self, page: Halaman | None) -> str:
        """Return the list's address in this state, without what does not change its content."""
        bare = self.request.path if self.is_bare else self._url_without("urut")
        return page_address(bare, page)

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
            text = Truncator(text).chars(CHIP_LETTERS)
        return [(None, self.chip_formats.get(name, "{}").format(text))]

    def _url_without(self, name: str, raw: str | None = None) -> str:
        """Return this list's address without a filter, or without one of its values."""
        data = {name: self.data.getlist(name) for name in self.data if name in self.filters}
        for key, value in self.form.cleaned_data.items():
            if isinstance(value, Model):
                # People type a name; what they send on is the key.
                data[key] = [value.pk]
        data[name] = [v for v in data.get(name, []) if raw is not None and v != raw]
        return self._address(data)

    def _address(self, values: dict[str, list[str]]) -> str:
        """Return this list's address with the values that say something."""
        said = {name: [v for v in found if v.strip()] for name, found in values.items()}
        query = urlencode(said, doseq=True)
        return f"{self.request.path}?{query}" if query else self.request.path


def list_context(saring: ListFilter, draw: Draw) -> dict[str, Any]:
    """Return what `daftar.html` shows of a filtered list, whose cards `draw` draws."""
    name = saring.request.path if saring.is_tetap and saring.is_bare else None
    page = list_page(saring.request, saring.daftar, draw, name=name)
    return {"saring": saring, "halaman": page, "kanonik": saring.canonical(page)}


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
