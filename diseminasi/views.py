"""Info Pemerintah in public: the list and the page of a message."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import BigIntegerField
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from diseminasi.bahan.card import card_alt
from diseminasi.bahasa.views import handed_on_by, versions_of
from diseminasi.cards import draw_cards
from diseminasi.filters import InfoFilter
from diseminasi.models import InfoPemerintah, LaporanPenyebaran, PertanyaanInfo
from diseminasi.reach_reading import reach_of_many
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import kept
from kimportal.listing import list_context
from kimportal.public import public_page
from komunitas.models import Kim
from wilayah.models import Tingkat, Wilayah

# So many times a KIM and a village are read to name who relayed a message.
PENYEBAR = 30
# As many answered questions stand on one page of it.
PERTANYAAN = 10
PENYEBAR_TEMPLATE = "diseminasi/_penyebar.html"


def _relayed() -> Any:
    """Who relayed, once per village; who does so in villages around its own comes repeatedly."""
    relayed = LaporanPenyebaran.objects.filter(
        info=Parameter("info", BigIntegerField()), kim__status="verified"
    )
    places = relayed.order_by("wilayah_id", "kim_id").distinct("wilayah_id", "kim_id")
    shown = ("kim__slug", "kim__nama", "kim__wilayah__nama", "kim__wilayah__nama_lengkap")
    return places.values_list("kim", *shown)[: PENYEBAR + 1]


RELAYED = CompiledQuery(_relayed)


@public_page
def list_info(request: HttpRequest) -> HttpResponse:
    """Show the messages that hold and pass the filter."""
    saring = InfoFilter(request.GET, InfoPemerintah.objects.released().newest(), request=request)
    konteks = list_context(saring, partial(draw_cards, h="h2")) | {
        "satuan": "info",
        "remah": [{"nama": "Info Pemerintah"}],
    }
    return render(request, "diseminasi/info_list.html", konteks)


@public_page
def detail_info(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a message; an address with another slug leads to the right one."""
    info = get_object_or_404(InfoPemerintah.objects.public().for_cards(), pk=pk)
    if slug != info.slug:
        return HttpResponsePermanentRedirect(info.get_absolute_url())
    konteks = {
        "info": info,
        "alt_kartu": card_alt(info),
        "lewat": handed_on_by(info, request.GET.get("lewat", "")),
        "penyebar": _relayers(info),
        "daftar_ralat": list(info.daftar_ralat.order_by("-nomor")),
        "daftar_versi": versions_of(info) if info.is_terbit else [],
        "daftar_bidang": info.bidang.all(),
        "tanya_jawab": _questions(info).get_page(request.GET.get("halaman")),
        "remah": [
            {"nama": "Info Pemerintah", "url": reverse("info:list")},
            {"nama": info.judul},
        ],
    }
    return render(request, "diseminasi/info_detail.html", konteks)


def _relayers(info: InfoPemerintah) -> SafeString:
    """Draw the first KIM that relayed a message, by village, and where to see all."""
    read = RELAYED(info=info.pk)
    rows = {pk: shown for pk, *shown in read[:PENYEBAR]}
    is_semua = len(read) <= PENYEBAR
    capaian = None if is_semua else reach_of_many([info.pk], "").get(info.pk)

    def draw() -> str:
        konteks = {
            "info": info,
            "daftar_penyebar": [_named_kim(*shown) for shown in rows.values()],
            "is_semua_penyebar": is_semua,
            "capaian": capaian,
        }
        return render_to_string(PENYEBAR_TEMPLATE, konteks)

    version = (info.pk, info.slug, rows, is_semua, capaian and capaian.disebarkan)
    return kept((PENYEBAR_TEMPLATE, version), draw)


def _named_kim(slug: str, nama: str, desa: str, nama_lengkap: str) -> Kim:
    return Kim(
        slug=slug,
        nama=nama,
        wilayah=Wilayah(nama=desa, nama_lengkap=nama_lengkap, tingkat=Tingkat.DESA),
    )


def _questions(info: InfoPemerintah) -> Paginator:
    """Return what was asked and answered in public, the newest first."""
    rows = PertanyaanInfo.objects.published().filter(info=info).with_others()
    rows = rows.select_related("kim", "wilayah", "jawaban").order_by("-shown_at", "-pk")
    return Paginator(rows, PERTANYAAN)
