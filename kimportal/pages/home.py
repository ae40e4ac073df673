"""The front page: find one's own village, read what is new, see where KIM are."""

from __future__ import annotations

from django.db.models.lookups import GreaterThanOrEqual
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kegiatan.cards import draw_cards
from kegiatan.models import Naskah
from kegiatan.models.indexes import HARI_TERAKHIR
from kegiatan.querysets import CARD
from kimportal.fragments import text_first
from kimportal.pages.scale import quantile_scale
from kimportal.public import public_page
from kimportal.rekap.models import INDONESIA
from kimportal.rekap.reading import counts_of
from komunitas.models import Bidang
from wilayah.models import Wilayah
from wilayah.svg import national_map

MAX_KABAR = 6
MAX_AGENDA = 5


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show search, the newest posts, the next events and the national map."""
    daftar = list(Wilayah.objects.current().provinsi())
    counts = counts_of([INDONESIA, *(w.kode for w in daftar)])
    values = {w.kode: counts[w.kode].kim for w in daftar}
    skala = quantile_scale(values)
    terbit = Naskah.objects.published()
    context = {
        "jumlah": counts[INDONESIA],
        "daftar_kabar": draw_cards(
            terbit.exclude(jenis="agenda").newest()[:MAX_KABAR], **text_first(request)
        ),
        "daftar_agenda": _upcoming(),
        "daftar_bidang": list(Bidang.objects.all()),
        "peta": national_map(
            skala.css, {w.kode: f"{w.nama}: {values[w.kode]} KIM" for w in daftar}
        ),
        "legenda": skala.legenda,
    }
    return render(request, "pages/home.html", context)


def _upcoming() -> list[Naskah]:
    """Return the events that are not over yet, the one that is over first on top."""
    return list(
        Naskah.objects.published()
        .filter(GreaterThanOrEqual(HARI_TERAKHIR, timezone.localdate()), jenis="agenda")
        .select_related("kegiatan__kim", "wilayah")
        .only("jam", "tempat", *CARD)
        .order_by(HARI_TERAKHIR, "tanggal", "pk")[:MAX_AGENDA]
    )
