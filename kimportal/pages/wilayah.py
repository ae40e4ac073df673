"""The pages of the regions: what is in them, at any depth, in a fixed number of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kegiatan.cards import draw_cards
from kegiatan.models import Naskah
from kimportal.fragments import text_first
from kimportal.pages.counts import count_villages, total
from kimportal.pages.nearest import nearest_kim
from kimportal.pages.scale import quantile_scale
from kimportal.public import public_page
from kimportal.rekap.models import INDONESIA, RekapWilayah
from kimportal.rekap.reading import counts_of
from kimportal.search import clean_query
from komunitas.cards import draw_cards as draw_kim_cards
from komunitas.models import Kim
from komunitas.querysets import KimQuerySet
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import ancestor_codes, normalise_kode
from wilayah.svg import national_map, region_map

MAX_KIM = 8
MAX_KABAR = 6
CRUMB = {"nama": "Wilayah", "url": "/wilayah/"}


@public_page
def wilayah_list(request: HttpRequest) -> HttpResponse:
    """All provinces with their counts, and the national map."""
    provinces = list(Wilayah.objects.current().provinsi())
    counts = counts_of([INDONESIA, *(w.kode for w in provinces)])
    daftar = [(w, counts[w.kode]) for w in provinces]
    skala = quantile_scale({w.kode: h.kim for w, h in daftar})
    labels = {w.kode: f"{w.nama}: {h.kim} KIM" for w, h in daftar}
    context = {
        "daftar": daftar,
        "jumlah": counts[INDONESIA],
        "jumlah_provinsi": len(daftar),
        "peta": national_map(skala.css, labels),
        "legenda": skala.legenda,
        "remah": [{"nama": "Wilayah"}],
    }
    return render(request, "pages/wilayah_list.html", context)


@public_page
def wilayah_detail(request: HttpRequest, kode: str) -> HttpResponse:
    """One region; codes without dots lead to the dotted address."""
    dotted = normalise_kode(kode)
    if dotted and dotted != kode:
        return redirect("wilayah:detail", dotted, permanent=True)
    wilayah = Wilayah.objects.select_related("penerus").filter(kode=dotted).first()
    if wilayah is None:
        return _missing(request, kode, dotted)
    above = list(Wilayah.objects.ancestors_of(kode))
    context = _village(wilayah) if wilayah.is_desa else _wider(wilayah)
    hemat = text_first(request)
    context |= {
        "wilayah": wilayah,
        "induk": above[-1] if above else None,
        "is_retired": wilayah.berakhir_pada is not None and wilayah.berakhir_pada <= _today(),
        "daftar_kabar": draw_cards(
            Naskah.objects.published().in_wilayah(kode).newest()[:MAX_KABAR], **hemat
        ),
        "daftar_kim": draw_kim_cards(_kim_inside(kode), **hemat),
        "remah": [
            CRUMB,
            *({"nama": w.nama, "url": w.get_absolute_url()} for w in above),
            {"nama": wilayah.nama},
        ],
    }
    return render(request, "pages/wilayah_detail.html", context)


def _today() -> date:
    return timezone.localdate()


def _kim_inside(kode: str) -> KimQuerySet:
    return Kim.objects.published().in_wilayah(kode).order_by("nama", "pk")[:MAX_KIM]


def _wider(wilayah: Wilayah) -> dict[str, Any]:
    """What a provinsi, kabupaten/kota or kecamatan shows: its parts, with counts."""
    jumlah, anak = _counted(wilayah)
    skala = quantile_scale({w.kode: h.kim for w, h in anak})
    labels = {w.kode: f"{w.nama}: {h.kim} KIM" for w, h in anak}
    has_drawn_parts = wilayah.tingkat == Tingkat.PROVINSI
    return {
        "anak": anak,
        "sebutan_anak": Tingkat(wilayah.tingkat + 1).label,
        "jumlah": jumlah,
        "peta": region_map(
            wilayah.kode,
            [] if wilayah.tingkat < Tingkat.KECAMATAN else _points([wilayah]),
            classes=skala.css if has_drawn_parts else None,
            labels=labels if has_drawn_parts else None,
        ),
        "legenda": skala.legenda if has_drawn_parts else [],
    }


def _counted(wilayah: Wilayah) -> tuple[RekapWilayah, list[tuple[Wilayah, RekapWilayah]]]:
    """Return the counts of a region and of its parts, among them retired ones that hold some."""
    parts = list(Wilayah.objects.children_of(wilayah.kode))
    if wilayah.tingkat == Tingkat.KECAMATAN:
        counts = count_villages(wilayah.kode)
        jumlah = total(parts, counts)
    else:
        counts = counts_of([wilayah.kode, *(w.kode for w in parts)])
        jumlah = counts[wilayah.kode]
    shown = ((w, counts.get(w.kode) or RekapWilayah(kode=w.kode)) for w in parts)
    return jumlah, [(w, h) for w, h in shown if w.berakhir_pada is None or h.kim or h.kabar]


def _village(wilayah: Wilayah) -> dict[str, Any]:
    """What a village shows: its KIM, or, if it has none, where the nearest are."""
    has_own_kim = Kim.objects.published().desa().in_wilayah(wilayah.kode).exists()
    return {
        "jumlah": RekapWilayah(kode=wilayah.kode),
        "has_own_kim": has_own_kim,
        "terdekat": [] if has_own_kim else nearest_kim(wilayah),
        "peta": region_map(wilayah.kode, _points([wilayah])),
    }


def _points(regions: list[Wilayah]) -> list[tuple[float, float]]:
    return [(w.lat, w.lon) for w in regions if w.lat is not None and w.lon is not None]


def _missing(request: HttpRequest, kode: str, dotted: str | None) -> HttpResponse:
    """Say that there is no such region, and show the nearest one above it that there is."""
    above = Wilayah.objects.filter(kode__in=ancestor_codes(dotted)) if dotted else None
    shown = clean_query(kode)[:40]
    context = {
        "kode": shown,
        "teks": "" if dotted else shown,
        "terdekat": above.order_by("-kode").first() if above is not None else None,
        "remah": [CRUMB, {"nama": "Tidak ditemukan"}],
    }
    return render(request, "pages/wilayah_missing.html", context, status=404)
