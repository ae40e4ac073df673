"""The pages of the regions: what is in them, at any depth, in a fixed number of queries."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import CharField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kegiatan.cards import card_versions as kabar_versions
from kegiatan.cards import draw_versions
from kegiatan.models import Naskah
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import text_first
from kimportal.pages.nearest import nearest_kim
from kimportal.pages.region_news import region_news
from kimportal.pages.region_parts import counts_now, is_retired, line_of, region_parts
from kimportal.pages.scale import quantile_scale
from kimportal.public import public_page
from kimportal.rekap.models import INDONESIA
from kimportal.rekap.reading import counts_of
from kimportal.search import clean_query
from komunitas.cards import card_versions as kim_versions
from komunitas.cards import draw_versions as draw_kim_versions
from komunitas.models import Kim
from wilayah.models import Wilayah
from wilayah.querysets import PANJANG_KODE, ancestor_codes, inside_any, normalise_kode
from wilayah.svg import national_map

MAX_KIM = 8
MAX_KABAR = 6
CRUMB = {"nama": "Wilayah", "url": "/wilayah/"}
KODE = Parameter("kode", CharField())


def _newest(length: int) -> Any:
    rows = Naskah.objects.published().filter(inside_any(KODE, length)).newest()
    return kabar_versions(rows[:MAX_KABAR])


def _by_name(length: int) -> Any:
    rows = Kim.objects.published().filter(inside_any(KODE, length)).order_by("nama", "pk")
    return kim_versions(rows[:MAX_KIM])


# What a page shows of its region, by the length of the region's code.
KABAR = {n: CompiledQuery(partial(_newest, n)) for n in PANJANG_KODE.values()}
KIM = {n: CompiledQuery(partial(_by_name, n)) for n in PANJANG_KODE.values()}
OWN = CompiledQuery(
    lambda: Kim.objects.published().desa().filter(wilayah=KODE).values_list("pk")[:1]
)


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
    line = line_of(dotted) if dotted else []
    if not line:
        return _missing(request, kode, dotted)
    wilayah, hemat = line[-1], text_first(request)
    counts = counts_now(wilayah)
    context = (
        _own_kim(wilayah)
        | region_news(wilayah.kode)
        | {
            "wilayah": wilayah,
            "induk": line[-2] if len(line) > 1 else None,
            "is_retired": is_retired(wilayah),
            "jumlah_kim": counts.kim,
            "bagian": region_parts(request, line, counts),
            "daftar_kabar": draw_versions(KABAR[len(kode)](kode=kode), **hemat),
            "daftar_kim": draw_kim_versions(KIM[len(kode)](kode=kode), **hemat),
            "remah": [
                CRUMB,
                *({"nama": w.nama, "url": w.get_absolute_url()} for w in line[:-1]),
                {"nama": wilayah.nama},
            ],
        }
    )
    return render(request, "pages/wilayah_detail.html", context)


def _own_kim(wilayah: Wilayah) -> dict[str, Any]:
    """What the page of a village says of its KIM: that it has one, or where the nearest are."""
    if not wilayah.is_desa:
        return {}
    has_own_kim = bool(OWN(kode=wilayah.kode))
    return {
        "has_own_kim": has_own_kim,
        "terdekat": [] if has_own_kim else nearest_kim(wilayah),
    }


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
