"""The front page: find one's own village, read what is new, see where KIM are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import DateField, F
from django.db.models.lookups import GreaterThanOrEqual
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from kegiatan.cards import card_versions, draw_versions
from kegiatan.models import Naskah
from kegiatan.models.indexes import HARI_TERAKHIR
from kegiatan.querysets import CARD, NaskahQuerySet
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import kept, text_first
from kimportal.pages.scale import quantile_scale
from kimportal.public import public_page
from kimportal.rekap.models import INDONESIA, RekapWilayah
from kimportal.rekap.reading import counts_of
from komunitas.models import Bidang
from wilayah.models import Wilayah
from wilayah.svg import national_map

MAX_KABAR = 6
MAX_AGENDA = 5


def _upcoming(hari: Any) -> NaskahQuerySet:
    """Return the events that are not over on a day, the one that is over first on top."""
    rows = Naskah.objects.published().filter(
        GreaterThanOrEqual(HARI_TERAKHIR, hari), jenis="agenda"
    )
    return rows.order_by(HARI_TERAKHIR, "tanggal", "pk")


# All that the page depends on; its parts are drawn once for every answer.
COUNTED = CompiledQuery(
    lambda: RekapWilayah.objects.filter(kode=INDONESIA).values_list("dihitung_pada")
)
KABAR = CompiledQuery(
    lambda: card_versions(Naskah.objects.published().exclude(jenis="agenda").newest()[:MAX_KABAR])
)
AGENDA = CompiledQuery(
    lambda: _upcoming(Parameter("hari", DateField())).values_list(
        "pk", "updated_at", F("kegiatan__kim__updated_at")
    )[:MAX_AGENDA]
)
BIDANG = CompiledQuery(lambda: Bidang.objects.values_list("slug", "nama"))


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show search, the newest posts, the next events and the national map."""
    today = timezone.localdate()
    counted, agenda, bidang = COUNTED(), AGENDA(hari=today), BIDANG()
    counts = cache(_counts)

    def part(template: str, version: object, context: Callable[[], dict[str, Any]]) -> SafeString:
        return kept((template, version), lambda: render_to_string(template, context(), request))

    context = {
        "temukan": part("pages/_home_temukan.html", counted, counts),
        "angka": part("pages/_home_angka.html", counted, counts),
        "daftar_kabar": draw_versions(KABAR(), **text_first(request)),
        "agenda": part(
            "pages/_home_agenda.html", agenda, lambda: {"daftar_agenda": _events(agenda)}
        ),
        "bidang": part("pages/_home_bidang.html", bidang, lambda: {"daftar_bidang": bidang}),
    }
    return render(request, "pages/home.html", context)


def _counts() -> dict[str, Any]:
    daftar = list(Wilayah.objects.current().provinsi())
    counts = counts_of([INDONESIA, *(w.kode for w in daftar)])
    values = {w.kode: counts[w.kode].kim for w in daftar}
    skala = quantile_scale(values)
    labels = {w.kode: f"{w.nama}: {values[w.kode]} KIM" for w in daftar}
    return {
        "jumlah": counts[INDONESIA],
        "peta": national_map(skala.css, labels),
        "legenda": skala.legenda,
    }


def _events(versions: list[tuple[Any, ...]]) -> list[Naskah]:
    """Return the events of these rows, whose first value is the key, in their order."""
    keys = [pk for pk, *_ in versions]
    rows = Naskah.objects.filter(pk__in=keys).select_related("kegiatan__kim", "wilayah")
    found = rows.only("jam", "tempat", *CARD).in_bulk()
    return [found[pk] for pk in keys if pk in found]
