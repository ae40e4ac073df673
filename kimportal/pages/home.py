"""The front page: find one's own village, read what is new, see where KIM are."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kegiatan.models import Naskah
from kimportal.pages.counts import Hitungan, count_kim, total
from kimportal.pages.scale import quantile_scale
from kimportal.public import public_page
from komunitas.models import Bidang, Kim
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import PANJANG_KODE
from wilayah.svg import national_map

MAX_KABAR = 6
MAX_AGENDA = 5


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show search, the newest posts, the next events and the national map."""
    counts = count_kim(PANJANG_KODE[1])
    daftar = list(Wilayah.objects.current().provinsi())
    values = {w.kode: counts.get(w.kode, Hitungan()).kim for w in daftar}
    skala = quantile_scale(values)
    jumlah = total(counts.values())
    jumlah.jenis["desa"] = Wilayah.objects.current().filter(tingkat=Tingkat.DESA).count()
    terbit = Naskah.objects.published()
    context = {
        "jumlah": jumlah,
        "kim_aktif": Kim.objects.published().aktif().count(),
        "kabar_bulan_ini": terbit.filter(published_at__gte=_start_of_month()).count(),
        "daftar_kabar": list(terbit.exclude(jenis="agenda").newest().for_cards()[:MAX_KABAR]),
        "daftar_agenda": _upcoming(),
        "daftar_bidang": list(Bidang.objects.all()),
        "peta": national_map(
            skala.css, {w.kode: f"{w.nama}: {values[w.kode]} KIM" for w in daftar}
        ),
        "legenda": skala.legenda,
    }
    return render(request, "pages/home.html", context)


def _start_of_month() -> datetime:
    return timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _upcoming() -> list[Naskah]:
    """Return the events that are not over yet, the next one first."""
    today = timezone.localdate()
    return list(
        Naskah.objects.published()
        .filter(Q(tanggal__gte=today) | Q(tanggal_selesai__gte=today), jenis="agenda")
        .select_related("kegiatan__kim", "wilayah")
        .defer("isi", "cari", "kegiatan__kim__cari")
        .order_by("tanggal", "pk")[:MAX_AGENDA]
    )
