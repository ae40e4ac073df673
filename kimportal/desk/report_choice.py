"""The choice of a report's region and period, as far as the officer's assignment goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict

from kimportal.desk.figures_periods import (
    Periode,
    between,
    month,
    month_name,
    parse_period,
    previous_month,
    today,
)
from kimportal.desk.permissions import can_read_report
from komunitas.permissions import NASIONAL, officer_codes
from wilayah.models import Wilayah
from wilayah.querysets import ancestor_codes, normalise_kode

# How the nation is written in addresses, where a code stands otherwise.
INDONESIA = "indonesia"
TANGGAL = "tanggal"
BULAN_TAMPIL = 12


def chosen_region(request: HttpRequest) -> str:
    """Return the code that the address names ("" is Indonesia), else the officer's own region.

    Raises PermissionDenied for a region of others and for people who are no officers; Http404
    for one that does not exist.
    """
    codes = officer_codes(request.user)
    if not codes:
        raise PermissionDenied
    written = request.POST.get("wilayah") or request.GET.get("wilayah") or ""
    kode = "" if written == INDONESIA else normalise_kode(written) if written else min(codes)
    if kode is None or (kode and not Wilayah.objects.filter(kode=kode).exists()):
        raise Http404
    if not can_read_report(request.user, kode):
        raise PermissionDenied
    return kode


def region_choices(user: Any, kode: str) -> list[tuple[str, str]]:
    """Return the own regions, the way down to the chosen one, and its parts above the villages."""
    codes = officer_codes(user)
    own = [code for code in codes if code != NASIONAL]
    path = [code for code in [*ancestor_codes(kode), kode] if can_read_report(user, code)]
    rows = Wilayah.objects.filter(kode__in=[*own, *path])
    parts = Wilayah.objects.current().filter(induk=kode or None, tingkat__lte=3)
    found = {w.kode: w for w in [*rows, *parts]}
    choices = [(code, _indented(found[code], own)) for code in sorted(found)]
    return [(INDONESIA, "Indonesia"), *choices] if NASIONAL in codes else choices


def _indented(wilayah: Wilayah, own: list[str]) -> str:
    depth = 0 if wilayah.kode in own else wilayah.tingkat - 1
    return f"{'   ' * depth}{wilayah.sebutan}"


def period_choices() -> list[tuple[str, str]]:
    """Return the usual periods: a year back, single months, whole years, own days."""
    years = [(f"{today().year - n}", f"Tahun {today().year - n}") for n in range(3)]
    return [
        ("", "12 bulan terakhir"),
        *month_choices(),
        *years,
        (TANGGAL, "Pilih tanggal sendiri"),
    ]


class LaporanForm(forms.Form):
    """Region and period of a report; `rentang` is the period, once it `is_valid`."""

    wilayah = forms.ChoiceField(label="Wilayah")
    periode = forms.ChoiceField(label="Periode", required=False)
    dari = forms.DateField(
        label="Dari tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sampai = forms.DateField(
        label="Sampai tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, query: QueryDict, *, user: Any, kode: str) -> None:
        written = query.get("periode", "")
        data = {
            "wilayah": kode or INDONESIA,
            "periode": written,
            "dari": query.get("dari", ""),
            "sampai": query.get("sampai", ""),
        }
        if "_" in written:
            # A period of own days as links write it.
            data["dari"], _, data["sampai"] = written.partition("_")
            data["periode"] = TANGGAL
        super().__init__(data)
        self.label_suffix = ""
        self.fields["wilayah"].choices = region_choices(user, kode)  # type: ignore[attr-defined]
        self.fields["periode"].choices = _with_written(written)  # type: ignore[attr-defined]
        self.rentang: Periode | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["periode"] != TANGGAL:
            self.rentang = parse_period(cleaned["periode"])
        elif not (cleaned["dari"] and cleaned["sampai"]):
            self.add_error("dari", "Isi tanggal awal dan tanggal akhir.")
        else:
            span = between(cleaned["dari"], cleaned["sampai"])
            self.rentang = parse_period(span.kunci)
            if self.rentang is None:
                self.add_error("sampai", "Tanggal akhir harus sesudah tanggal awal.")
        return cleaned


def _with_written(written: str) -> list[tuple[str, str]]:
    """Return the usual periods, and the one that the address names if it is another month."""
    choices = period_choices()
    periode = parse_period(written)
    if periode and "_" not in written and written not in dict(choices):
        choices.insert(-1, (written, periode.label))
    return choices


def chosen_month(text: str) -> Periode:
    """Return the month that the address names; without one, the last that is over."""
    if not text:
        return previous_month()
    periode = parse_period(text)
    if periode is None or periode != month(periode.dari):
        raise Http404
    return periode


def month_choices() -> list[tuple[str, str]]:
    """Return the latest months, newest first."""
    months, first = [], today().replace(day=1)
    for _ in range(BULAN_TAMPIL):
        months.append((f"{first:%Y-%m}", month_name(first)))
        first = (first - timedelta(days=1)).replace(day=1)
    return months
