"""A message in a language of the place, in public."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from diseminasi.bahasa.versions import last_correction
from diseminasi.models import InfoPemerintah, StatusVersi, VersiBahasa
from kimportal.public import public_page


def versions_of(info: InfoPemerintah) -> QuerySet[VersiBahasa]:
    """Return the published versions of a message."""
    rows = VersiBahasa.objects.filter(info=info, status=StatusVersi.PUBLISHED)
    return rows.only("bahasa", "ralat_nomor", "info").order_by("bahasa")


@public_page
def detail_version(request: HttpRequest, pk: int, slug: str, kode: str) -> HttpResponse:
    """Show one version, and whether it follows the newest correction."""
    info = get_object_or_404(
        InfoPemerintah.objects.released().select_related("wilayah").defer("cari"), pk=pk
    )
    rows = VersiBahasa.objects.filter(info=info, status=StatusVersi.PUBLISHED, bahasa=kode)
    versi = get_object_or_404(rows.select_related("kim__wilayah"), bahasa=kode)
    versi.info = info
    if slug != info.slug:
        return HttpResponsePermanentRedirect(versi.get_absolute_url())
    konteks = {
        "info": info,
        "versi": versi,
        "daftar_versi": versions_of(info),
        "nomor_ralat": last_correction(info),
        "remah": [
            {"nama": "Info Pemerintah", "url": reverse("info:list")},
            {"nama": info.judul, "url": info.get_absolute_url()},
            {"nama": f"Bahasa {versi.get_bahasa_display()}"},
        ],
    }
    return render(request, "diseminasi/bahasa/versi.html", konteks)
